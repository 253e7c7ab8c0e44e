import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { given, mapsAt } from './given.ts';

/** What the webhook of Seldon Core v1 refuses in the graph of a predictor (checkPredictiveUnits). */
export const seldonGraphRules: RuleSet = {
  facts: [
    {
      id: 'seldon/graph-container',
      severity: 'error',
      summary: 'A graph node without implementation has a container of its name in componentSpecs.',
      why: 'The webhook refuses it, since nothing would answer for that node.',
    },
    {
      id: 'seldon/model-uri',
      severity: 'error',
      summary: 'A prepackaged server has a modelUri.',
      why: 'The webhook refuses it without one; the server would have nothing to load.',
    },
    {
      id: 'seldon/implementation',
      severity: 'warning',
      summary: 'The implementation of a graph node is one that Seldon ships.',
      why: 'Other names need an entry in the cluster’s seldon-config, or the webhook refuses the deployment.',
    },
    {
      id: 'seldon/tensorflow-protocol',
      severity: 'error',
      summary: 'The tensorflow protocol is used with servers that speak it.',
      why: 'The webhook refuses it with SKLEARN_SERVER, XGBOOST_SERVER and MLFLOW_SERVER.',
    },
    {
      id: 'seldon/graph-children',
      severity: 'warning',
      summary: 'Routers and combiners have children, and a combiner has several.',
      why: 'Without children there is nothing to choose from or to combine; requests fail.',
    },
    {
      id: 'seldon/logger-mode',
      severity: 'error',
      summary: 'A request logger has a mode.',
      why: 'The webhook refuses a logger without one.',
    },
    {
      id: 'seldon/unit-name',
      severity: 'error',
      summary: 'Nodes of one graph have different names.',
      why: 'Two nodes of one name would share a container and a port; requests would go to one of them only.',
    },
  ],
};

const builtIn = ['SIMPLE_MODEL', 'SIMPLE_ROUTER', 'RANDOM_ABTEST', 'AVERAGE_COMBINER'];
const servers = [
  'SKLEARN_SERVER',
  'XGBOOST_SERVER',
  'TENSORFLOW_SERVER',
  'MLFLOW_SERVER',
  'TRITON_SERVER',
  'HUGGINGFACE_SERVER',
  'TEMPO_SERVER',
];
const withoutTensorflow = ['SKLEARN_SERVER', 'XGBOOST_SERVER', 'MLFLOW_SERVER'];

/** Judges a predictor's graph, node by node. `protocol` is the deployment's, empty where it names none. */
export function judgeGraph(graph: MapNode, predictor: MapNode, protocol: string, report: Report): void {
  const containers = new Map<string, MapNode>();
  for (const component of mapsAt(predictor, 'componentSpecs'))
    for (const container of mapsAt(component, 'spec', 'containers')) {
      const name = scalarOf(container, 'name');
      if (name !== undefined) containers.set(name.text, container);
    }
  const names = new Set<string>();
  const pending = [graph];
  for (let unit = pending.shift(); unit !== undefined; unit = pending.shift()) {
    judgeUnit(unit, containers, protocol, report);
    judgeUnitName(unit, names, report);
    pending.push(...mapsAt(unit, 'children'));
  }
}

function scalarOf(node: MapNode, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value : undefined;
}

function judgeUnitName(unit: MapNode, names: Set<string>, report: Report): void {
  const name = scalarOf(unit, 'name');
  if (name === undefined || name.text === '') return;
  if (names.has(name.text))
    report('seldon/unit-name', name, say`The node name ${name.text} is used twice in this graph.`);
  names.add(name.text);
}

function judgeUnit(
  unit: MapNode,
  containers: ReadonlyMap<string, MapNode>,
  protocol: string,
  report: Report,
): void {
  const implementation = scalarOf(unit, 'implementation');
  const name = scalarOf(unit, 'name');
  const kind = implementation?.text ?? 'UNKNOWN_IMPLEMENTATION';
  const container = containers.get(name?.text ?? '');
  if (kind === 'UNKNOWN_IMPLEMENTATION') {
    if (container === undefined && name !== undefined)
      report(
        'seldon/graph-container',
        name,
        say`The graph node ${name.text} has neither an implementation nor a container of its name.`,
      );
  } else if (implementation !== undefined && !builtIn.includes(kind))
    judgeServer(unit, implementation, container, report);
  if (implementation !== undefined && protocol === 'tensorflow' && withoutTensorflow.includes(kind))
    report(
      'seldon/tensorflow-protocol',
      implementation,
      say`${kind} does not speak the tensorflow protocol of this deployment.`,
    );
  judgeChildren(unit, report);
  const logger = given(unit, 'logger');
  if (logger?.kind === 'map' && (scalarOf(logger, 'mode')?.text ?? '') === '')
    report('seldon/logger-mode', logger, say`The logger needs a mode: all, request or response.`, {
      missing: 'mode',
    });
}

function judgeServer(
  unit: MapNode,
  implementation: ScalarNode,
  container: MapNode | undefined,
  report: Report,
): void {
  const uri = scalarOf(unit, 'modelUri');
  if (uri === undefined || uri.text === '')
    report(
      'seldon/model-uri',
      uri ?? unit,
      say`${implementation.text} needs a modelUri to load its model from.`,
      uri === undefined ? { missing: 'modelUri' } : {},
    );
  const hasImage = container !== undefined && given(container, 'image') !== undefined;
  if (!hasImage && !servers.includes(implementation.text))
    report(
      'seldon/implementation',
      implementation,
      say`Seldon ships no server ${implementation.text}; the cluster must define it in seldon-config.`,
    );
}

function judgeChildren(unit: MapNode, report: Report): void {
  const type = scalarOf(unit, 'type');
  const count = mapsAt(unit, 'children').length;
  if (type === undefined) return;
  if (type.text === 'ROUTER' && count === 0)
    report('seldon/graph-children', type, say`A router without children has nowhere to send a request.`);
  if (type.text === 'COMBINER' && count < 2)
    report(
      'seldon/graph-children',
      type,
      say`A combiner needs two children at least, to combine what they answer.`,
    );
}
