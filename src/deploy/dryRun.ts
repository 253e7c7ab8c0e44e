import type { Result } from '../cluster/failure.ts';
import type { Discovery, ObjectStore } from '../cluster/ports.ts';
import { type DeployPlan, makePlan, stepTitle } from './plan.ts';
import { type PreviewOptions, previewPlan, refOf, type StepPreview } from './previewPlan.ts';
import { type Project, readManifest } from './project.ts';
import { type ResolvedStep, resolvePlan } from './resolvePlan.ts';
import { serverProblems } from './serverProblems.ts';
import type { TextRange } from './textRange.ts';

/** What a server says of a place in a manifest. */
export interface ServerAnswer {
  readonly range: TextRange;
  readonly severity: 'error' | 'warning' | 'information';
  readonly says: Saying;
}

/** What is said: the server's own words, or a case that the caller words. */
export type Saying =
  | { readonly kind: 'refused'; readonly message: string }
  /** The namespace or the definition that it needs is made by the same file. */
  | { readonly kind: 'notCheckable'; readonly waitsFor: 'namespace' | 'definition' }
  | { readonly kind: 'notServed'; readonly apiVersion: string; readonly what: string }
  | { readonly kind: 'owned'; readonly manager: string; readonly field: string };

/** What a server says of a whole file. */
export interface DryRunReport {
  readonly answers: readonly ServerAnswer[];
  /** Objects that it takes as they are, by their titles. */
  readonly taken: readonly string[];
  readonly total: number;
}

export interface DryRunPorts {
  readonly store: ObjectStore;
  readonly discovery: Discovery;
}

export interface DryRunOptions extends PreviewOptions {
  /** Namespace of objects that name none. */
  readonly namespace: string;
}

/**
 * Sends every object of a manifest to a server that judges it and changes nothing: as a creation, or as an application
 * onto the live object where there is one. A failure that is none of the manifest's ends the whole.
 */
export async function dryRun(
  file: { readonly path: string; readonly text: string },
  { store, discovery }: DryRunPorts,
  options: DryRunOptions,
): Promise<Result<DryRunReport>> {
  const project = readManifest(file);
  const plan = makePlan(project, options.namespace);
  const resolved = await resolvePlan(plan, discovery);
  if (!resolved.ok) return resolved;
  const steps = await asTheyStand(resolved.value, store, options.signal);
  const previews = await previewPlan(steps, store, options);
  if (!previews.ok) return previews;
  return { ok: true, value: reportOf(project, plan, previews.value) };
}

/** What is not there yet is created: a creation is told of everything that is wrong, an application of the first thing. */
async function asTheyStand(
  steps: readonly ResolvedStep[],
  store: ObjectStore,
  signal: AbortSignal | undefined,
): Promise<readonly ResolvedStep[]> {
  const stand: ResolvedStep[] = [];
  for (const step of steps) {
    const live =
      step.resource === undefined || step.action === 'create' || step.awaitsDefinition
        ? undefined
        : await store.get(refOf(step, step.resource), signal);
    const isNew = live !== undefined && !live.ok && live.failure.kind === 'notFound';
    stand.push(isNew ? { ...step, action: 'create' } : step);
  }
  return stand;
}

function reportOf(project: Project, plan: DeployPlan, previews: readonly StepPreview[]): DryRunReport {
  const flaws = plan.problems.map(
    ({ range, message }): ServerAnswer => ({
      range,
      severity: 'error',
      says: { kind: 'refused', message },
    }),
  );
  return {
    answers: [...flaws, ...previews.flatMap(answersTo)],
    taken: previews
      .filter(preview => preview.kind === 'checked')
      .map(preview => stepTitle({ ...preview.step, action: 'apply' })),
    total: Math.max(project.documents.length, previews.length),
  };
}

function answersTo(preview: StepPreview): readonly ServerAnswer[] {
  const { document, apiVersion, kind } = preview.step;
  switch (preview.kind) {
    case 'checked':
      return [];
    case 'refused':
      return serverProblems(preview.failure, document).map(({ range, message }) => ({
        range,
        severity: 'error',
        says: { kind: 'refused', message },
      }));
    case 'conflict':
      return preview.conflicts.map(({ field, manager, path }) => ({
        range: document.rangeOf(path, 'key'),
        severity: 'warning',
        says: { kind: 'owned', manager, field },
      }));
    case 'notCheckable':
      return [
        {
          range: document.rangeOf(['kind']),
          severity: 'information',
          says: { kind: 'notCheckable', waitsFor: preview.waitsFor },
        },
      ];
    case 'notServed':
      return [
        {
          range: document.rangeOf(['kind']),
          severity: 'warning',
          says: { kind: 'notServed', apiVersion, what: kind },
        },
      ];
  }
}
