import { insertField } from '../../fix/edits.ts';
import type { Fix } from '../../fix/fix.ts';
import { yamlLines } from '../../fix/write.ts';
import type { ManifestObject } from '../../object.ts';
import { podLabelsOf, selects } from '../../references/selectors.ts';
import type { RuleSet, SurroundingsCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import type { KnownObject, Surroundings } from '../../surroundings.ts';
import { mapAt, nodeAt, numberAt } from '../../syntax/lookup.ts';
import { endOf, type MapNode } from '../../syntax/node.ts';
import { facts } from '../core/reading.ts';
import { KeptVerdicts } from '../references/keptVerdicts.ts';
import { inSameTree, isManagedBy } from '../references/sameTree.ts';

const noQueue = facts(
  'advice/no-queue',
  'hint',
  'A job is not put into a queue, although its namespace has one.',
  'Kueue does not see it: it starts at once, beside the quota, or is refused where the namespace wants jobs queued.',
);
const noBudget = facts(
  'advice/no-disruption-budget',
  'hint',
  'Several replicas serve, and no disruption budget keeps some of them.',
  'When nodes are drained for an upgrade, all of them may go at once.',
);

const queued: ReadonlySet<string> = new Set([
  'batch/Job',
  'jobset.x-k8s.io/JobSet',
  'trainer.kubeflow.org/TrainJob',
  'ray.io/RayJob',
  'ray.io/RayCluster',
  ...['PyTorchJob', 'TFJob', 'MPIJob', 'XGBoostJob', 'PaddleJob', 'JAXJob'].map(
    kind => `kubeflow.org/${kind}`,
  ),
]);
const localQueue = { group: 'kueue.x-k8s.io', kind: 'LocalQueue' };
const queueLabel = 'kueue.x-k8s.io/queue-name';

const checkQueue: SurroundingsCheck = (object, surroundings, report) => {
  if (!queued.has(`${object.group}/${object.kind}`)) return;
  const metadata = mapAt(object.node, 'metadata');
  const labels = mapAt(metadata, 'labels');
  if (metadata === undefined || nodeAt(labels, queueLabel) !== undefined) return;
  if (nodeAt(metadata, 'annotations', queueLabel) !== undefined) return;
  const place = object.namespace ?? surroundings.namespace;
  const queues = surroundings
    .all(localQueue, object.namespace)
    .filter(queue => queue.namespace === place && place !== undefined);
  const [queue] = queues;
  // Kueue puts jobs into a queue of that name by itself.
  if (queue === undefined || queues.some(({ name }) => name === 'default')) return;
  report(
    noQueue.id,
    metadata,
    say`Its namespace has the queue ${queue.name}, but this ${object.kind} is not put into one.`,
    {
      ...(labels === undefined ? { missing: 'labels' } : {}),
      fixes: () =>
        queues.slice(0, 3).map(({ name }) => ({
          title: say`Put it into ${name}`,
          edits:
            labels === undefined
              ? insertField(metadata, 'labels', { [queueLabel]: name })
              : insertField(labels, queueLabel, name),
          isSafe: false,
        })),
    },
  );
};

const budget = { group: 'policy', kind: 'PodDisruptionBudget' };
const service = { group: '', kind: 'Service' };
const serving: ReadonlySet<string> = new Set(['apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout']);

function budgets(): SurroundingsCheck {
  const kept = new KeptVerdicts<MapNode>();
  return (object, surroundings, report) => {
    if (!serving.has(`${object.group}/${object.kind}`)) return;
    const scope = `${object.namespace ?? ''} ${surroundings.fileOf?.(object) ?? ''}`;
    kept.run(object.node, { surroundings, scope, report }, file => {
      const replicas = nodeAt(object.node, 'spec', 'replicas');
      const labels = podLabelsOf(object);
      if (replicas === undefined || labels === undefined || !isUnprotected(object, labels, surroundings))
        return;
      const count = numberAt(object.node, 'spec', 'replicas') ?? 1;
      if (count < 2) return;
      file(
        noBudget.id,
        replicas,
        say`A drain may take all ${count} replicas at once; a disruption budget keeps some.`,
        {
          fixes: () => budgetFor(object),
        },
      );
    });
  };
}

/** Behind a Service, and no budget is known for it where budgets are kept, or where the cluster tells them all. */
function isUnprotected(
  object: ManifestObject,
  labels: Readonly<Record<string, string>>,
  surroundings: Surroundings,
): boolean {
  const { namespace } = object;
  const chosen = ({ selects: wanted }: KnownObject) => wanted !== undefined && selects(wanted, labels);
  // A Service without a selector finds no pods by itself; a budget with an empty one keeps them all.
  const isServed = surroundings
    .all(service, namespace)
    .some(one => Object.keys(one.selects ?? {}).length > 0 && chosen(one));
  if (!isServed) return false;
  const known = surroundings.all(budget, namespace);
  if (known.some(chosen) || known.some(one => one.selects === undefined)) return false;
  const certainty = surroundings.certainty(budget, namespace);
  return (
    certainty === 'cluster' ||
    (certainty === 'workspace' && isManagedBy(inSameTree(object, known, surroundings)))
  );
}

/** A document of its own behind this one; nothing for an item of a List. */
function budgetFor({ node, name, namespace }: ManifestObject): readonly Fix[] {
  const matchLabels = podLabelsOf({ node, name, namespace, group: '', version: '', kind: '' });
  if (node.parent !== undefined || node.isFlow || name === undefined) return [];
  const lines = yamlLines({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    spec: { maxUnavailable: 1, selector: { matchLabels } },
  });
  const end = endOf(node);
  const text = node.piece.text;
  const isOpen = text.charAt(node.to - 1) !== '\n';
  const newText = `${isOpen ? '\n' : ''}---\n${lines.join('\n')}${isOpen ? '' : '\n'}`;
  return [{ title: say`Add a disruption budget`, edits: [{ start: end, end, newText }], isSafe: false }];
}

/** Advice that leans on what else is in the namespace. */
export const neighbourAdvice: RuleSet = {
  facts: [noQueue, noBudget],
  surroundings: [checkQueue, budgets()],
};
