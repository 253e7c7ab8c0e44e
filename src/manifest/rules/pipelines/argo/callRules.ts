import { removeEntry } from '../../../fix/edits.ts';
import type { Fix } from '../../../fix/fix.ts';
import { keptByNode } from '../../../keptByNode.ts';
import type { Report } from '../../../rule.ts';
import { say } from '../../../say.ts';
import { entryOf, mapAt } from '../../../syntax/lookup.ts';
import { type Entry, endOf, type MapNode, startOf } from '../../../syntax/node.ts';
import { withoutField } from '../../core/fieldChecks.ts';
import { nearest } from '../../core/nearest.ts';
import { facts, given, givenScalar, replacing } from '../../core/reading.ts';
import type { Call } from './call.ts';
import { taskResults } from './depends.ts';
import { type Findings, file, found } from './findings.ts';
import { type Graph, graphOf, type Task } from './graph.ts';
import { checkArguments, checkNamed, checkUnique } from './ports.ts';
import { isFilledIn } from './tags.ts';
import type { Template } from './template.ts';

export const callFacts = [
  facts(
    'argo/loop',
    'error',
    'A step or task loops in two ways at once.',
    'withItems, withParam and withSequence exclude one another, as do count and end of a sequence; the controller refuses both.',
  ),
  facts(
    'argo/template-ref',
    'error',
    'A step, task or workflow does not say clearly which template it runs.',
    'It is a template of the workflow, one of another object, or an inline one: one of the three, and whole.',
  ),
  facts(
    'argo/task-name',
    'error',
    'The name of a task begins with a digit in a DAG with dependencies.',
    'Names stand in the expressions of depends, where they cannot begin so; the controller refuses the DAG.',
  ),
  facts(
    'argo/hook-expression',
    'error',
    'A hook other than exit has no expression.',
    'The expression tells when the hook runs; the controller refuses a hook without.',
  ),
  facts(
    'argo/when-syntax',
    'error',
    'A condition is written with a single = or &.',
    'Conditions compare with == and join with && and ||; others fail when the step is about to run.',
  ),
  facts(
    'argo/unknown-dependency',
    'error',
    'A task waits for a task that the DAG does not have.',
    'The controller refuses a DAG whose dependencies or target cannot be found.',
  ),
  facts(
    'argo/dependency-cycle',
    'error',
    'Tasks wait for one another in a ring.',
    'None of them could ever start; the controller refuses the DAG.',
  ),
  facts(
    'argo/depends-syntax',
    'error',
    'The expression of depends cannot be read, or asks for a result that tasks do not have.',
    'It joins names of tasks, each with an optional result such as .Succeeded, by &&, || and !.',
  ),
  facts(
    'argo/mixed-dependencies',
    'error',
    'A DAG uses both depends and dependencies, or continueOn beside depends.',
    'One DAG uses one of the two throughout; the controller refuses a mixture.',
  ),
] as const;

/** Judges the steps or tasks of a template, apart from the templates that they name. */
export function checkCalls(template: Template, report: Report): void {
  const nodes = template.calls.map(({ call }) => call.node);
  checkUnique(nodes, report);
  checkNamed(nodes, report);
  for (const node of nodes) file(insideCall(node), report);
  if (template.kind === 'dag') checkFirstCharacters(template, report);
  if (template.kind === 'dag') checkGraph(template, graphOf(template.node), report);
}

// Most calls stay as they are while one is edited.
const insideCall: (node: MapNode) => Findings = keptByNode(node =>
  found(report => {
    checkArguments(node, false, report);
    checkLoop(node, report);
    checkTarget(node, report);
    checkWhen(node, report);
    checkHooks(node, report);
  }),
);

// Argo reads names in depends as identifiers. A task that waits for others itself is refused for its name by the API server.
function checkFirstCharacters({ calls }: Template, report: Report): void {
  const isFree = ({ node }: Call) =>
    given(node, 'depends') === undefined && given(node, 'dependencies') === undefined;
  const numbered = calls.filter(({ call }) => /^\d/.test(call.name ?? '') && isFree(call));
  if (numbered.length === 0 || !calls.some(({ call }) => given(call.node, 'depends') !== undefined)) return;
  for (const { call } of numbered)
    report(
      'argo/task-name',
      call.nameNode ?? call.node,
      say`Other tasks of this DAG use depends, where a name cannot begin with a digit.`,
    );
}

const loops = ['withItems', 'withParam', 'withSequence'];

function checkLoop(node: MapNode, report: Report): void {
  const written = loops.flatMap(field =>
    given(node, field) === undefined ? [] : (entryOf(node, field) ?? []),
  );
  const [first, second] = written;
  if (first !== undefined && second !== undefined)
    report('argo/loop', second.key, say`${second.name} cannot stand beside ${first.name}.`, {
      fixes: () => withoutField(second.key),
    });
}

/** Judges which template a call names: one way, and whole. */
export function checkTarget(node: MapNode, report: Report): void {
  const reference = mapAt(node, 'templateRef');
  const template = entryOf(node, 'template');
  const isNamed = template !== undefined && given(node, 'template') !== undefined;
  const hasInline = given(node, 'inline') !== undefined;
  if (reference !== undefined && isNamed)
    report('argo/template-ref', template.key, say`template cannot stand beside templateRef.`, {
      fixes: () => withoutField(template.key),
    });
  for (const field of ['name', 'template'])
    if (reference !== undefined && given(reference, field) === undefined)
      report('argo/template-ref', reference, say`templateRef needs the ${field} too.`, { missing: field });
  if (reference === undefined && !isNamed && !hasInline && given(node, 'templateRef') === undefined)
    report('argo/template-ref', node, say`Nothing says which template runs here.`, { missing: 'template' });
}

// Quoted text and variables may hold anything, so they are cut out before the signs are looked at.
function checkWhen(node: MapNode, report: Report): void {
  const when = entryOf(node, 'when')?.value;
  if (when?.kind !== 'scalar' || when.text.length > 5_000) return;
  const bare = when.text.replace(/\{\{[^}]*\}\}|"[^"]*"|'[^']*'/g, '_');
  const sign = /(?<![=!<>])=(?![=~])|(?<!&)&(?!&)/.exec(bare)?.[0];
  if (sign === undefined) return;
  report('argo/when-syntax', when, say`The condition has a single ${sign}; write ${sign + sign}.`, {
    fixes: () => {
      const at = when.piece.text.indexOf(` ${sign} `, when.from);
      if (at === -1 || at >= when.to) return [];
      const start = when.piece.offset + at + 1;
      return [{ title: say`Write ${sign + sign}`, edits: [{ start, end: start + 1, newText: sign + sign }] }];
    },
  });
}

/** Judges the hooks of a step, a task or a workflow. */
export function checkHooks(node: MapNode, report: Report): void {
  for (const { name, value } of mapAt(node, 'hooks')?.entries ?? []) {
    if (value.kind !== 'map') continue;
    if (name !== 'exit' && given(value, 'expression') === undefined)
      report(
        'argo/hook-expression',
        value,
        say`The hook "${name}" needs an expression that says when it runs.`,
        {
          missing: 'expression',
        },
      );
    checkTarget(value, report);
  }
}

function checkGraph(template: Template, graph: Graph, report: Report): void {
  for (const task of graph.tasks) {
    for (const link of task.links) checkLink(task, link, graph, report);
    checkDepends(task, report);
  }
  checkMixture(graph, report);
  if (graph.cycle !== undefined) {
    const first = graph.byName.get(graph.cycle[0] ?? '')?.call;
    const message = say`These tasks wait for one another: ${path(graph.cycle)}.`;
    report('argo/dependency-cycle', first?.nameNode ?? template.node, message);
  }
  checkTargets(template, graph, report);
}

function path(names: readonly string[]): string {
  const shown = names.length > 12 ? [...names.slice(0, 10), '…', ...names.slice(-1)] : names;
  return shown.join(' → ');
}

function checkLink(task: Task, link: Task['links'][number], graph: Graph, report: Report): void {
  if (isFilledIn(link.task)) return;
  const target = graph.byName.get(link.task);
  if (target === undefined) {
    const likely = nearest(link.task, [...graph.byName.keys()]);
    const isWhole = task.depends === undefined;
    report('argo/unknown-dependency', link.at, say`There is no task "${link.task}" to wait for.`, {
      fixes: () => {
        if (!isWhole) return [];
        const remove = { title: say`Remove ${link.task}`, edits: removeEntry(link.at), isSafe: false };
        return likely === undefined ? [remove] : [replacing(link.at, likely), remove];
      },
    });
  } else if (
    (link.result === 'AnySucceeded' || link.result === 'AllFailed') &&
    target.call.loop === undefined
  )
    report(
      'argo/depends-syntax',
      link.at,
      say`${link.result} asks for many runs of "${link.task}", which does not loop.`,
    );
}

function checkDepends({ depends, links }: Task, report: Report): void {
  if (depends === undefined || isFilledIn(depends.at.text)) return;
  const { at, reading } = depends;
  if (reading.flaw !== undefined)
    report(
      'argo/depends-syntax',
      at,
      reading.flaw === ''
        ? say`The expression ends before it is complete.`
        : say`The expression cannot be read from "${reading.flaw}" on.`,
    );
  for (const { result } of links)
    if (result !== undefined && !taskResults.includes(result))
      report(
        'argo/depends-syntax',
        at,
        say`"${result}" is no result of a task; it is one of ${taskResults.join(', ')}.`,
      );
}

// What contradicts itself within one task is refused by the API server already; here are the others of its DAG.
function checkMixture(graph: Graph, report: Report): void {
  if (!graph.tasks.some(task => task.depends !== undefined)) return;
  for (const { call, depends } of graph.tasks) {
    if (depends !== undefined) continue;
    const plain = entryOf(call.node, 'dependencies');
    if (plain?.value.kind === 'sequence' && plain.value.items.length > 0) {
      const message = say`Another task of this DAG uses depends; use it here too.`;
      report('argo/mixed-dependencies', plain.key, message, { fixes: () => asExpression(plain) });
    }
    const onward = entryOf(call.node, 'continueOn');
    if (onward !== undefined && given(call.node, 'continueOn') !== undefined)
      report(
        'argo/mixed-dependencies',
        onward.key,
        say`A DAG with depends says what may fail in the expressions, as in task.Failed; drop continueOn.`,
        { fixes: () => withoutField(onward.key) },
      );
  }
}

// A list of dependencies means that all of them are done, in whatever way counts as done.
function asExpression({ key, value }: Entry): readonly Fix[] {
  if (value.kind !== 'sequence' || !value.isFlow) return [];
  const names = value.items.flatMap(item => (item.kind === 'scalar' ? [item.text] : []));
  const newText = `depends: ${names.join(' && ')}`;
  return [{ title: say`Write ${newText}`, edits: [{ start: startOf(key), end: endOf(value), newText }] }];
}

function checkTargets({ node }: Template, graph: Graph, report: Report): void {
  const target = givenScalar(mapAt(node, 'dag'), 'target');
  if (target === undefined || typeof target.value !== 'string') return;
  for (const name of target.value.split(' '))
    if (name !== '' && !graph.byName.has(name))
      report('argo/unknown-dependency', target, say`The target "${name}" is no task of this DAG.`);
}
