import {
  addAmounts,
  largerAmounts,
  noResources,
  type ResourceAmounts,
  readAmounts,
} from './resourceAmounts.ts';
import { listAt, recordAt, textAt, valueAt } from './wireReader.ts';

/**
 * What the scheduler reserves for a pod.
 *
 * Init containers run one after another before the others, so only the largest of them counts; an init container that
 * restarts always (a sidecar) stays, and counts with everything that comes after it. The pod's overhead comes on top,
 * and requests on the level of the pod replace the containers' sum for CPU and memory.
 * Rule: Kubernetes, "Pod Lifecycle: resource sharing within containers" and component-helpers' PodRequests.
 *
 * @param spec the pod's `spec`
 */
export function podRequests(spec: unknown): ResourceAmounts {
  let sidecars = noResources;
  let largestInit = noResources;
  for (const container of listAt(spec, 'initContainers')) {
    const own = containerRequests(container);
    if (textAt(container, 'restartPolicy') === 'Always') {
      sidecars = addAmounts(sidecars, own);
      largestInit = largerAmounts(largestInit, sidecars);
    } else {
      largestInit = largerAmounts(largestInit, addAmounts(sidecars, own));
    }
  }
  const running = listAt(spec, 'containers').map(containerRequests).reduce(addAmounts, sidecars);
  const counted = withPodLevel(largerAmounts(running, largestInit), spec);
  return valueAt(spec, 'overhead') === undefined
    ? counted
    : addAmounts(counted, readAmounts(recordAt(spec, 'overhead')));
}

// A limit without a request is its own request: the API server fills it in so, half-made objects may lack it still.
function containerRequests(container: unknown): ResourceAmounts {
  const limits = valueAt(container, 'resources', 'limits');
  const requests = valueAt(container, 'resources', 'requests');
  if (limits === undefined && requests === undefined) return noResources;
  return readAmounts({
    ...recordAt(container, 'resources', 'limits'),
    ...recordAt(container, 'resources', 'requests'),
  });
}

function withPodLevel(amounts: ResourceAmounts, spec: unknown): ResourceAmounts {
  const requests = valueAt(spec, 'resources', 'requests');
  if (requests === undefined) return amounts;
  const podLevel = readAmounts(requests);
  return {
    cpuMillis: valueAt(requests, 'cpu') === undefined ? amounts.cpuMillis : podLevel.cpuMillis,
    memoryBytes: valueAt(requests, 'memory') === undefined ? amounts.memoryBytes : podLevel.memoryBytes,
    gpus: amounts.gpus,
  };
}
