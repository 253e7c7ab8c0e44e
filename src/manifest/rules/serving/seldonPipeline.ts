import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { itemsAt, mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { cycleThrough } from './cycles.ts';
import { given, mapsAt, repeatsAmong } from './given.ts';
import { repeating } from './mend.ts';

/** What the scheduler of Seldon Core v2 refuses in a Pipeline (scheduler/pkg/store/pipeline/validate.go). */
export const seldonPipelineRules: RuleSet = {
  facts: [
    {
      id: 'seldon/step-name',
      severity: 'error',
      summary: 'Steps have different names, none of them that of the pipeline.',
      why: 'A step is a model of that name, and the pipeline’s own name stands for its input; the scheduler refuses the clash.',
    },
    {
      id: 'seldon/step-reference',
      severity: 'error',
      summary:
        'Inputs, triggers and outputs name steps of the pipeline, as step, step.outputs or step.outputs.tensor.',
      why: 'The scheduler refuses other names, and the pipeline never becomes ready.',
    },
    {
      id: 'seldon/step-cycle',
      severity: 'error',
      summary: 'Steps do not wait for each other in a circle, unless allowCycles is set.',
      why: 'The scheduler refuses a circle.',
    },
    {
      id: 'seldon/step-trigger',
      severity: 'error',
      summary: 'A step is not triggered by one of its inputs.',
      why: 'The scheduler refuses it, since an input is waited for anyway.',
    },
  ],
  kinds: { 'mlops.seldon.io/Pipeline': judge },
};

function judge(object: ManifestObject, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  if (spec === undefined) return;
  const steps = mapsAt(spec, 'steps');
  const names = steps.map(nameOf);
  for (const { again, first } of repeatsAmong(names))
    report('seldon/step-name', again, say`The step name ${again.text} is used twice.`, repeating(first));
  for (const name of names)
    if (name !== undefined && name.text === object.name)
      report(
        'seldon/step-name',
        name,
        say`A step cannot have the name of its pipeline, which stands for the input of the pipeline.`,
      );
  const known = new Set(names.flatMap(name => name?.text ?? []));
  for (const step of steps) judgeStep(step, known, object.name, report);
  for (const output of scalarsOf(spec, 'output', 'steps')) judgeReference(output, known, undefined, report);
  judgeCycles(spec, steps, report);
}

function nameOf(step: MapNode): ScalarNode | undefined {
  const name = given(step, 'name');
  return name?.kind === 'scalar' ? name : undefined;
}

function scalarsOf(node: MapNode, ...path: readonly string[]): readonly ScalarNode[] {
  return itemsAt(node, ...path).filter(item => item.kind === 'scalar');
}

function judgeStep(
  step: MapNode,
  known: ReadonlySet<string>,
  pipeline: string | undefined,
  report: Report,
): void {
  const inputs = scalarsOf(step, 'inputs');
  const triggers = scalarsOf(step, 'triggers');
  for (const input of [...inputs, ...triggers]) judgeReference(input, known, pipeline, report);
  for (const trigger of triggers)
    if (inputs.some(input => stepOf(input) === trigger.text))
      report(
        'seldon/step-trigger',
        trigger,
        say`${trigger.text} is an input of this step already, so it triggers it anyway.`,
      );
}

function stepOf(reference: ScalarNode): string {
  return reference.text.split('.')[0] ?? '';
}

function judgeReference(
  reference: ScalarNode,
  known: ReadonlySet<string>,
  pipeline: string | undefined,
  report: Report,
): void {
  if (reference.value === null) return;
  const [step = '', side, ...rest] = reference.text.split('.');
  if (!known.has(step) && step !== pipeline)
    report('seldon/step-reference', reference, say`The pipeline has no step named ${step}.`);
  else if (side !== undefined && !['inputs', 'outputs'].includes(side))
    report(
      'seldon/step-reference',
      reference,
      say`Behind the name of a step stands inputs or outputs, not ${side}.`,
    );
  else if (rest.length > 1)
    report(
      'seldon/step-reference',
      reference,
      say`A reference has three parts at most: step, outputs, tensor.`,
    );
}

function judgeCycles(spec: MapNode, steps: readonly MapNode[], report: Report): void {
  const allowed = given(spec, 'allowCycles');
  if (allowed?.kind === 'scalar' && allowed.value === true) return;
  const graph = new Map(
    steps.flatMap(step => {
      const name = nameOf(step);
      const references = [...scalarsOf(step, 'inputs'), ...scalarsOf(step, 'triggers')];
      return name === undefined ? [] : [[name.text, references] as const];
    }),
  );
  const cycle = cycleThrough(graph, stepOf);
  if (cycle !== undefined)
    report('seldon/step-cycle', cycle.at, say`The steps wait for each other: ${cycle.names.join(' → ')}.`);
}
