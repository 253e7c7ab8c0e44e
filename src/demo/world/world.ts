import { kinds } from '../../cluster/resource.ts';
import type { ClusterAccess } from '../simulation/clusterAccess.ts';
import { clusterServingRuntimes } from '../simulation/kserve.ts';
import { nodeBodies } from './nodes.ts';
import { addPlatform } from './platformStory.ts';
import { runtimeBodies } from './runtimes.ts';
import { addServing } from './servingStory.ts';
import { Timeline } from './timeline.ts';
import { addTraining } from './trainingStory.ts';

const namespaces = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** Sets up what is there at the beginning, and what will come about by itself. `extra` is one more namespace. */
export function buildWorld(
  access: ClusterAccess,
  { isEmpty, extra }: { readonly isEmpty: boolean; readonly extra?: string },
): void {
  const names = [
    ...namespaces,
    ...(isEmpty ? [] : ['models', 'training', 'monitoring']),
    ...(extra ? [extra] : []),
  ];
  for (const name of names)
    access.create(kinds.namespaces, undefined, { metadata: { name } }, 'kube-apiserver');
  for (const body of nodeBodies(access.objects.now())) {
    const node = access.create(kinds.nodes, undefined, body, 'kubelet');
    const describe = (draft: typeof node) => {
      draft.status = body['status'] as object;
    };
    access.editStatus(kinds.nodes, node, describe, 'kubelet');
  }
  for (const body of runtimeBodies()) access.create(clusterServingRuntimes, undefined, body, 'kserve');
  if (isEmpty) return;
  const timeline = new Timeline(access);
  addPlatform(timeline);
  addServing(timeline);
  addTraining(timeline);
}
