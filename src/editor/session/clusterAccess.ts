import type { ClusterAccess } from '../../cluster/access.ts';

/** The way to clusters. The modules behind it are bundles of their own, loaded when they are first needed. */
export const clusterAccess: ClusterAccess = {
  async followKubeconfig(place) {
    const chunk = await import(
      /* webpackChunkName: "kubeconfig" */ '../../cluster/client/followKubeconfig.ts'
    );
    return chunk.followKubeconfig(place);
  },
  async connect(material) {
    const chunk = await import(
      /* webpackChunkName: "clusterClient" */ '../../cluster/client/clusterClient.ts'
    );
    return chunk.connect(material);
  },
};
