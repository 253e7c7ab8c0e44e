import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LogTarget } from '../../../src/training/panel/logTarget.ts';
import { ApiClient } from '../../control-plane/apiClient.ts';
import { containerLogFile, criLine } from '../../control-plane/containerLog.ts';
import { untilPod } from '../../control-plane/pods.ts';
import type { ControlPlane } from '../../control-plane/start.ts';

const job = 'logs-bench';
const pods = 8;
export const linesPerPod = 200_000;
export const podNames: readonly string[] = Array.from({ length: pods }, (_, index) => `${job}-${index}`);
export const lineCount = pods * linesPerPod;
export const benchTarget: LogTarget = { context: 'bench', namespace: 'default', kind: 'Job', name: job };
/** Finds a line's number within its container. */
export const benchLine = /#(\d+)$/;

/** What one reading process found. */
export interface LogReading {
  readonly ms: number;
  readonly lines: number;
  readonly lost: number;
  readonly doubled: number;
}

/** Makes eight running pods with logs of 200,000 numbered lines each, one in fifty of which holds a loss. */
export async function load(plane: ControlPlane): Promise<void> {
  const client = await ApiClient.of(plane.kubeconfig);
  for (const pod of podNames) {
    const file = containerLogFile(plane.logsDir, { namespace: 'default', pod, container: 'main' });
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, logText());
    await client.post('/api/v1/namespaces/default/pods', {
      metadata: { name: pod, labels: { 'job-name': job }, annotations: { 'timonel.test/at-once': 'true' } },
      spec: { containers: [{ name: 'main', image: 'registry.example/train:1' }] },
    });
  }
  for (const pod of podNames) await untilPod(client, pod, ({ status }) => status.phase === 'Running');
}

function logText(): string {
  const startMs = Date.parse('2026-05-01T10:00:00Z');
  const text: string[] = [];
  for (let line = 0; line < linesPerPod; line++) {
    text.push(criLine(wordsOf(line), new Date(startMs + line)));
  }
  return text.join('');
}

function wordsOf(line: number): string {
  return line % 50 === 0
    ? `step=${line} loss=${(10 / (1 + line)).toFixed(6)} lr=1e-4 #${line}`
    : `INFO worker.py:123 read batch ${line} of shard 17 from bucket/part-${line % 97}.parquet in 12ms #${line}`;
}
