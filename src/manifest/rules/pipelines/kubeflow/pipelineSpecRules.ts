import { removeEntry, renameKey } from '../../../fix/edits.ts';
import type { KindCheck, Report, RuleSet } from '../../../rule.ts';
import { say } from '../../../say.ts';
import { entryOf, itemsAt, mapAt } from '../../../syntax/lookup.ts';
import type { MapNode, ScalarNode, SyntaxNode } from '../../../syntax/node.ts';
import { nearest } from '../../core/nearest.ts';
import { facts, givenScalar, replacing } from '../../core/reading.ts';
import { named, ringAmong } from '../ring.ts';
import { type Component, componentNameOf, componentOf } from './pipelineSpec.ts';

const pipelineFacts = [
  facts(
    'kfp/unknown-component',
    'error',
    'A task runs a component that the pipeline does not have.',
    'The pipeline server turns every task into a step by its component and refuses a pipeline in which one is lacking.',
  ),
  facts(
    'kfp/unknown-executor',
    'error',
    'A component names an executor that deploymentSpec does not have.',
    'The executor holds the image and command; without it the server cannot compile the pipeline.',
  ),
  facts(
    'kfp/unknown-task',
    'error',
    'A task waits for, or reads from, a task that its DAG does not have.',
    'The server refuses a DAG whose edges lead nowhere.',
  ),
  facts('kfp/task-cycle', 'error', 'Tasks wait for one another in a ring.', 'None of them could ever start.'),
  facts(
    'kfp/unknown-input',
    'error',
    'An input is handed down that is not declared.',
    'Inputs are found by name in the inputDefinitions of the component; the run fails when the step starts.',
  ),
  facts(
    'kfp/untaken-input',
    'warning',
    'A task fills an input whose name is nearly one that its component takes.',
    'What the component does not declare never reaches its code.',
  ),
  facts(
    'kfp/unknown-output',
    'error',
    'An output is read that the component of the task does not give.',
    'Outputs are found by name in the outputDefinitions of the component; the run fails when the step starts.',
  ),
  facts(
    'kfp/missing-input',
    'error',
    'A task does not fill an input that its component needs.',
    'Inputs without a default that are not optional must come with each task; the run fails when the step starts.',
  ),
] as const;

/** One DAG of the pipeline, and all that its tasks can name. */
interface Dag {
  readonly owner: Component;
  readonly tasks: MapNode;
  readonly byName: ReadonlyMap<string, SyntaxNode>;
  readonly components: MapNode | undefined;
}

const checkPipeline: KindCheck = ({ node }, report) => {
  const components = mapAt(node, 'components');
  const executors = mapAt(node, 'deploymentSpec', 'executors');
  for (const { value } of components?.entries ?? []) {
    if (value.kind !== 'map') continue;
    checkExecutor(value, executors, report);
    checkDag(componentOf(value), components, report);
  }
  const root = mapAt(node, 'root');
  if (root !== undefined) checkDag(componentOf(root), components, report);
};

function checkExecutor(component: MapNode, executors: MapNode | undefined, report: Report): void {
  const label = givenScalar(component, 'executorLabel');
  if (label === undefined || entryOf(executors, label.text) !== undefined) return;
  report('kfp/unknown-executor', label, say`deploymentSpec has no executor "${label.text}".`, {
    fixes: () => nearby(label, executors),
  });
}

function checkDag(owner: Component, components: MapNode | undefined, report: Report): void {
  const tasks = mapAt(owner.dag, 'tasks');
  if (tasks === undefined) return;
  const byName = new Map(tasks.entries.map(({ name, value }) => [name, value]));
  const dag = { owner, tasks, byName, components };
  for (const { value } of tasks.entries) if (value.kind === 'map') checkTask(value, dag, report);
  checkCycle(tasks, report);
  for (const { value } of mapAt(owner.dag, 'outputs', 'parameters')?.entries ?? []) {
    checkProducer(mapAt(value, 'valueFromParameter'), 'producerSubtask', 'outputParameterKey', {
      dag,
      report,
    });
    for (const selector of itemsAt(value, 'valueFromOneof', 'parameterSelectors'))
      checkProducer(selector, 'producerSubtask', 'outputParameterKey', { dag, report });
  }
  for (const { value } of mapAt(owner.dag, 'outputs', 'artifacts')?.entries ?? [])
    for (const selector of itemsAt(value, 'artifactSelectors'))
      checkProducer(selector, 'producerSubtask', 'outputArtifactKey', { dag, report });
}

interface Judging {
  readonly dag: Dag;
  readonly report: Report;
}

function checkTask(task: MapNode, dag: Dag, report: Report): void {
  for (const waited of itemsAt(task, 'dependentTasks'))
    if (waited.kind === 'scalar' && !dag.byName.has(waited.text))
      report('kfp/unknown-task', waited, say`There is no task "${waited.text}" to wait for.`, {
        fixes: () => [
          ...nearby(waited, dag.tasks),
          { title: say`Remove ${waited.text}`, edits: removeEntry(waited), isSafe: false },
        ],
      });
  const reference = givenScalar(mapAt(task, 'componentRef'), 'name');
  const name = componentNameOf(task);
  const body = name === undefined ? undefined : entryOf(dag.components, name)?.value;
  if (reference !== undefined && body === undefined)
    report('kfp/unknown-component', reference, say`The pipeline has no component "${reference.text}".`, {
      fixes: () => nearby(reference, dag.components),
    });
  const component = body?.kind === 'map' ? componentOf(body) : undefined;
  checkInputs(task, component, { dag, report });
}

function checkInputs(task: MapNode, component: Component | undefined, judging: Judging): void {
  const { report } = judging;
  const filled = new Set(iteratedInputs(task));
  for (const sort of ['parameters', 'artifacts'])
    for (const { key, name, value } of mapAt(task, 'inputs', sort)?.entries ?? []) {
      filled.add(name);
      if (component !== undefined && !component.inputs.has(name) && !isChannel(name))
        checkUntaken(key, component, report);
      checkSource(value, judging);
    }
  const reference = mapAt(task, 'componentRef');
  for (const name of component?.required ?? [])
    if (!filled.has(name) && !isChannel(name))
      report('kfp/missing-input', reference ?? task, say`The component needs the input "${name}".`);
}

// Executors may read machine sizes from inputs that their component does not declare; only a near name is a slip.
function checkUntaken(key: ScalarNode, component: Component, report: Report): void {
  const likely = nearest(key.text, [...component.inputs]);
  if (likely === undefined) return;
  report('kfp/untaken-input', key, say`The component of this task takes "${likely}", not "${key.text}".`, {
    fixes: () => [{ title: say`Write ${likely}`, edits: renameKey(key, likely) }],
  });
}

/** Names that the compiler makes for what loops and conditions hand down. */
function isChannel(name: string): boolean {
  return name.startsWith('pipelinechannel--');
}

function iteratedInputs(task: MapNode): readonly string[] {
  return ['parameterIterator', 'artifactIterator'].flatMap(
    field => givenScalar(mapAt(task, field), 'itemInput')?.text ?? [],
  );
}

function checkSource(source: SyntaxNode, judging: Judging): void {
  const { dag, report } = judging;
  for (const field of ['componentInputParameter', 'componentInputArtifact']) {
    const input = givenScalar(source, field);
    if (input === undefined || dag.owner.inputs.has(input.text) || isChannel(input.text)) continue;
    report('kfp/unknown-input', input, say`What holds this task has no input "${input.text}" to hand down.`);
  }
  checkProducer(mapAt(source, 'taskOutputParameter'), 'producerTask', 'outputParameterKey', judging);
  checkProducer(mapAt(source, 'taskOutputArtifact'), 'producerTask', 'outputArtifactKey', judging);
}

/** Judges a pair of task and output, as inputs and the outputs of a DAG name them. */
function checkProducer(
  source: SyntaxNode | undefined,
  taskField: string,
  field: string,
  judging: Judging,
): void {
  const { dag, report } = judging;
  const producer = givenScalar(source, taskField);
  if (producer === undefined) return;
  const task = dag.byName.get(producer.text);
  if (task === undefined) {
    report('kfp/unknown-task', producer, say`There is no task "${producer.text}" to read from.`, {
      fixes: () => nearby(producer, dag.tasks),
    });
    return;
  }
  const body = entryOf(dag.components, componentNameOf(task) ?? '')?.value;
  const output = givenScalar(source, field);
  if (output === undefined || body?.kind !== 'map' || isChannel(output.text)) return;
  const { outputs } = componentOf(body);
  if (outputs.has(output.text)) return;
  const likely = nearest(output.text, [...outputs]);
  report(
    'kfp/unknown-output',
    output,
    say`The component of "${producer.text}" has no output "${output.text}".`,
    {
      fixes: () => (likely === undefined ? [] : [replacing(output, likely)]),
    },
  );
}

function nearby(written: ScalarNode, map: MapNode | undefined) {
  const likely = nearest(written.text, map?.entries.map(entry => entry.name) ?? []);
  return likely === undefined ? [] : [replacing(written, likely)];
}

function checkCycle(tasks: MapNode, report: Report): void {
  const ring = ringAmong(new Map(tasks.entries.map(({ name, value }) => [name, waitedFor(value)])));
  const key = ring[0] === undefined ? undefined : entryOf(tasks, ring[0])?.key;
  if (key !== undefined)
    report('kfp/task-cycle', key, say`These tasks wait for one another: ${named(ring)}.`);
}

function waitedFor(task: SyntaxNode): readonly string[] {
  return itemsAt(task, 'dependentTasks').flatMap(item => (item.kind === 'scalar' ? [item.text] : []));
}

/** Rules of compiled Kubeflow pipelines, which are no Kubernetes objects. */
export const pipelineSpecRules: RuleSet = { facts: pipelineFacts, kinds: { '/PipelineSpec': checkPipeline } };
