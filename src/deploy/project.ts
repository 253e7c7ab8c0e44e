import { isRecord, textAt } from '../cluster/wireReader.ts';
import { documentsOf, type ManifestDocument } from './manifestDocument.ts';
import { type TextRange, textStart } from './textRange.ts';
import { type ParsedYaml, parseYaml } from './yamlDocuments.ts';

/** A file of a project. `path` is relative to the project, with `/`. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

/** Something that was left out, and why. */
export interface Skipped {
  readonly path: string;
  readonly why: string;
}

/** Something that keeps a project from being deployed, at its place. */
export interface ProjectProblem {
  readonly file: string;
  readonly range: TextRange;
  readonly message: string;
}

/** What a folder or a file asks a cluster to hold. */
export interface Project {
  /** In the order of files and documents. */
  readonly documents: readonly ManifestDocument[];
  readonly skipped: readonly Skipped[];
  readonly problems: readonly ProjectProblem[];
}

/** A project of nothing. */
export const emptyProject: Project = { documents: [], skipped: [], problems: [] };

/** Reads the objects of one manifest file. `isRendered` says that kustomize wrote the text. */
export function readManifest(file: ProjectFile, isRendered = false): Project {
  const yaml = parseYaml(file.text);
  const broken = yaml.filter(document => document.problems.length > 0);
  const why = whyNoManifest(file, yaml, broken.length > 0);
  if (why !== undefined) return { ...emptyProject, skipped: [{ path: file.path, why }] };
  const sound = yaml.filter(document => document.problems.length === 0);
  return {
    documents: sound
      .filter(document => isAsking(document.value))
      .flatMap(document => documentsOf(file.path, document, isRendered)),
    skipped: sound
      .filter(document => !isAsking(document.value))
      .map(document => ({ path: file.path, why: `document ${document.index + 1} is no Kubernetes object` })),
    problems: broken.flatMap(document =>
      document.problems.map(problem => ({
        file: file.path,
        range: isRendered ? textStart : problem.range,
        message: problem.message,
      })),
    ),
  };
}

/** Puts projects together, in the given order. */
export function joinProjects(projects: readonly Project[]): Project {
  return {
    documents: projects.flatMap(project => project.documents),
    skipped: projects.flatMap(project => project.skipped),
    problems: projects.flatMap(project => project.problems),
  };
}

function whyNoManifest(
  file: ProjectFile,
  yaml: readonly ParsedYaml[],
  isBroken: boolean,
): string | undefined {
  if (isBroken) {
    if (/\{\{-?\s/.test(file.text)) return 'a template: render it first';
    return /^(?:apiVersion|kind)\s*:/m.test(file.text) ? undefined : 'no Kubernetes manifest';
  }
  if (yaml.length === 0) return 'empty';
  if (!yaml.some(document => isAsking(document.value))) return 'no Kubernetes manifest';
  const tools = yaml.map(document => toolOf(document.value));
  return tools.every(tool => tool !== undefined) ? `configuration of ${tools[0]}` : undefined;
}

/** Tells whether a document wants to be an object of a cluster, be it incomplete. */
function isAsking(value: unknown): boolean {
  if (!isRecord(value) || toolOf(value) !== undefined) return false;
  const hasApiVersion = textAt(value, 'apiVersion') !== undefined;
  const hasKind = textAt(value, 'kind') !== undefined;
  // Many tools have a file with a `kind` of their own: alone it says little, beside `metadata` or `spec` it says enough.
  return (
    (hasApiVersion && hasKind) || ((hasApiVersion || hasKind) && ('metadata' in value || 'spec' in value))
  );
}

/** Groups of files that look like manifests and are read by a tool on the user's side, never by a cluster. */
const toolsByGroup: ReadonlyMap<string, string> = new Map([
  ['kustomize.config.k8s.io', 'kustomize'],
  ['config.kubernetes.io', 'kustomize'],
  ['builtin', 'kustomize'],
  ['kind.x-k8s.io', 'kind'],
  ['k3d.io', 'k3d'],
  ['skaffold', 'Skaffold'],
  ['kubeadm.k8s.io', 'kubeadm'],
  ['kubelet.config.k8s.io', 'the kubelet'],
  ['kubeproxy.config.k8s.io', 'kube-proxy'],
  ['kubescheduler.config.k8s.io', 'the scheduler'],
  ['apiserver.config.k8s.io', 'the API server'],
  ['audit.k8s.io', 'the API server'],
  ['client.authentication.k8s.io', 'kubectl'],
  ['backstage.io', 'Backstage'],
  ['helmfile', 'Helmfile'],
]);

function toolOf(value: unknown): string | undefined {
  const apiVersion = textAt(value, 'apiVersion') ?? '';
  if (apiVersion === 'v1' && textAt(value, 'kind') === 'Config') return 'kubectl';
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? undefined : toolsByGroup.get(apiVersion.slice(0, slash));
}
