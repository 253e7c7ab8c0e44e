import { readFile } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import type { KubeconfigFile } from './parseKubeconfig.ts';

const serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount';

/** What a pod finds of its own cluster, as if it were a kubeconfig file; nothing outside of pods. */
export async function inClusterFile(
  env: Readonly<Record<string, string | undefined>>,
  directory = serviceAccount,
): Promise<KubeconfigFile | undefined> {
  const host = env['KUBERNETES_SERVICE_HOST'];
  const port = env['KUBERNETES_SERVICE_PORT'];
  const token = await read(`${directory}/token`);
  if (!host || !port || token === undefined) return undefined;
  const namespace = (await read(`${directory}/namespace`))?.trim();
  const name = 'in-cluster';
  return {
    path: directory,
    clusters: new Map([
      [
        name,
        {
          server: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
          'certificate-authority': `${directory}/ca.crt`,
        },
      ],
    ]),
    users: new Map([[name, { tokenFile: `${directory}/token` }]]),
    contexts: new Map([[name, { cluster: name, user: name, ...(namespace ? { namespace } : {}) }]]),
    currentContext: name,
    problems: [],
  };
}

function read(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
