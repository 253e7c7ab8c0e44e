import { replaceValue } from '../fix/edits.ts';
import type { ManifestObject } from '../object.ts';
import type { Report } from '../rule.ts';
import { say } from '../say.ts';
import { compareQuantities } from '../structure/quantity.ts';
import { entryHolding, entryOf, nodeAt, numberAt, scalarAt, stringAt, toJson } from '../syntax/lookup.ts';
import { isPlaceholder } from '../syntax/placeholder.ts';
import { differences } from './compare.ts';
import { liveAt, liveItems, liveString } from './live.ts';

/** Changes that are refused by more than the plain difference of a field. */
export function judgeChanges(object: ManifestObject, live: unknown, report: Report): void {
  const kind = `${object.group}/${object.kind}`;
  changes[kind]?.(object, live, report);
  if (queued.has(kind)) judgeQueueName(object, live, report);
}

type Change = (object: ManifestObject, live: unknown, report: Report) => void;

const changes: Readonly<Record<string, Change>> = {
  '/PersistentVolumeClaim': judgeClaimSize,
  '/Pod': judgeTolerations,
  'batch/Job': judgeCompletions,
  'serving.knative.dev/Service': judgeRevisionName,
  'serving.knative.dev/Configuration': judgeRevisionName,
  'serving.kserve.io/InferenceService': judgeDeploymentMode,
};

/** A size between what was asked for and what is there is the way out of an expansion that failed. */
function judgeClaimSize({ node }: ManifestObject, live: unknown, report: Report): void {
  const path = ['resources', 'requests', 'storage'] as const;
  const wanted = scalarAt(node, 'spec', ...path);
  const before = liveAt(live, 'spec', ...path);
  const capacity = liveAt(live, 'status', 'capacity', 'storage');
  if (wanted === undefined || liveString(live, 'status', 'phase') !== 'Bound') return;
  if (compareQuantities(wanted.value, before) !== -1) return;
  const toCapacity = compareQuantities(wanted.value, capacity);
  if (toCapacity === undefined || toCapacity > 0) return;
  report(
    'update/shrinking',
    wanted,
    say`A claim cannot shrink; the cluster has ${String(before)}. Ask for that or more, or make a smaller claim and copy the data.`,
    {
      fixes: () => [
        {
          title: say`Write back ${String(before)}`,
          edits: replaceValue(wanted, String(before)),
          isSafe: false,
        },
      ],
    },
  );
}

/** Tolerations that the API server adds to every pod, again and again. */
const added: ReadonlySet<unknown> = new Set([
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
]);

/** A pod's tolerations may become more; those that it has stay, but for how long they hold. */
function judgeTolerations({ node }: ManifestObject, live: unknown, report: Report): void {
  const written = nodeAt(node, 'spec', 'tolerations');
  if (written?.kind !== 'sequence' || written.items.length === 0) return;
  const kept = new Set(written.items.map(item => tolerationKey(toJson(item))));
  const lost = liveItems(live, 'spec', 'tolerations').find(
    toleration => !added.has(liveAt(toleration, 'key')) && !kept.has(tolerationKey(toleration)),
  );
  if (lost === undefined) return;
  report(
    'update/immutable-field',
    written,
    say`A pod keeps the tolerations that it has, and only gets more: the one for ${liveString(lost, 'key') ?? '*'} is missing here or changed.`,
  );
}

function tolerationKey(toleration: unknown): string {
  const part = (name: string) => liveString(toleration, name) ?? '';
  return JSON.stringify([part('key'), part('operator') || 'Equal', part('value'), part('effect')]);
}

/** An indexed Job may change its completions together with its parallelism alone. */
function judgeCompletions({ node }: ManifestObject, live: unknown, report: Report): void {
  const mode = stringAt(node, 'spec', 'completionMode') ?? liveString(live, 'spec', 'completionMode');
  const wanted = scalarAt(node, 'spec', 'completions');
  if (mode !== 'Indexed' || typeof wanted?.value !== 'number') return;
  const before = liveAt(live, 'spec', 'completions');
  const parallelism = numberAt(node, 'spec', 'parallelism') ?? liveAt(live, 'spec', 'parallelism');
  if (before === wanted.value || parallelism === wanted.value) return;
  report(
    'update/immutable-field',
    wanted,
    say`The completions of an indexed Job that exists (${String(before)}) change only together with its parallelism (${String(parallelism)}), and to the same number.`,
  );
}

function judgeRevisionName({ node }: ManifestObject, live: unknown, report: Report): void {
  const name = scalarAt(node, 'spec', 'template', 'metadata', 'name');
  const before = liveString(live, 'spec', 'template', 'metadata', 'name');
  const template = nodeAt(node, 'spec', 'template', 'spec');
  if (name === undefined || before === undefined || name.value !== before || template === undefined) return;
  const [first] = differences(template, liveAt(live, 'spec', 'template', 'spec'), {
    mayChange: () => false,
    isAtomic: false,
  });
  if (first === undefined) return;
  report(
    'update/revision-name',
    name,
    say`The revision ${before} exists already with another template: give the new one another name, or leave the name out.`,
    { related: [{ at: first.at, message: say`This differs from the revision that exists.` }] },
  );
}

/** The old words for the modes mean the same. */
const modes: Readonly<Record<string, string>> = { Serverless: 'Knative', RawDeployment: 'Standard' };

function judgeDeploymentMode({ node }: ManifestObject, live: unknown, report: Report): void {
  const wanted = scalarAt(node, 'metadata', 'annotations', 'serving.kserve.io/deploymentMode');
  const before = liveString(live, 'status', 'deploymentMode');
  if (before === undefined || typeof wanted?.value !== 'string' || isPlaceholder(wanted)) return;
  if ((modes[wanted.value] ?? wanted.value) === (modes[before] ?? before)) return;
  report(
    'update/immutable-field',
    wanted,
    say`The deployment mode cannot be changed; the live object runs as ${before}. Delete the InferenceService and create it anew.`,
    {
      fixes: () => [{ title: say`Write back ${before}`, edits: replaceValue(wanted, before), isSafe: false }],
    },
  );
}

const queueLabel = 'kueue.x-k8s.io/queue-name';

/** Kinds of workloads whose suspension Kueue governs by `spec.suspend`. */
const queued: ReadonlySet<string> = new Set([
  'batch/Job',
  'jobset.x-k8s.io/JobSet',
  'ray.io/RayJob',
  'trainer.kubeflow.org/TrainJob',
]);

function judgeQueueName({ node }: ManifestObject, live: unknown, report: Report): void {
  const label = scalarAt(node, 'metadata', 'labels', queueLabel);
  const before = liveString(live, 'metadata', 'labels', queueLabel);
  const suspend = entryOf(nodeAt(node, 'spec'), 'suspend')?.value;
  const isSuspended =
    suspend?.kind === 'scalar' && suspend.value !== null
      ? suspend.value === true
      : liveAt(live, 'spec', 'suspend') === true;
  if (before === undefined || label === undefined || label.value === before || isSuspended) return;
  if (entryHolding(label) === undefined || isPlaceholder(label)) return;
  report(
    'update/queue-name',
    label,
    say`The workload runs in the queue ${before}, and only a suspended one can be moved: write back ${before}, or suspend it first.`,
    {
      fixes: () => [{ title: say`Write back ${before}`, edits: replaceValue(label, before), isSafe: false }],
    },
  );
}
