import { removeEntry } from '../../../fix/edits.ts';
import type { Report } from '../../../rule.ts';
import { say } from '../../../say.ts';
import { entryOf, itemsAt, mapAt } from '../../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../../syntax/node.ts';
import { withoutField } from '../../core/fieldChecks.ts';
import { facts, given, givenMaps, isBlank } from '../../core/reading.ts';
import { scalar } from './call.ts';
import { isFilledIn } from './tags.ts';
import { isLeaf, isPod, type Template } from './template.ts';

export const portFacts = [
  facts(
    'argo/duplicate-name',
    'error',
    'Two templates, steps, inputs, outputs or arguments have the same name.',
    'They are found by name, so the controller refuses a workflow in which one name means two things.',
  ),
  facts(
    'argo/missing-name',
    'error',
    'A template, step or task has no name.',
    'The API server takes it, but the controller refuses the workflow, since templates and steps are found by name.',
  ),
  facts(
    'argo/artifact-path',
    'error',
    'An artifact has no path where one is needed, or one where none can be.',
    'Artifacts are files in a container; templates that run none only pass them on.',
  ),
  facts(
    'argo/artifact-source',
    'error',
    'An artifact has no source, or two.',
    'An argument must say where the artifact comes from: an output of another step, or a place in a store.',
  ),
  facts(
    'argo/output-value',
    'error',
    'An output parameter does not say where its value comes from.',
    'Containers give a file, resources a JSON path, steps and DAGs an output of a step; the controller refuses any other.',
  ),
  facts(
    'argo/argument-value',
    'error',
    'An argument has no value, or takes it from where arguments cannot.',
    'Arguments hold a value, or a valueFrom with configMapKeyRef, event or supplied; the controller refuses others.',
  ),
  facts(
    'argo/value-not-in-enum',
    'error',
    'The value of a parameter is none of its enum.',
    'The controller compares them exactly and refuses the workflow.',
  ),
] as const;

/** Reports templates, steps or tasks that have no name to be found by. */
export function checkNamed(items: readonly MapNode[], report: Report): void {
  for (const item of items)
    if (isBlank(item, 'name'))
      report('argo/missing-name', item, say`This needs a name, by which others find it.`, {
        missing: 'name',
      });
}

/** Reports names that a list has twice. */
export function checkUnique(items: readonly MapNode[], report: Report): void {
  const seen = new Map<string, ScalarNode>();
  for (const item of items) {
    const name = scalar(item, 'name');
    if (name === undefined || name.text === '') continue;
    const first = seen.get(name.text);
    if (first === undefined) seen.set(name.text, name);
    else
      report('argo/duplicate-name', name, say`"${name.text}" is taken already.`, {
        related: [{ at: first, message: say`The first of the name.` }],
      });
  }
}

/** Judges what a template declares as inputs and outputs. */
export function checkPorts(template: Template, report: Report): void {
  for (const side of ['inputs', 'outputs'])
    for (const sort of ['parameters', 'artifacts'])
      checkUnique(givenMaps(mapAt(template.node, side), sort), report);
  for (const artifact of template.inputs.artifacts.values()) {
    checkPath(template, artifact, report);
    refuseSource(artifact, report);
  }
  for (const artifact of template.outputs.artifacts.values()) checkPath(template, artifact, report);
  for (const parameter of givenMaps(mapAt(template.node, 'outputs'), 'parameters'))
    checkOutput(template, parameter, report);
}

function checkPath(template: Template, artifact: MapNode, report: Report): void {
  const path = entryOf(artifact, 'path');
  const hasPath = !isBlank(artifact, 'path');
  if (isPod(template) && !hasPath) {
    const [at, details] = path === undefined ? [artifact, { missing: 'path' }] : [path.value, {}];
    report('argo/artifact-path', at, say`The artifact needs the path of its file in the container.`, details);
  } else if (path !== undefined && hasPath && template.kind !== undefined && !isLeaf(template))
    report(
      'argo/artifact-path',
      path.key,
      say`A template that runs no container has no files; drop the path.`,
      {
        fixes: () => withoutField(path.key),
      },
    );
}

function refuseSource(artifact: MapNode, report: Report): void {
  const from = entryOf(artifact, 'from');
  if (from === undefined || isBlank(artifact, 'from')) return;
  report(
    'argo/artifact-source',
    from.key,
    say`An input takes what the caller hands over; from belongs into its arguments.`,
  );
}

const outputSources = [
  'path',
  'jqFilter',
  'jsonPath',
  'parameter',
  'expression',
  'supplied',
  'event',
  'configMapKeyRef',
];

function checkOutput(template: Template, parameter: MapNode, report: Report): void {
  const source = mapAt(parameter, 'valueFrom');
  const value = given(parameter, 'value');
  if (source !== undefined && value !== undefined) {
    report('argo/output-value', value, say`The output has both a value and a valueFrom; keep one.`, {
      fixes: () => [{ title: say`Remove ${'value'}`, edits: removeEntry(value), isSafe: false }],
    });
  } else if (source === undefined && value === undefined) {
    report('argo/output-value', parameter, say`The output needs a value or a valueFrom.`, {
      missing: 'valueFrom',
    });
  } else if (source !== undefined) checkSource(template, source, report);
}

function checkSource(template: Template, source: MapNode, report: Report): void {
  const wanted = wantedSources(template);
  if (wanted === undefined) {
    if (!outputSources.some(field => given(source, field) !== undefined))
      report('argo/output-value', source, say`valueFrom names no source.`);
    return;
  }
  if (wanted.some(field => !isBlank(source, field))) return;
  report(
    'argo/output-value',
    source,
    say`The output of a ${template.kind ?? 'template'} comes from ${wanted.join(' or ')}.`,
    { missing: wanted[0] ?? 'path' },
  );
}

function wantedSources({ kind }: Template): readonly string[] | undefined {
  if (kind === 'container' || kind === 'script' || kind === 'containerSet') return ['path'];
  if (kind === 'resource') return ['jsonPath', 'jqFilter'];
  if (kind === 'dag' || kind === 'steps') return ['parameter', 'expression'];
  return undefined;
}

const argumentSources = ['configMapKeyRef', 'event', 'supplied'];

/** Judges what a step, a task or a workflow hands over. `mayLack`: values can still be given when it is submitted. */
export function checkArguments(owner: MapNode, mayLack: boolean, report: Report): void {
  const written = mapAt(owner, 'arguments');
  if (written === undefined) return;
  for (const sort of ['parameters', 'artifacts']) checkUnique(givenMaps(written, sort), report);
  for (const parameter of givenMaps(written, 'parameters')) {
    checkValue(parameter, mayLack, report);
    checkEnum(parameter, report);
  }
  for (const artifact of givenMaps(written, 'artifacts')) checkSourceOf(artifact, mayLack, report);
}

function checkValue(parameter: MapNode, mayLack: boolean, report: Report): void {
  const source = mapAt(parameter, 'valueFrom');
  if (source === undefined) {
    if (given(parameter, 'value') !== undefined) return;
    if (mayLack && given(parameter, 'default') !== undefined) return;
    report(
      'argo/argument-value',
      parameter,
      mayLack
        ? say`The parameter has no value, so one has to be given with every submission.`
        : say`The argument has no value.`,
      { missing: 'value', ...(mayLack ? { severity: 'warning' as const } : {}) },
    );
  } else if (!argumentSources.some(field => given(source, field) !== undefined))
    report('argo/argument-value', source, say`An argument can come from ${argumentSources.join(', ')} only.`);
}

/** Judges a parameter's value by its `enum`. */
export function checkEnum(parameter: MapNode, report: Report): void {
  const value = scalar(parameter, 'value');
  const allowed = itemsAt(parameter, 'enum').flatMap(item => (item.kind === 'scalar' ? [item.text] : []));
  if (value === undefined || allowed.length === 0 || isFilledIn(value.text)) return;
  if (allowed.includes(value.text)) return;
  report('argo/value-not-in-enum', value, say`"${value.text}" is none of ${allowed.join(', ')}.`);
}

/** The field that tells one object of a store from the others. */
const placeIn: Readonly<Record<string, string>> = {
  s3: 'key',
  gcs: 'key',
  oss: 'key',
  azure: 'blob',
  git: 'repo',
  http: 'url',
  artifactory: 'url',
  hdfs: 'path',
  raw: 'data',
};

/** Whether an artifact names a place where it lies. */
export function hasLocation(artifact: MapNode): boolean {
  if (given(artifact, 'plugin') !== undefined) return true;
  return Object.entries(placeIn).some(([store, field]) => !isBlank(mapAt(artifact, store), field));
}

function checkSourceOf(artifact: MapNode, mayLack: boolean, report: Report): void {
  const from = entryOf(artifact, 'from');
  const hasExpression = !isBlank(artifact, 'fromExpression');
  if (!isBlank(artifact, 'from') && hasExpression && from !== undefined)
    report('argo/artifact-source', from.key, say`from and fromExpression exclude one another.`);
  if (!isBlank(artifact, 'from') || hasExpression || hasLocation(artifact)) return;
  const severity = mayLack ? ('warning' as const) : undefined;
  report('argo/artifact-source', artifact, say`The artifact needs a source: from, or a place in a store.`, {
    missing: 'from',
    ...(severity === undefined ? {} : { severity }),
  });
}
