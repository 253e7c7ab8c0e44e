import type { WireObject } from '../cluster/resource.ts';
import { recordAt, textAt } from '../cluster/wireReader.ts';
import { type ApplyPhase, applyTurn, groupOf } from './applyPhase.ts';
import type { ManifestDocument } from './manifestDocument.ts';
import type { Project, ProjectProblem, Skipped } from './project.ts';
import type { TextRange } from './textRange.ts';

/** One object to be put into a cluster. */
export interface PlanStep {
  /** `create` for objects that let the server choose their name: every run makes one more. */
  readonly action: 'apply' | 'create';
  readonly phase: ApplyPhase;
  readonly apiVersion: string;
  readonly kind: string;
  /** The name, or the `generateName` that the server completes. */
  readonly name: string;
  /**
   * The object's own namespace, or the one that was chosen for those without. Absent where none was chosen. Kinds
   * that have no namespace are told apart only by the cluster, when the plan is resolved.
   */
  readonly namespace?: string;
  readonly document: ManifestDocument;
}

/** What will be done to a cluster, in order. Data: nothing here acts. */
export interface DeployPlan {
  readonly steps: readonly PlanStep[];
  /** A plan with problems is not applied. */
  readonly problems: readonly ProjectProblem[];
  readonly skipped: readonly Skipped[];
}

/**
 * Orders a project's objects for a cluster, and refuses what no cluster could take: an object without `apiVersion`,
 * `kind` or name, or two manifests for one object.
 *
 * @param namespace where objects go that name none; absent while it is not chosen
 */
export function makePlan(project: Project, namespace?: string): DeployPlan {
  const steps: PlanStep[] = [];
  const problems: ProjectProblem[] = [...project.problems];
  for (const document of project.documents) {
    const step = stepOf(document, namespace);
    if ('message' in step) problems.push(step);
    else steps.push(step);
  }
  problems.push(...duplicates(steps));
  return { steps: inOrder(steps), problems, skipped: project.skipped };
}

/** Puts a namespace in front of a plan that needs it and does not bring it. */
export function withNamespace(plan: DeployPlan, namespace: string): DeployPlan {
  const object: WireObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  const range: TextRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const document: ManifestDocument = {
    file: '',
    index: 0,
    item: '',
    isRendered: true,
    object,
    rangeOf: () => range,
  };
  const step = stepOf(document);
  return 'message' in step ? plan : { ...plan, steps: [step, ...plan.steps] };
}

/** A key that is the same for two manifests of one object, whatever the version of their API. */
export function objectKey(step: PlanStep): string {
  return [groupOf(step.apiVersion), step.kind, step.namespace ?? '', step.name].join('/');
}

/** `Deployment churn/churn-scorer`: how a step is called in lists. */
export function stepTitle(step: PlanStep): string {
  const name = step.action === 'create' ? `${step.name}*` : step.name;
  return `${step.kind} ${step.namespace === undefined ? '' : `${step.namespace}/`}${name}`;
}

function stepOf(document: ManifestDocument, namespace?: string): PlanStep | ProjectProblem {
  const { object } = document;
  const apiVersion = textAt(object, 'apiVersion');
  const kind = textAt(object, 'kind');
  const name = textAt(object, 'metadata', 'name');
  const prefix = textAt(object, 'metadata', 'generateName');
  if (apiVersion === undefined) return missing(document, '`apiVersion` is missing');
  if (kind === undefined) return missing(document, '`kind` is missing');
  if (name === undefined && prefix === undefined) {
    return missing(document, `this ${kind} has no name: \`metadata.name\` is missing`, 'metadata');
  }
  const { phase } = applyTurn(groupOf(apiVersion), kind);
  const own = textAt(object, 'metadata', 'namespace');
  const home = own ?? (isKnownClusterWide(apiVersion, kind) ? undefined : namespace);
  return {
    action: name === undefined ? 'create' : 'apply',
    phase,
    apiVersion,
    kind,
    name: name ?? prefix ?? '',
    ...(home === undefined ? {} : { namespace: home }),
    document,
  };
}

function missing(document: ManifestDocument, message: string, ...path: string[]): ProjectProblem {
  return { file: document.file, range: document.rangeOf(path, 'key'), message };
}

/** Kinds of Kubernetes itself that lie in no namespace. Only for the wording of a plan: discovery has the last word. */
const clusterWideKinds = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'ClusterRole.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
  'PriorityClass.scheduling.k8s.io',
  'RuntimeClass.node.k8s.io',
  'StorageClass.storage.k8s.io',
  'VolumeAttributesClass.storage.k8s.io',
  'CSIDriver.storage.k8s.io',
  'DeviceClass.resource.k8s.io',
  'IngressClass.networking.k8s.io',
  'APIService.apiregistration.k8s.io',
  'ClusterServingRuntime.serving.kserve.io',
  'ClusterTrainingRuntime.trainer.kubeflow.org',
  'ClusterWorkflowTemplate.argoproj.io',
  'ResourceFlavor.kueue.x-k8s.io',
  'ClusterQueue.kueue.x-k8s.io',
]);

/** Tells whether a kind is known to lie in no namespace, without asking a cluster. */
export function isKnownClusterWide(apiVersion: string, kind: string): boolean {
  const group = groupOf(apiVersion);
  return (
    group === 'admissionregistration.k8s.io' || clusterWideKinds.has(group === '' ? kind : `${kind}.${group}`)
  );
}

function duplicates(steps: readonly PlanStep[]): readonly ProjectProblem[] {
  const first = new Map<string, PlanStep>();
  const problems: ProjectProblem[] = [];
  for (const step of steps.filter(candidate => candidate.action === 'apply')) {
    const earlier = first.get(objectKey(step));
    if (earlier === undefined) first.set(objectKey(step), step);
    else problems.push(duplicate(earlier, step), duplicate(step, earlier));
  }
  return problems;
}

function duplicate(step: PlanStep, other: PlanStep): ProjectProblem {
  const path = Object.hasOwn(recordAt(step.document.object, 'metadata'), 'name') ? ['metadata', 'name'] : [];
  const { line } = other.document.rangeOf(path).start;
  const place = `${other.document.file}:${line + 1}`;
  return {
    file: step.document.file,
    range: step.document.rangeOf(path),
    message: `${stepTitle(step)} is written twice: also in ${place}`,
  };
}

function inOrder(steps: readonly PlanStep[]): readonly PlanStep[] {
  const rank = (step: PlanStep) => applyTurn(groupOf(step.apiVersion), step.kind).rank;
  return [...steps].sort((a, b) => rank(a) - rank(b));
}

/** Tells whether a project has objects that name no namespace and need one, as far as can be told without a cluster. */
export function needsNamespace(project: Project): boolean {
  return project.documents.some(({ object }) => {
    const apiVersion = textAt(object, 'apiVersion') ?? '';
    const isHomeless = textAt(object, 'metadata', 'namespace') === undefined;
    return isHomeless && !isKnownClusterWide(apiVersion, textAt(object, 'kind') ?? '');
  });
}
