import { readFileSync } from 'node:fs';
import type { KubeconfigEntry } from '../access.ts';
import { flagAt, listAt, textAt, valueAt } from '../wireReader.ts';

/** What an exec plugin is told in `KUBERNETES_EXEC_INFO`: that nobody sits at its terminal, and the cluster if it asks. */
export function execInfo(exec: KubeconfigEntry, cluster: KubeconfigEntry, server: string): string {
  const apiVersion = textAt(exec, 'apiVersion') ?? 'client.authentication.k8s.io/v1';
  const asksForCluster = flagAt(exec, 'provideClusterInfo');
  return JSON.stringify({
    apiVersion,
    kind: 'ExecCredential',
    spec: { interactive: false, ...(asksForCluster ? { cluster: clusterInfo(cluster, server) } : {}) },
  });
}

function clusterInfo(cluster: KubeconfigEntry, server: string): Readonly<Record<string, unknown>> {
  const caFile = textAt(cluster, 'certificate-authority');
  const ca =
    textAt(cluster, 'certificate-authority-data') ??
    (caFile === undefined ? undefined : readFileSync(caFile).toString('base64'));
  const extension = listAt(cluster, 'extensions').find(
    entry => textAt(entry, 'name') === 'client.authentication.k8s.io/exec',
  );
  // Fields without a value disappear in the JSON.
  return {
    server,
    'tls-server-name': textAt(cluster, 'tls-server-name'),
    'insecure-skip-tls-verify': flagAt(cluster, 'insecure-skip-tls-verify') || undefined,
    'certificate-authority-data': ca,
    'proxy-url': textAt(cluster, 'proxy-url'),
    config: valueAt(extension, 'extension'),
  };
}
