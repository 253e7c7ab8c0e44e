import type { ManifestObject } from '../../object.ts';
import type { Report } from '../../rule.ts';
import { say } from '../../say.ts';
import { entryOf, mapAt } from '../../syntax/lookup.ts';
import type { Entry, MapNode } from '../../syntax/node.ts';
import { nearest } from '../core/nearest.ts';
import { facts, given, givenMaps, givenNumber, givenScalar, isBlank, replacing } from '../core/reading.ts';

export const replicaFacts = [
  facts(
    'training/replica-type',
    'error',
    'A job has a role that its kind does not know, or lacks one that it needs.',
    'Each kind of training job has its own roles, such as Master and Worker; the webhook refuses others.',
  ),
  facts(
    'training/replica-count',
    'error',
    'A role has a number of replicas that it cannot have.',
    'There is exactly one master or launcher, which the others meet at; the webhook refuses more.',
  ),
  facts(
    'training/container',
    'error',
    'No container of a role has the name that the operator looks for, or it has no image.',
    'The operator sets up the container of that exact name for distributed training; the webhook refuses a role without.',
  ),
  facts(
    'training/restart-policy',
    'error',
    'A restart policy is none that the operator knows, or stands where it is overwritten.',
    "The role's own restartPolicy counts; the one in its pod template is replaced.",
  ),
  facts(
    'training/run-policy',
    'error',
    'A field of the run policy holds a value that the operator refuses.',
    'cleanPodPolicy is All, Running or None, and no limit can be negative.',
  ),
  facts(
    'training/name',
    'error',
    'The name of a job cannot name its Services.',
    'The operator makes a Service and a host name of it for each replica; the webhook wants an RFC 1035 label.',
  ),
] as const;

/** How the jobs of one kind are built. */
export interface JobForm {
  /** Field that holds the roles. */
  readonly field: string;
  readonly roles: readonly string[];
  /** Name that one container of each role must have; undefined where the operator does not look at it. */
  readonly container: string | undefined;
  /** Roles of which there is exactly one replica. */
  readonly single: readonly string[];
  readonly needed: readonly string[];
  readonly restartPolicies: readonly string[];
}

/** Judges the roles of a job. */
export function checkReplicaSpecs(object: ManifestObject, form: JobForm, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  const roles = mapAt(spec, form.field);
  if (roles === undefined) return;
  for (const name of form.needed)
    if (given(roles, name) === undefined)
      report('training/replica-type', roles, say`A ${object.kind} needs a ${name}.`, { missing: name });
  for (const entry of roles.entries) {
    checkRoleName(entry, form, report);
    if (entry.value.kind === 'map') checkRole(entry.name, entry.value, form, report);
  }
}

function checkRoleName({ key, name }: Entry, form: JobForm, report: Report): void {
  if (form.roles.includes(name)) return;
  const likely = nearest(name, form.roles);
  report('training/replica-type', key, say`"${name}" is no role here; there are ${form.roles.join(', ')}.`, {
    fixes: () => (likely === undefined ? [] : [replacing(key, likely)]),
  });
}

function checkRole(name: string, role: MapNode, form: JobForm, report: Report): void {
  const replicas = givenScalar(role, 'replicas');
  const count = givenNumber(role, 'replicas');
  if (replicas !== undefined && count !== undefined && form.single.includes(name) && count !== 1)
    report('training/replica-count', replicas, say`There is exactly one ${name}, not ${count}.`, {
      fixes: () => [replacing(replicas, 1)],
    });
  checkRestartPolicy(role, form, report);
  checkContainers(name, role, form, report);
}

function checkRestartPolicy(role: MapNode, form: JobForm, report: Report): void {
  const policy = givenScalar(role, 'restartPolicy');
  if (policy !== undefined && policy.text !== '' && !form.restartPolicies.includes(policy.text)) {
    const likely = nearest(policy.text, form.restartPolicies);
    report(
      'training/restart-policy',
      policy,
      say`"${policy.text}" is no restart policy here; it is one of ${form.restartPolicies.join(', ')}.`,
      { fixes: () => (likely === undefined ? [] : [replacing(policy, likely)]) },
    );
  }
  const inner = entryOf(mapAt(role, 'template', 'spec'), 'restartPolicy');
  if (inner?.value.kind === 'scalar' && policy !== undefined && inner.value.text !== policy.text)
    report(
      'training/restart-policy',
      inner.key,
      say`The restartPolicy of the role counts; this one is replaced by ${policy.text}.`,
      { severity: 'warning' },
    );
}

function checkContainers(name: string, role: MapNode, form: JobForm, report: Report): void {
  const pod = mapAt(role, 'template', 'spec');
  const containers = givenMaps(pod, 'containers');
  if (pod === undefined || containers.length === 0) return;
  for (const container of containers)
    if (isBlank(container, 'image'))
      report('training/container', container, say`The container needs an image.`, { missing: 'image' });
  const wanted = form.container;
  const names = containers.map(container => givenScalar(container, 'name'));
  if (wanted === undefined || names.some(at => at?.text === wanted)) return;
  const [only] = names;
  const at = only ?? entryOf(pod, 'containers')?.value ?? pod;
  report(
    'training/container',
    at,
    say`One container of ${name} must be named "${wanted}"; the operator looks for it.`,
    {
      fixes: () => (only === undefined || names.length > 1 ? [] : [replacing(only, wanted, false)]),
    },
  );
}

const limits = ['ttlSecondsAfterFinished', 'activeDeadlineSeconds', 'backoffLimit'];

/** Judges `runPolicy`, or the map that holds its fields. */
export function checkRunPolicy(policy: MapNode | undefined, report: Report): void {
  const clean = givenScalar(policy, 'cleanPodPolicy');
  if (clean !== undefined && !['', 'All', 'Running', 'None'].includes(clean.text)) {
    const likely = nearest(clean.text, ['All', 'Running', 'None']);
    report(
      'training/run-policy',
      clean,
      say`"${clean.text}" is no clean-up policy; it is All, Running or None.`,
      {
        fixes: () => (likely === undefined ? [] : [replacing(clean, likely)]),
      },
    );
  }
  for (const field of limits) {
    const value = givenScalar(policy, field);
    const number = givenNumber(policy, field);
    if (value !== undefined && number !== undefined && number < 0)
      report('training/run-policy', value, say`${field} cannot be negative.`);
  }
  const manager = givenScalar(policy, 'managedBy');
  const managers = ['kubeflow.org/training-operator', 'kueue.x-k8s.io/multikueue'];
  if (
    manager !== undefined &&
    manager.text !== '' &&
    !managers.includes(manager.text) &&
    !manager.text.includes('mpi-operator')
  )
    report('training/run-policy', manager, say`managedBy can be ${managers.join(' or ')} only.`);
}
