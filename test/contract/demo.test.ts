import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemoCluster } from '../../src/demo/demoCluster.ts';
import type { Program } from '../../src/demo/simulation/program.ts';
import { findProgram } from '../../src/demo/world/programs.ts';
import type { ContractServer, LogOwner } from './contractServer.ts';
import { contractSuite } from './suite.ts';

const keyOf = ({ namespace, pod, container }: LogOwner) => `${namespace}/${pod}/${container}`;

/** A program whose log is written by the test. */
class WrittenLog {
  readonly #lines: { readonly text: string; readonly atMs: number }[] = [];
  #startedAtMs = Number.POSITIVE_INFINITY;

  append(lines: readonly string[]): void {
    for (const text of lines) this.#lines.push({ text, atMs: Date.now() });
  }

  over(program: Program): Program {
    this.#startedAtMs = Math.min(this.#startedAtMs, Date.now());
    return {
      ...program,
      line: index => {
        const line = this.#lines[index];
        if (!line) return undefined;
        const beforeMs = Math.max(this.#startedAtMs, this.#lines[index - 1]?.atMs ?? 0);
        return { text: line.text, afterMs: Math.max(0, line.atMs - beforeMs) };
      },
    };
  }
}

async function startDemo(): Promise<ContractServer> {
  const logs = new Map<string, WrittenLog>();
  const cluster = await startDemoCluster({
    isEmpty: true,
    narrowNamespace: 'team-a',
    findProgram: (pod, container, attempt) => {
      const owner = {
        namespace: pod.metadata.namespace ?? '',
        pod: pod.metadata.name,
        container: container.name,
      };
      const program = findProgram(pod, container, attempt);
      return logs.get(keyOf(owner))?.over(program) ?? program;
    },
  });
  const folder = await mkdtemp(join(tmpdir(), 'timonel-contract-'));
  const write = async (name: string, token: string) => {
    const path = join(folder, name);
    await writeFile(path, JSON.stringify(kubeconfigFor(cluster.server, token)), { mode: 0o600 });
    return path;
  };
  return {
    kubeconfig: await write('kubeconfig', cluster.token),
    narrowKubeconfig: await write('narrow', cluster.narrowToken ?? ''),
    appendLog: async (owner, lines) => {
      const log = logs.get(keyOf(owner)) ?? new WrittenLog();
      logs.set(keyOf(owner), log);
      log.append(lines);
    },
    stop: async () => {
      await cluster.stop();
      await rm(folder, { recursive: true });
    },
  };
}

function kubeconfigFor(server: string, token: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'demo',
    clusters: [{ name: 'demo', cluster: { server } }],
    users: [{ name: 'demo', user: { token } }],
    contexts: [{ name: 'demo', context: { cluster: 'demo', user: 'demo' } }],
  };
}

contractSuite('the demo cluster', startDemo);
