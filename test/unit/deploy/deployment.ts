import type { Failure } from '../../../src/cluster/failure.ts';
import { kinds, objectPath, type WireObject } from '../../../src/cluster/resource.ts';
import { textAt } from '../../../src/cluster/wireReader.ts';
import { type ApplyDecisions, type ApplyReport, applyPlan } from '../../../src/deploy/applyPlan.ts';
import { previewPlan, type StepPreview } from '../../../src/deploy/previewPlan.ts';
import { resolvePlan } from '../../../src/deploy/resolvePlan.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { MemoryCluster } from './memoryCluster.ts';
import { bare, planOf } from './support.ts';

/** Decides always for the manifest. */
export const takesOver: ApplyDecisions = {
  onConflict: async () => 'takeOver',
  onNotServed: async () => 'skip',
};
/** A namespace, and a manifest that lies in it. */
export const ml = bare('v1', 'Namespace', 'ml');
export const settings = `${bare('v1', 'ConfigMap', 'settings', 'ml')}data: {mode: fast, size: small}\n`;
const home = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ml' } };

/** A cluster with the namespace `ml` and what a test puts into it. */
export function aCluster(...present: readonly WireObject[]): MemoryCluster {
  const cluster = new MemoryCluster();
  for (const object of [home, ...present]) {
    const kind = Object.values(kinds).find(candidate => candidate.kind === object['kind']) ?? kinds.pods;
    const name = textAt(object, 'metadata', 'name') ?? '';
    cluster.objects.set(
      objectPath({ kind, name, ...(kind.isNamespaced ? { namespace: 'ml' } : {}) }),
      object,
    );
  }
  return cluster;
}

/** The preview of a text's plan. */
export async function previewOf(cluster: MemoryCluster, text: string): Promise<readonly StepPreview[]> {
  const steps = await resolvePlan(planOf(text, 'ml'), cluster);
  const previews = steps.ok ? await previewPlan(steps.value, cluster) : steps;
  if (!previews.ok) throw new Error(previews.failure.message);
  return previews.value;
}

/** Previews and applies a text; the writes that are left are those of the apply. */
export async function deploy(
  cluster: MemoryCluster,
  text: string,
  decisions: ApplyDecisions = takesOver,
): Promise<ApplyReport> {
  const previews = await previewOf(cluster, text);
  cluster.writes.length = 0;
  const clock = new FakeClock();
  const running = applyPlan(previews, { store: cluster, discovery: cluster, clock }, decisions);
  return await throughTime(running, clock);
}

/** Lets time pass until a promise is kept. */
async function throughTime<T>(running: Promise<T>, clock: FakeClock): Promise<T> {
  let isOver = false;
  const over = running.finally(() => {
    isOver = true;
  });
  for (let turns = 0; !isOver && turns < 1000; turns++) await clock.advance(250);
  return await over;
}

/** The refusal of an apply, one field of which `kubectl-edit` owns. */
export const conflictOn = (field: string): Failure => ({
  kind: 'conflict',
  status: 409,
  message: 'Apply failed with 1 conflict',
  causes: [{ field, reason: 'FieldManagerConflict', message: 'conflict with "kubectl-edit" using v1' }],
});
/** What became of each step. */
export const outcomes = (report: ApplyReport) =>
  report.done.map(result => `${result.kind} ${result.step.name}`);
