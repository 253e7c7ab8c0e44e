import { type Clock, sleep } from '../base/clock.ts';
import type { Failure, Result } from '../cluster/failure.ts';
import type { Discovery, ObjectStore } from '../cluster/ports.ts';
import type { ResourceKind, WireObject } from '../cluster/resource.ts';
import { awaitDefinition, awaitServed } from './awaitDefinition.ts';
import { type FieldConflict, readConflicts, withoutFields } from './conflict.ts';
import { fieldManager, refOf, type StepPreview } from './previewPlan.ts';
import { isDefinition, type ResolvedStep } from './resolvePlan.ts';

/** What to do about fields that others own: make them ours, apply the rest without them, or do nothing at all. */
export type ConflictDecision = 'takeOver' | 'keepTheirs' | 'cancel';

/** The questions that only the user can answer. All known ones are asked before anything is changed. */
export interface ApplyDecisions {
  onConflict(step: ResolvedStep, conflicts: readonly FieldConflict[]): Promise<ConflictDecision>;
  /** Kinds that the cluster does not serve: leave these steps out, or do nothing at all. */
  onNotServed(steps: readonly ResolvedStep[]): Promise<'skip' | 'cancel'>;
}

export interface ApplyPorts {
  readonly store: ObjectStore;
  readonly discovery: Discovery;
  readonly clock: Clock;
}

/** What became of a step. */
export type StepResult =
  | { readonly step: ResolvedStep; readonly kind: 'applied'; readonly object: WireObject }
  /** Nothing differs: nothing was sent. */
  | { readonly step: ResolvedStep; readonly kind: 'unchanged' }
  /** Left out, as the user decided. */
  | { readonly step: ResolvedStep; readonly kind: 'skipped' };

export interface ApplyReport {
  readonly done: readonly StepResult[];
  /** What was not come to; run again to go on: what is done will be unchanged then. */
  readonly remaining: readonly ResolvedStep[];
  /** The step that was refused and why; absent when all was done, or the user cancelled. */
  readonly stopped?: { readonly step: ResolvedStep; readonly failure: Failure };
  readonly isCancelled: boolean;
}

export interface ApplyOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: {
    readonly step: ResolvedStep;
    readonly number: number;
    readonly total: number;
  }) => void;
}

/**
 * Applies a previewed plan step by step, and stops at the first failure. What the preview found unchanged is not sent.
 * A cancel comes into force between two steps; a request under way is brought to its end.
 */
export async function applyPlan(
  previews: readonly StepPreview[],
  ports: ApplyPorts,
  decisions: ApplyDecisions,
  options: ApplyOptions = {},
): Promise<ApplyReport> {
  const all = previews.map(preview => preview.step);
  const refused = previews.find(preview => preview.kind === 'refused');
  if (refused?.kind === 'refused') {
    const stopped = { step: refused.step, failure: refused.failure };
    return { done: [], remaining: all, stopped, isCancelled: false };
  }
  const decided = await decide(previews, decisions);
  if (decided === 'cancel') return { done: [], remaining: all, isCancelled: true };
  const done: StepResult[] = [];
  for (const [n, preview] of previews.entries()) {
    const remaining = all.slice(n);
    if (options.signal?.aborted) return { done, remaining, isCancelled: true };
    options.onProgress?.({ step: preview.step, number: n + 1, total: previews.length });
    const applier = new StepApplier(preview.step, ports, decisions, options.signal);
    const result = await applier.run(preview, decided.get(preview.step));
    if (result === 'cancel') return { done, remaining, isCancelled: true };
    if (!result.ok) {
      const isCancelled = result.failure.kind === 'cancelled';
      const stopped = { step: preview.step, failure: result.failure };
      return { done, remaining, isCancelled, ...(isCancelled ? {} : { stopped }) };
    }
    done.push(result.value);
  }
  return { done, remaining: [], isCancelled: false };
}

async function decide(
  previews: readonly StepPreview[],
  decisions: ApplyDecisions,
): Promise<ReadonlyMap<ResolvedStep, ConflictDecision> | 'cancel'> {
  const notServed = previews.filter(preview => preview.kind === 'notServed').map(preview => preview.step);
  if (notServed.length > 0 && (await decisions.onNotServed(notServed)) === 'cancel') return 'cancel';
  const decided = new Map<ResolvedStep, ConflictDecision>();
  for (const preview of previews) {
    if (preview.kind !== 'conflict') continue;
    const decision = await decisions.onConflict(preview.step, preview.conflicts);
    if (decision === 'cancel') return 'cancel';
    decided.set(preview.step, decision);
  }
  return decided;
}

const accountRetryMs = 500;
const accountRetries = 20;

class StepApplier {
  readonly #step: ResolvedStep;
  readonly #ports: ApplyPorts;
  readonly #decisions: ApplyDecisions;
  readonly #signal: AbortSignal | undefined;

  constructor(step: ResolvedStep, ports: ApplyPorts, decisions: ApplyDecisions, signal?: AbortSignal) {
    this.#step = step;
    this.#ports = ports;
    this.#decisions = decisions;
    this.#signal = signal;
  }

  async run(preview: StepPreview, decision?: ConflictDecision): Promise<Result<StepResult> | 'cancel'> {
    const step = this.#step;
    if (preview.kind === 'notServed' || step.resource === undefined) {
      return { ok: true, value: { step, kind: 'skipped' } };
    }
    if (preview.kind === 'checked' && preview.diff.kind === 'unchanged' && !preview.diff.changesOwnership) {
      return { ok: true, value: { step, kind: 'unchanged' } };
    }
    const resource = step.awaitsDefinition
      ? await this.#served()
      : { ok: true as const, value: step.resource };
    if (!resource.ok) return resource;
    const known = preview.kind === 'conflict' ? preview.conflicts : [];
    const sent = await this.#sendAsDecided(resource.value, decision, known);
    if (sent === 'cancel' || !sent.ok) return sent;
    if (isDefinition(step)) {
      const established = await awaitDefinition(refOf(step, resource.value), this.#ports, this.#signal);
      if (!established.ok) return established;
    }
    return { ok: true, value: { step, kind: 'applied', object: sent.value } };
  }

  #served(): Promise<Result<ResourceKind>> {
    return awaitServed(this.#step, this.#ports, this.#signal);
  }

  async #sendAsDecided(
    resource: ResourceKind,
    decision: ConflictDecision | undefined,
    known: readonly FieldConflict[],
  ): Promise<Result<WireObject> | 'cancel'> {
    const sent = await this.#send(resource, decision, known);
    if (sent.ok) return sent;
    // The conflict came up only now: another manager was quicker, or the step could not be checked before.
    const conflicts = readConflicts(sent.failure, this.#step.object);
    if (conflicts.length === 0) return sent;
    const late = await this.#decisions.onConflict(this.#step, conflicts);
    return late === 'cancel' ? 'cancel' : await this.#send(resource, late, [...known, ...conflicts]);
  }

  async #send(
    resource: ResourceKind,
    decision: ConflictDecision | undefined,
    conflicts: readonly FieldConflict[],
  ): Promise<Result<WireObject>> {
    for (let retry = 0; ; retry++) {
      const sent = await this.#sendOnce(resource, decision, conflicts);
      if (sent.ok || !isMissingAccount(sent.failure) || retry === accountRetries) return sent;
      await sleep(this.#ports.clock, accountRetryMs, this.#signal);
      if (this.#signal?.aborted) return sent;
    }
  }

  #sendOnce(
    resource: ResourceKind,
    decision: ConflictDecision | undefined,
    conflicts: readonly FieldConflict[],
  ): Promise<Result<WireObject>> {
    const { store } = this.#ports;
    const { action, object } = this.#step;
    if (action === 'create') return store.create(resource, object, { fieldValidation: 'Strict' });
    const fields = conflicts.map(conflict => conflict.path).filter(path => path.length > 0);
    const sent = decision === 'keepTheirs' ? withoutFields(object, fields) : object;
    const force = decision === 'takeOver';
    return store.apply(refOf(this.#step, resource), sent, { fieldManager, fieldValidation: 'Strict', force });
  }
}

/** A bare pod in a namespace that is a moment old is refused until its default account has been made. */
function isMissingAccount(failure: Failure): boolean {
  return failure.kind === 'forbidden' && /serviceaccount "[^"]*" not found/i.test(failure.message);
}
