import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { Entry, MapNode, ScalarNode } from '../../syntax/node.ts';
import { cycleThrough } from './cycles.ts';
import { given, givenAmong, mapsAt, repeatsAmong, wholeNumber } from './given.ts';
import { judgeName } from './inferenceService.ts';
import { perhapsMendedBy, removeField, repeating } from './mend.ts';

/** What the webhook and the router want of an InferenceGraph (inference_graph_validation.go). */
export const inferenceGraphRules: RuleSet = {
  facts: [
    {
      id: 'kserve/graph-root',
      severity: 'error',
      summary: 'An InferenceGraph has a node named root.',
      why: 'Requests enter there; the webhook refuses a graph without it.',
    },
    {
      id: 'kserve/graph-target',
      severity: 'error',
      summary: 'Each step leads to exactly one of nodeName, serviceName and serviceUrl, and the node exists.',
      why: 'The webhook refuses steps with no target or several; the router fails on a node that is missing.',
    },
    {
      id: 'kserve/graph-step-name',
      severity: 'error',
      summary: 'Steps of one node have different names.',
      why: 'The webhook refuses a name that is used twice.',
    },
    {
      id: 'kserve/graph-weights',
      severity: 'error',
      summary: 'Every step of a splitter has a weight, and they add up to 100.',
      why: 'The webhook refuses other sums.',
    },
    {
      id: 'kserve/graph-cycle',
      severity: 'error',
      summary: 'No node of a graph leads back to itself.',
      why: 'The router would call itself until the request times out.',
    },
    {
      id: 'kserve/graph-condition',
      severity: 'warning',
      summary: 'Every step of a switch but a last default has a condition.',
      why: 'A step without condition takes every request, so those behind it are never reached.',
    },
  ],
  kinds: { 'serving.kserve.io/InferenceGraph': judge },
};

function judge(object: ManifestObject, report: Report): void {
  judgeName(object, report);
  const nodes = mapAt(object.node, 'spec', 'nodes');
  if (nodes === undefined) return;
  if (given(nodes, 'root') === undefined)
    report('kserve/graph-root', nodes, say`The graph has no node named root, where requests enter.`, {
      missing: 'root',
    });
  for (const { value } of nodes.entries) if (value.kind === 'map') judgeNode(value, nodes, report);
  judgeCycles(nodes.entries, report);
}

function judgeNode(node: MapNode, nodes: MapNode, report: Report): void {
  const steps = mapsAt(node, 'steps');
  for (const step of steps) judgeTarget(step, nodes, report);
  for (const { again, first } of repeatsAmong(steps.map(step => scalarOf(step, 'name'))))
    report(
      'kserve/graph-step-name',
      again,
      say`The step name ${again.text} is used twice in this node.`,
      repeating(first),
    );
  const type = scalarOf(node, 'routerType')?.text;
  if (type === 'Splitter') judgeWeights(steps, report);
  if (type === 'Switch') judgeConditions(steps, report);
}

function scalarOf(node: MapNode, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value : undefined;
}

function judgeTarget(step: MapNode, nodes: MapNode, report: Report): void {
  const targets = givenAmong(step, ['nodeName', 'serviceName', 'serviceUrl']);
  const [only, second] = targets;
  if (only === undefined)
    report(
      'kserve/graph-target',
      step,
      say`The step leads nowhere; name a serviceName, a nodeName or a serviceUrl.`,
      { missing: 'serviceName' },
    );
  else if (second !== undefined)
    report(
      'kserve/graph-target',
      second.key,
      say`The step leads to ${only.name} and ${second.name}; keep one.`,
      perhapsMendedBy(() => removeField(second.key)),
    );
  const name = scalarOf(step, 'nodeName');
  if (name !== undefined && given(nodes, name.text) === undefined)
    report('kserve/graph-target', name, say`The graph has no node named ${name.text}.`);
}

function judgeWeights(steps: readonly MapNode[], report: Report): void {
  let sum = 0;
  for (const step of steps) {
    const value = given(step, 'weight');
    const weight = wholeNumber(value);
    if (value === undefined) {
      report('kserve/graph-weights', step, say`A step of a splitter needs a weight.`, { missing: 'weight' });
      return;
    }
    if (weight === undefined) return;
    sum += weight;
  }
  const last = given(steps.at(-1), 'weight');
  if (last !== undefined && sum !== 100)
    report('kserve/graph-weights', last, say`The weights of this splitter add up to ${sum} instead of 100.`);
}

function judgeConditions(steps: readonly MapNode[], report: Report): void {
  const bare = steps.slice(0, -1).find(step => given(step, 'condition') === undefined);
  if (bare !== undefined)
    report(
      'kserve/graph-condition',
      bare,
      say`A step without condition takes every request; those behind it are never reached.`,
      { missing: 'condition' },
    );
}

function judgeCycles(entries: readonly Entry[], report: Report): void {
  const steps = new Map(
    entries.map(({ name, value }) => [
      name,
      mapsAt(value, 'steps').flatMap(step => scalarOf(step, 'nodeName') ?? []),
    ]),
  );
  const cycle = cycleThrough(steps, step => step.text);
  if (cycle !== undefined)
    report('kserve/graph-cycle', cycle.at, say`The nodes lead in a circle: ${cycle.names.join(' → ')}.`);
}
