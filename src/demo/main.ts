import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DemoCluster, startDemoCluster } from './demoCluster.ts';

/** The demo cluster on its own: prints one line of JSON and runs until it is told to stop. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    speed: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    empty: { type: 'boolean', default: false },
  },
});

const cluster = await startDemoCluster({
  port: Number(values.port),
  speed: Number(values.speed),
  seed: Number(values.seed),
  isEmpty: values.empty,
});
const folder = mkdtempSync(join(tmpdir(), 'timonel-demo-'));
const kubeconfig = join(folder, 'kubeconfig');
writeFileSync(kubeconfig, kubeconfigFor(cluster), { mode: 0o600 });
process.stdout.write(`${JSON.stringify({ kubeconfig, server: cluster.server, pid: process.pid })}\n`);

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => void end());
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

async function end(): Promise<void> {
  await cluster.stop();
  process.exit(0);
}

function kubeconfigFor({ server, token, contextName }: DemoCluster): string {
  return `${JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': contextName,
      clusters: [{ name: contextName, cluster: { server } }],
      users: [{ name: contextName, user: { token } }],
      contexts: [
        { name: contextName, context: { cluster: contextName, user: contextName, namespace: 'models' } },
      ],
    },
    undefined,
    2,
  )}\n`;
}
