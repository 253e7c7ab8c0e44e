import { insertField, replaceValue } from '../../fix/edits.ts';
import type { TextEdit } from '../../fix/fix.ts';
import type { ManifestObject } from '../../object.ts';
import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { entryOf, mapAt, nodeAt, numberAt, scalarAt, stringAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { facts } from '../core/reading.ts';
import { type PodPlace, podsIn } from '../room/podsIn.ts';
import { mapsIn, usesDevice } from './reading.ts';

const staying = facts(
  'advice/job-ttl',
  'hint',
  'A finished Job is never removed.',
  'It and its pods stay until somebody deletes them, and a new run under the same name is refused.',
);
const endless = facts(
  'advice/gpu-job-deadline',
  'hint',
  'A run on GPUs has no deadline.',
  'A run that hangs, as in a collective that waits for a lost worker, holds its GPUs until somebody notices.',
);
const stubborn = facts(
  'advice/gpu-job-retries',
  'hint',
  'A run on GPUs is retried six times, the default.',
  'A mistake in the code fails each time: seven runs wait for GPUs and pay for them.',
);
const spotWithoutRetry = facts(
  'advice/spot-without-retry',
  'information',
  'A run on spot nodes is given up when its node is taken away.',
  'Spot nodes vanish at any time; with backoffLimit 0 the first time ends the Job as failed.',
);
const overlapping = facts(
  'advice/cron-overlap',
  'hint',
  'A schedule starts the next run while the last one still works.',
  'When a run takes longer than usual, two write to the same place and share the GPUs; Forbid waits for the end.',
);

const day = 86_400;

/** Where a kind keeps what limits its runs. */
const limitsAt: Readonly<Record<string, readonly string[]>> = {
  'batch/Job': ['spec'],
  ...Object.fromEntries(
    ['PyTorchJob', 'TFJob', 'MPIJob', 'XGBoostJob', 'PaddleJob', 'JAXJob'].map(kind => [
      `kubeflow.org/${kind}`,
      ['spec', 'runPolicy'],
    ]),
  ),
};

const checkRun: KindCheck = (object, report) => {
  const path = limitsAt[`${object.group}/${object.kind}`] ?? ['spec'];
  const spec = mapAt(object.node, 'spec');
  if (spec === undefined || isHook(object)) return;
  const limits = mapAt(object.node, ...path);
  const isJob = object.kind === 'Job';
  const onDevices = podsIn(object).some(usesDevice);
  const lacks = (field: string) => nodeAt(limits, field) === undefined;
  const add = (field: string, value: number): readonly TextEdit[] =>
    limits === undefined
      ? insertField(spec, 'runPolicy', { [field]: value })
      : insertField(limits, field, value);
  if (isJob && lacks('ttlSecondsAfterFinished'))
    report(staying.id, spec, say`The finished Job and its pods stay until somebody deletes them.`, {
      missing: 'ttlSecondsAfterFinished',
      fixes: () => [
        {
          title: say`Remove it a day after its end`,
          edits: add('ttlSecondsAfterFinished', day),
          isSafe: false,
        },
      ],
    });
  if (!onDevices) return;
  if (lacks('activeDeadlineSeconds'))
    report(
      endless.id,
      limits ?? spec,
      say`A run that hangs holds its accelerators for ever; a deadline ends it.`,
      {
        missing: 'activeDeadlineSeconds',
        fixes: () => [
          { title: say`End it after a day`, edits: add('activeDeadlineSeconds', day), isSafe: false },
        ],
      },
    );
  if (isJob && lacks('backoffLimit'))
    report(
      stubborn.id,
      spec,
      say`A run that fails is tried six times more, on accelerators; backoffLimit says how often.`,
      {
        missing: 'backoffLimit',
        fixes: () => [{ title: say`Try it once more`, edits: add('backoffLimit', 1), isSafe: false }],
      },
    );
};

/** Helm and Argo CD remove the Jobs that they run around a release. */
function isHook({ node }: ManifestObject): boolean {
  const annotations = mapAt(node, 'metadata', 'annotations');
  return ['helm.sh/hook', 'argocd.argoproj.io/hook'].some(key => nodeAt(annotations, key) !== undefined);
}

const checkSpot: KindCheck = (object, report) => {
  const path = limitsAt[`${object.group}/${object.kind}`] ?? ['spec'];
  const limit = scalarAt(object.node, ...path, 'backoffLimit');
  if (limit?.value !== 0 || !podsIn(object).some(isOnSpot)) return;
  report(
    spotWithoutRetry.id,
    limit,
    say`Spot nodes are taken away at any time; with backoffLimit 0 the first time ends the run.`,
    { fixes: () => [{ title: say`Change to 3`, edits: replaceValue(limit, 3), isSafe: false }] },
  );
};

const spotKeys: ReadonlySet<string> = new Set([
  'cloud.google.com/gke-spot',
  'cloud.google.com/gke-preemptible',
  'kubernetes.azure.com/scalesetpriority',
  'eks.amazonaws.com/capacityType',
  'karpenter.sh/capacity-type',
]);

function isOnSpot({ spec }: PodPlace): boolean {
  const selected = mapAt(spec, 'nodeSelector')?.entries ?? [];
  return (
    selected.some(({ name, value }) => isSpot(name, value.kind === 'scalar' ? value.text : '')) ||
    mapsIn(spec, 'tolerations').some(item =>
      isSpot(stringAt(item, 'key') ?? '', stringAt(item, 'value') ?? 'spot'),
    )
  );
}

function isSpot(key: string, value: string): boolean {
  return spotKeys.has(key) && /^(?:spot|true)$/i.test(value);
}

const checkSchedule: KindCheck = ({ node }, report) => {
  const spec = mapAt(node, 'spec');
  if (spec !== undefined) judgeSchedule(spec, report);
};

function judgeSchedule(spec: MapNode, report: Report): void {
  const policy = scalarAt(spec, 'concurrencyPolicy');
  if (policy !== undefined && !policy.isAbsent && policy.value !== 'Allow') return;
  // What runs every day and is given an hour cannot meet itself.
  if (numberAt(spec, 'jobTemplate', 'spec', 'activeDeadlineSeconds') !== undefined) return;
  const entry = entryOf(spec, 'concurrencyPolicy');
  const words = say`A run that takes too long meets the next one; Forbid waits for its end.`;
  const title = say`Forbid runs at the same time`;
  if (policy === undefined || entry === undefined)
    report(overlapping.id, spec, words, {
      missing: 'concurrencyPolicy',
      fixes: () => [{ title, edits: insertField(spec, 'concurrencyPolicy', 'Forbid'), isSafe: false }],
    });
  else
    report(overlapping.id, policy, words, {
      fixes: () => [{ title, edits: replaceValue(policy, 'Forbid'), isSafe: false }],
    });
}

/** Advice on runs that end, and on what starts them. */
export const jobAdvice: readonly RuleSet[] = [
  {
    facts: [staying, endless, stubborn],
    kinds: Object.fromEntries(Object.keys(limitsAt).map(kind => [kind, checkRun])),
  },
  {
    facts: [spotWithoutRetry],
    kinds: Object.fromEntries(Object.keys(limitsAt).map(kind => [kind, checkSpot])),
  },
  {
    facts: [overlapping],
    kinds: { 'batch/CronJob': checkSchedule, 'argoproj.io/CronWorkflow': checkSchedule },
  },
];
