import { insertField } from '../../fix/edits.ts';
import type { ManifestObject } from '../../object.ts';
import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import type { MapNode } from '../../syntax/node.ts';
import { withoutField } from './fieldChecks.ts';
import { mapsAt } from './podPlaces.ts';
import { facts, given, givenMap, givenScalar, isBlank, replacing } from './reading.ts';

const policy = facts(
  'core/restart-policy',
  'error',
  'The restart policy of a pod does not fit what runs it.',
  'Pods of Deployments and the like run for ever (Always), pods of Jobs run to an end (Never or OnFailure); the API server refuses the rest.',
);
const deadline = facts(
  'core/deadline-of-servers',
  'error',
  'A pod that should run for ever has a deadline.',
  'activeDeadlineSeconds would end it again and again, so the API server refuses it in such templates.',
);

/** Deployments, ReplicaSets, StatefulSets, DaemonSets and ReplicationControllers keep their pods running. */
const checkServers: KindCheck = (object, report) => {
  for (const spec of mapsAt(object, 'spec.template.spec')) {
    const scalar = givenScalar(spec, 'restartPolicy');
    if (scalar?.value === 'Never' || scalar?.value === 'OnFailure')
      report(
        policy.id,
        scalar,
        say`Pods of a ${object.kind} are restarted always; ${scalar.value} is for Jobs.`,
        {
          fixes: () => [replacing(scalar, 'Always')],
        },
      );
    const seconds = given(spec, 'activeDeadlineSeconds');
    if (seconds !== undefined)
      report(deadline.id, seconds, say`Pods of a ${object.kind} run for ever and cannot have a deadline.`, {
        fixes: () => withoutField(seconds),
      });
  }
};

const checkJob: KindCheck = (object, report) => checkJobSpecs(object, 'spec', report);
const checkCronJob: KindCheck = (object, report) => checkJobSpecs(object, 'spec.jobTemplate.spec', report);

function checkJobSpecs(object: ManifestObject, path: string, report: Report): void {
  for (const job of mapsAt(object, path)) {
    const spec = givenMap(givenMap(job, 'template'), 'spec');
    if (spec !== undefined) checkJobPod(spec, givenMap(job, 'podFailurePolicy') !== undefined, report);
  }
}

function checkJobPod(spec: MapNode, hasFailurePolicy: boolean, report: Report): void {
  const scalar = givenScalar(spec, 'restartPolicy');
  if (isBlank(spec, 'restartPolicy')) {
    report(
      policy.id,
      spec,
      say`Pods of a Job need restartPolicy Never or OnFailure; left out it would be Always.`,
      {
        missing: 'restartPolicy',
        fixes: () =>
          ['Never', 'OnFailure'].map(word => ({
            title: say`Add restartPolicy: ${word}`,
            edits: insertField(spec, 'restartPolicy', word),
          })),
      },
    );
  } else if (scalar?.value === 'Always')
    report(
      policy.id,
      scalar,
      say`A Job ends, so its pods cannot be restarted always: write Never or OnFailure.`,
      {
        fixes: () => [replacing(scalar, 'Never'), replacing(scalar, 'OnFailure')],
      },
    );
  else if (scalar?.value === 'OnFailure' && hasFailurePolicy)
    report(policy.id, scalar, say`With a podFailurePolicy only restartPolicy Never is possible.`, {
      fixes: () => [replacing(scalar, 'Never')],
    });
}

/** Restart policies by what owns the pod. */
export const restartRules: RuleSet = {
  facts: [policy, deadline],
  kinds: {
    'apps/Deployment': checkServers,
    'apps/ReplicaSet': checkServers,
    'apps/StatefulSet': checkServers,
    'apps/DaemonSet': checkServers,
    '/ReplicationController': checkServers,
    'batch/Job': checkJob,
    'batch/CronJob': checkCronJob,
  },
};
