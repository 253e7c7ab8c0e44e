import { insertField } from '../../fix/edits.ts';
import type { KindCheck, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { entryOf } from '../../syntax/lookup.ts';
import { facts, given } from './reading.ts';

const noSpec = facts(
  'core/no-spec',
  'error',
  'An object has no spec.',
  'The schemas leave spec optional for these kinds, but the API server refuses the object for want of what belongs into it.',
);

/** Kinds that cannot do without a spec, with the field of it that the API server misses first. */
const firstMissing: Readonly<Record<string, string>> = {
  '/PersistentVolume': 'accessModes',
  '/PersistentVolumeClaim': 'accessModes',
  '/ReplicationController': 'selector',
  'apps/Deployment': 'selector',
  'apps/ReplicaSet': 'selector',
  'apps/StatefulSet': 'selector',
  'apps/DaemonSet': 'template.spec.containers',
  'batch/Job': 'template.spec.containers',
  'batch/CronJob': 'schedule',
  'autoscaling/HorizontalPodAutoscaler': 'maxReplicas',
  'networking.k8s.io/Ingress': '',
};

const checkSpec: KindCheck = (object, report) => {
  const field = firstMissing[`${object.group}/${object.kind}`];
  if (field === undefined || given(object.node, 'spec') !== undefined) return;
  report(noSpec.id, object.node, say`A ${object.kind} needs a spec.`, {
    missing: field === '' ? 'spec' : `spec.${field}`,
    fixes: () =>
      entryOf(object.node, 'spec') !== undefined
        ? []
        : [{ title: say`Add spec`, edits: insertField(object.node, 'spec', {}), isSafe: false }],
  });
};

/** Objects without a spec. Pods and Services are judged with their containers and ports. */
export const specRules: RuleSet = {
  facts: [noSpec],
  kinds: Object.fromEntries(Object.keys(firstMissing).map(kind => [kind, checkSpec])),
};
