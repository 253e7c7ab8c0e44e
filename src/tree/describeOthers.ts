import { jobKind } from '../cluster/job.ts';
import { nodeKind } from '../cluster/node.ts';
import type { WireObject } from '../cluster/resource.ts';
import { listAt, numberAt, recordAt, textAt } from '../cluster/wireReader.ts';
import type { WorkloadFacts } from '../cluster/workload.ts';
import { inferenceServiceKind } from '../models/inferenceService.ts';
import { servedByKserve } from '../models/kserve.ts';
import { runOfJob } from '../training/job.ts';
import { describeConditions, describeMetadata, fields, textPairs } from './describeGeneric.ts';
import { containerBlocks } from './describePod.ts';
import { moment, span } from './moment.ts';
import type { TextBlock, TextEntry } from './textBlock.ts';

/** A node: whether it is ready, what it has, what it is. */
export function describeNode(wire: WireObject): TextBlock {
  const node = nodeKind.toFacts(wire);
  return [
    ...describeMetadata(wire),
    ['Status', node.status],
    ['Why', node.problem],
    ['Roles', node.roles.join(', ')],
    ['Taints', node.taints.join('\n')],
    ['Addresses', node.addresses.join('\n')],
    describeConditions(wire),
    ['Capacity', textPairs(recordAt(wire, 'status', 'capacity'))],
    ['Allocatable', textPairs(recordAt(wire, 'status', 'allocatable'))],
    ['System', fields(recordAt(wire, 'status', 'nodeInfo'), 1)],
  ];
}

/** A Job: how far it is, how it ended, what it runs. */
export function describeJob(wire: WireObject): TextBlock {
  const job = jobKind.toFacts(wire);
  const run = runOfJob(job);
  const isOver = run.startedAtMs !== undefined && run.endedAtMs !== undefined;
  return [
    ...describeMetadata(wire),
    ['State', run.state],
    ['Why', run.problem],
    ['Completions', job.completions],
    ['Parallelism', job.parallelism],
    ['Completion mode', textAt(wire, 'spec', 'completionMode')],
    ['Retries', job.backoffLimit],
    ['Deadline in seconds', numberAt(wire, 'spec', 'activeDeadlineSeconds')],
    ['Pods', `${job.activeCount} active, ${job.succeededCount} succeeded, ${job.failedCount} failed`],
    ['Completed indexes', textAt(wire, 'status', 'completedIndexes')],
    ['Failed indexes', textAt(wire, 'status', 'failedIndexes')],
    ['Started', moment(run.startedAtMs)],
    ['Ended', moment(run.endedAtMs)],
    ['Took', isOver ? span((run.endedAtMs ?? 0) - (run.startedAtMs ?? 0)) : undefined],
    describeConditions(wire),
    ['Pod template', describeTemplate(wire)],
  ];
}

/** A Deployment, StatefulSet or DaemonSet: its counts, its strategy, what it runs. */
export function describeWorkload(wire: WireObject, workload: WorkloadFacts): TextBlock {
  return [
    ...describeMetadata(wire),
    [
      'Replicas',
      `${workload.wantedCount} wanted, ${workload.readyCount} ready, ${workload.updatedCount} updated`,
    ],
    ['Paused', workload.isPaused ? 'yes' : undefined],
    ['Why', workload.problem],
    ['Selector', textPairs(recordAt(wire, 'spec', 'selector', 'matchLabels'))],
    [
      'Strategy',
      fields({ ...recordAt(wire, 'spec', 'strategy'), ...recordAt(wire, 'spec', 'updateStrategy') }, 1),
    ],
    describeConditions(wire),
    ['Pod template', describeTemplate(wire)],
  ];
}

/** An InferenceService: how the model stands, its traffic, its scale, what it is made of. */
export function describeModel(wire: WireObject): TextBlock {
  const service = inferenceServiceKind.toFacts(wire);
  const model = servedByKserve(service);
  const { modelStatus } = service;
  return [
    ...describeMetadata(wire),
    ['State', model.state],
    ['Why', model.problem],
    ['URL', model.url],
    ['Mode', model.mode],
    ['Format', model.format],
    ['Model', model.storageUri],
    ['Runtime', model.runtime],
    [
      'Model status',
      [modelStatus.transition, modelStatus.activeState, modelStatus.failure].filter(Boolean).join('  '),
    ],
    ['Minimum replicas', model.scale.minReplicas],
    ['Maximum replicas', model.scale.maxReplicas],
    ['Scales on', model.scale.target],
    ['Traffic', model.revisions.map(revision => [revision.name, `${revision.trafficPercent} %`] as const)],
    describeConditions(wire),
    ...service.components.map(
      (name): TextEntry => [
        name.charAt(0).toUpperCase() + name.slice(1),
        fields(recordAt(wire, 'spec', name), 1),
      ],
    ),
  ];
}

function describeTemplate(wire: WireObject): TextBlock {
  const spec = recordAt(wire, 'spec', 'template', 'spec');
  return [
    ['Service account', textAt(spec, 'serviceAccountName')],
    ['Init containers', containerBlocks(listAt(spec, 'initContainers'))],
    ['Containers', containerBlocks(listAt(spec, 'containers'))],
    ['Node selector', textPairs(recordAt(spec, 'nodeSelector'))],
  ];
}
