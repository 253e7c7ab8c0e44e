import { succeed } from '../base/outcome.ts';
import type { Result } from '../cluster/failure.ts';
import type { Discovery } from '../cluster/ports.ts';
import type { ResourceKind, WireObject } from '../cluster/resource.ts';
import { listAt, recordAt, textAt } from '../cluster/wireReader.ts';
import { groupOf } from './applyPhase.ts';
import type { DeployPlan, PlanStep } from './plan.ts';

/** A step that knows what the cluster calls its kind. */
export interface ResolvedStep extends PlanStep {
  /** Absent where the cluster does not serve the kind and the plan does not bring its definition. */
  readonly resource?: ResourceKind;
  /** The kind is served only after the plan's own definition is in place. */
  readonly awaitsDefinition: boolean;
  /** The object as it is sent: in its namespace. */
  readonly object: WireObject;
}

/**
 * Finds every step's kind in a cluster, and so whether it lies in a namespace: then its own, else the plan's, else
 * `default`. A namespace on an object whose kind has none is dropped, as the server would.
 */
export async function resolvePlan(
  plan: DeployPlan,
  discovery: Discovery,
): Promise<Result<readonly ResolvedStep[]>> {
  const brought = definedKinds(plan);
  const steps: ResolvedStep[] = [];
  for (const step of plan.steps) {
    const found = await discovery.findKind(step.apiVersion, step.kind, { refresh: steps.length === 0 });
    if (!found.ok) return found;
    const promised = brought.get(`${step.apiVersion} ${step.kind}`);
    const resource = found.value ?? promised;
    steps.push(placed(step, resource, found.value === undefined && promised !== undefined));
  }
  return succeed(steps);
}

function placed(step: PlanStep, resource: ResourceKind | undefined, awaitsDefinition: boolean): ResolvedStep {
  const { namespace: chosen, ...rest } = step;
  const { namespace: _, ...metadata } = recordAt(step.document.object, 'metadata');
  if (resource === undefined) return { ...step, awaitsDefinition, object: step.document.object };
  if (!resource.isNamespaced) {
    return { ...rest, resource, awaitsDefinition, object: { ...step.document.object, metadata } };
  }
  const namespace = chosen ?? 'default';
  const object = { ...step.document.object, metadata: { ...metadata, namespace } };
  return { ...rest, namespace, resource, awaitsDefinition, object };
}

/** What the plan's own CustomResourceDefinitions will make the cluster serve, by `apiVersion kind`. */
function definedKinds(plan: DeployPlan): ReadonlyMap<string, ResourceKind> {
  const defined = new Map<string, ResourceKind>();
  for (const step of plan.steps.filter(isDefinition)) {
    const { object } = step.document;
    const group = textAt(object, 'spec', 'group') ?? '';
    const kind = textAt(object, 'spec', 'names', 'kind') ?? '';
    const plural = textAt(object, 'spec', 'names', 'plural') ?? '';
    const isNamespaced = textAt(object, 'spec', 'scope') !== 'Cluster';
    for (const item of listAt(object, 'spec', 'versions')) {
      const version = textAt(item, 'name') ?? '';
      defined.set(`${group}/${version} ${kind}`, { group, version, plural, kind, isNamespaced });
    }
  }
  return defined;
}

/** Tells whether a step defines a kind. */
export function isDefinition(step: PlanStep): boolean {
  return step.kind === 'CustomResourceDefinition' && groupOf(step.apiVersion) === 'apiextensions.k8s.io';
}
