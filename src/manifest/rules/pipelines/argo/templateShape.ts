import { keptByNode } from '../../../keptByNode.ts';
import type { Report } from '../../../rule.ts';
import { say } from '../../../say.ts';
import { entryOf, mapAt } from '../../../syntax/lookup.ts';
import type { MapNode } from '../../../syntax/node.ts';
import { withoutField } from '../../core/fieldChecks.ts';
import { facts, given, givenMaps, givenScalar, givenText, isBlank } from '../../core/reading.ts';
import { isFilledIn } from './tags.ts';
import { isLeaf, isPod, type Template, templateKinds } from './template.ts';

export const shapeFacts = [
  facts(
    'argo/no-template-type',
    'error',
    'A template does not say what it runs.',
    'Exactly one of container, script, steps, dag and the like makes a template; `argo lint` and the controller refuse one without.',
  ),
  facts(
    'argo/misplaced-field',
    'error',
    'A field of a template does not fit the type of template.',
    'Some fields hold for templates with a pod alone, others for those that call others; the controller refuses the workflow.',
  ),
  facts(
    'argo/missing-image',
    'error',
    'A container or script has no image.',
    'The image may come from templateDefaults; without either the controller refuses the workflow.',
  ),
  facts(
    'argo/reserved-container',
    'error',
    'A container has a name that Argo keeps for its own containers.',
    'Argo adds containers named init, wait and main (or supervisor) to each pod; a second one of the name cannot be created.',
  ),
  facts(
    'argo/container-set',
    'error',
    'The containers of a set are not consistent.',
    'A container can wait only for another of its set, and inputs and outputs go through the one named main.',
  ),
  facts(
    'argo/deadline',
    'error',
    'A time limit is not written as Argo reads it.',
    'activeDeadlineSeconds is a whole number of seconds, timeout a duration with a unit; the controller refuses others.',
  ),
  facts(
    'argo/pod-resources',
    'error',
    'Resources of a pod as a whole are asked for where they cannot be.',
    'Kubernetes knows cpu, memory and hugepages at the level of the pod; devices belong to a container.',
  ),
] as const;

/** Judges what a template is, apart from its variables and calls. */
export function checkShape(template: Template, report: Report): void {
  const { node } = template;
  if (!templateKinds.some(kind => given(node, kind) !== undefined)) checkType(node, report);
  if (isLeaf(template) || template.kind === 'suspend') misplaced(node, 'parallelism', report);
  if (template.kind !== undefined && !isPod(template)) checkPodFields(template, report);
  checkDeadlines(template, report);
  checkReserved(template, report);
  checkContainerSet(template, report);
  checkPodResources(node, report);
}

function checkType(node: MapNode, report: Report): void {
  if (given(node, 'templateRef') !== undefined || given(node, 'template') !== undefined) return;
  report(
    'argo/no-template-type',
    node,
    say`This template runs nothing: give it one of container, script, steps, dag, resource, suspend, http or data.`,
  );
}

function misplaced(node: MapNode, field: string, report: Report): void {
  const entry = entryOf(node, field);
  if (entry === undefined || given(node, field) === undefined) return;
  report(
    'argo/misplaced-field',
    entry.key,
    say`${field} has no meaning in a template of this type, and Argo refuses it here.`,
    { fixes: () => withoutField(entry.key) },
  );
}

function checkPodFields({ node, kind }: Template, report: Report): void {
  misplaced(node, 'podResources', report);
  misplaced(node, 'resourceClaims', report);
  if (kind === 'suspend') misplaced(node, 'timeout', report);
}

/** Whether a container or script has no image of its own. */
export const lacksImage: (template: Template) => boolean = ({ node }) => withoutImage(node);

const withoutImage: (template: MapNode) => boolean = keptByNode(node =>
  ['container', 'script'].some(kind => {
    const body = mapAt(node, kind);
    return body !== undefined && isBlank(body, 'image');
  }),
);

/** Judges whether a template gives an image; templateDefaults may give it instead. */
export function checkImage({ node, kind }: Template, defaults: MapNode | undefined, report: Report): void {
  if (kind !== 'container' && kind !== 'script') return;
  const body = mapAt(node, kind);
  if (body === undefined || !isBlank(body, 'image') || !isBlank(mapAt(defaults, kind), 'image')) return;
  const written = entryOf(body, 'image')?.value;
  const message = say`The ${kind} needs an image.`;
  if (written === undefined) report('argo/missing-image', body, message, { missing: 'image' });
  else report('argo/missing-image', written, message);
}

function checkDeadlines({ node }: Template, report: Report): void {
  const deadline = givenScalar(node, 'activeDeadlineSeconds');
  const isSeconds = deadline === undefined || (/^\d+$/.test(deadline.text) && Number(deadline.text) > 0);
  if (deadline !== undefined && !isSeconds)
    report(
      'argo/deadline',
      deadline,
      say`"${deadline.text}" is no time limit: activeDeadlineSeconds is a whole number of seconds above 0.`,
    );
  const timeout = givenScalar(node, 'timeout');
  if (timeout !== undefined && /^-?\d+$/.test(timeout.text))
    report('argo/deadline', timeout, say`"${timeout.text}" needs a unit, as in ${timeout.text}s.`);
}

const ownNames = ['init', 'wait', 'supervisor'];

function checkReserved({ node }: Template, report: Report): void {
  const set = mapAt(node, 'containerSet');
  for (const container of givenMaps(set, 'containers')) checkName(container, ownNames, report);
  for (const field of ['sidecars', 'initContainers'])
    for (const container of givenMaps(node, field)) checkName(container, [...ownNames, 'main'], report);
}

function checkName(container: MapNode, reserved: readonly string[], report: Report): void {
  const name = givenScalar(container, 'name');
  if (name === undefined || !reserved.includes(name.text)) return;
  report(
    'argo/reserved-container',
    name,
    say`"${name.text}" is the name of a container that Argo adds to the pod; choose another.`,
  );
}

function checkContainerSet({ node, inputs, outputs }: Template, report: Report): void {
  const set = mapAt(node, 'containerSet');
  const containers = givenMaps(set, 'containers');
  if (set === undefined || containers.length === 0) return;
  const names = new Set<string>();
  for (const container of containers) {
    const name = givenScalar(container, 'name');
    if (name !== undefined && names.has(name.text))
      report('argo/container-set', name, say`The set has two containers named "${name.text}".`);
    if (name !== undefined) names.add(name.text);
  }
  for (const container of containers) checkDependencies(container, names, report);
  const hasPorts = inputs.artifacts.size + outputs.parameters.size + outputs.artifacts.size > 0;
  if (hasPorts && !names.has('main'))
    report(
      'argo/container-set',
      set,
      say`Inputs and outputs go through a container named "main", which this set lacks.`,
    );
}

function checkDependencies(container: MapNode, names: ReadonlySet<string>, report: Report): void {
  const list = given(container, 'dependencies');
  if (list?.kind !== 'sequence') return;
  for (const item of list.items)
    if (item.kind === 'scalar' && !names.has(item.text))
      report('argo/container-set', item, say`The set has no container named "${item.text}" to wait for.`);
}

/** Pod-level resources of a template or of the whole workflow. */
export function checkPodResources(node: MapNode, report: Report): void {
  const resources = mapAt(node, 'podResources');
  const claims = entryOf(resources, 'claims');
  if (claims !== undefined)
    report(
      'argo/pod-resources',
      claims.key,
      say`Argo hands no claims to a pod as a whole; use resourceClaims.`,
    );
  for (const field of ['limits', 'requests'])
    for (const { key, name } of mapAt(resources, field)?.entries ?? []) {
      if (name === 'cpu' || name === 'memory' || name.startsWith('hugepages-') || isFilledIn(name)) continue;
      report(
        'argo/pod-resources',
        key,
        say`${name} cannot be asked for a pod as a whole, only for one of its containers.`,
      );
    }
}

/** The text of a field of a resource template: the manifest or action. */
export function resourceText(template: Template, field: string): string | undefined {
  return givenText(mapAt(template.node, 'resource'), field);
}
