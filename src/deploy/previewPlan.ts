import { fail, succeed } from '../base/outcome.ts';
import type { Failure, Result } from '../cluster/failure.ts';
import type { ObjectStore } from '../cluster/ports.ts';
import type { ObjectRef, ResourceKind, WireObject } from '../cluster/resource.ts';
import { type FieldConflict, readConflicts } from './conflict.ts';
import { diffObjects, type ObjectDiff } from './diff.ts';
import type { ResolvedStep } from './resolvePlan.ts';

/** The field manager under which Timonel applies. */
export const fieldManager = 'timonel';

/** What applying a step would do, as far as it can be known before. */
export type StepPreview = { readonly step: ResolvedStep } & (
  | { readonly kind: 'checked'; readonly diff: ObjectDiff }
  /** Others own fields that the manifest wants otherwise; `diff` shows what taking them over would do. */
  | { readonly kind: 'conflict'; readonly conflicts: readonly FieldConflict[]; readonly diff: ObjectDiff }
  /** The namespace or the definition that the object needs is made by the same plan, and is not there yet. */
  | {
      readonly kind: 'notCheckable';
      readonly waitsFor: 'namespace' | 'definition';
      readonly diff: ObjectDiff;
    }
  /** The cluster does not know the kind: its definition is installed by nobody. */
  | { readonly kind: 'notServed' }
  | { readonly kind: 'refused'; readonly failure: Failure }
);

/** How far a preview has come. */
export interface PreviewProgress {
  readonly step: ResolvedStep;
  readonly number: number;
  readonly total: number;
}

export interface PreviewOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PreviewProgress) => void;
}

/**
 * Asks the server, by dry runs, what each step would do. Nothing is changed. A refusal of one step is its preview;
 * a failure that would hit every step (no connection, no login) ends the whole.
 */
export async function previewPlan(
  steps: readonly ResolvedStep[],
  store: ObjectStore,
  options: PreviewOptions = {},
): Promise<Result<readonly StepPreview[]>> {
  const namespaces = new Set(steps.filter(isNamespace).map(step => step.name));
  const previews: StepPreview[] = [];
  for (const [n, step] of steps.entries()) {
    if (options.signal?.aborted) return fail({ kind: 'cancelled', message: 'cancelled' });
    options.onProgress?.({ step, number: n + 1, total: steps.length });
    const preview = await previewStep(step, store, namespaces, options.signal);
    if (preview.kind === 'refused' && stopsEverything.has(preview.failure.kind)) return fail(preview.failure);
    previews.push(preview);
  }
  return succeed(previews);
}

const stopsEverything: ReadonlySet<Failure['kind']> = new Set([
  'unreachable',
  'badCertificate',
  'badKubeconfig',
  'loginFailed',
  'expiredLogin',
  'cancelled',
]);

/** Tells whether a step makes a namespace. */
export function isNamespace(step: ResolvedStep): boolean {
  return step.kind === 'Namespace' && step.apiVersion === 'v1';
}

async function previewStep(
  step: ResolvedStep,
  store: ObjectStore,
  broughtNamespaces: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<StepPreview> {
  const { resource } = step;
  if (resource === undefined) return { step, kind: 'notServed' };
  if (step.awaitsDefinition) {
    return { step, kind: 'notCheckable', waitsFor: 'definition', diff: diffOfNew(step) };
  }
  const preview = await dryRunStep(step, resource, store, signal);
  const isHomeless =
    preview.kind === 'refused' &&
    preview.failure.kind === 'notFound' &&
    step.namespace !== undefined &&
    broughtNamespaces.has(step.namespace);
  return isHomeless ? { step, kind: 'notCheckable', waitsFor: 'namespace', diff: diffOfNew(step) } : preview;
}

/** Asks the server what one step would do. */
async function dryRunStep(
  step: ResolvedStep,
  resource: ResourceKind,
  store: ObjectStore,
  signal?: AbortSignal,
): Promise<StepPreview> {
  if (step.action === 'create') {
    const made = await store.create(
      resource,
      step.object,
      { dryRun: true, fieldValidation: 'Strict' },
      signal,
    );
    return made.ok
      ? { step, kind: 'checked', diff: diffOfNew(step) }
      : { step, kind: 'refused', failure: made.failure };
  }
  const ref = refOf(step, resource);
  const live = await store.get(ref, signal);
  if (!live.ok && live.failure.kind !== 'notFound') return { step, kind: 'refused', failure: live.failure };
  const apply = (force: boolean) =>
    store.apply(ref, step.object, { fieldManager, fieldValidation: 'Strict', dryRun: true, force }, signal);
  const diff = (next: WireObject) =>
    diffObjects({ manifest: step.object, next, fieldManager, ...(live.ok ? { live: live.value } : {}) });
  const plain = await apply(false);
  if (plain.ok) return { step, kind: 'checked', diff: diff(plain.value) };
  const conflicts = readConflicts(plain.failure, step.object);
  if (conflicts.length === 0) return { step, kind: 'refused', failure: plain.failure };
  const forced = await apply(true);
  return forced.ok
    ? { step, kind: 'conflict', conflicts, diff: diff(forced.value) }
    : { step, kind: 'refused', failure: forced.failure };
}

function diffOfNew(step: ResolvedStep): ObjectDiff {
  return diffObjects({ manifest: step.object, next: step.object, fieldManager });
}

/** Names a step's object in the cluster. */
export function refOf(step: ResolvedStep, resource: ResourceKind): ObjectRef {
  return {
    kind: resource,
    name: step.name,
    ...(resource.isNamespaced && step.namespace !== undefined ? { namespace: step.namespace } : {}),
  };
}
