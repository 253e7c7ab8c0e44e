import type { CodeLens, Range } from 'vscode-languageserver';
import type { ManifestObject } from '../object.ts';
import type { DocumentTarget, LensCommand, LensCommands, ManifestTarget } from '../protocol.ts';
import type { ManifestDocument } from '../syntax/document.ts';
import { startOf } from '../syntax/node.ts';
import type { OpenFile } from './openFile.ts';

/** Kinds whose pods can be found, by `group/Kind`, and what their pods know them as. */
const followed: Readonly<Record<string, string>> = {
  '/Pod': 'Pod',
  'apps/Deployment': 'Deployment',
  'apps/StatefulSet': 'StatefulSet',
  'apps/DaemonSet': 'DaemonSet',
  'batch/Job': 'Job',
  'batch/CronJob': 'CronJob',
  'serving.kserve.io/InferenceService': 'InferenceService',
  'serving.kserve.io/InferenceGraph': 'InferenceGraph',
  'serving.kserve.io/LLMInferenceService': 'LLMInferenceService',
  'serving.knative.dev/Service': 'KnativeService',
  'machinelearning.seldon.io/SeldonDeployment': 'SeldonDeployment',
  'argoproj.io/Rollout': 'Rollout',
  'argoproj.io/Workflow': 'Workflow',
  'trainer.kubeflow.org/TrainJob': 'JobSet',
  'jobset.x-k8s.io/JobSet': 'JobSet',
  'kubeflow.org/PyTorchJob': 'PyTorchJob',
  'kubeflow.org/TFJob': 'TFJob',
  'kubeflow.org/MPIJob': 'MPIJob',
  'kubeflow.org/XGBoostJob': 'XGBoostJob',
  'kubeflow.org/PaddleJob': 'PaddleJob',
  'kubeflow.org/JAXJob': 'JAXJob',
  'ray.io/RayCluster': 'RayCluster',
  'sparkoperator.k8s.io/SparkApplication': 'SparkApplication',
};

/** Files that look like objects and go to no cluster. */
const ofTools = new Set(['kustomize.config.k8s.io', 'config.kubernetes.io', 'builtin']);

interface Lens extends LensCommand {
  readonly target: DocumentTarget | ManifestTarget;
}

/** What can be done with each document of a file, above its first line. Only for commands that the editor has. */
export function lensesOf(file: OpenFile, commands: LensCommands): CodeLens[] {
  return file.documents().flatMap(document => {
    if (document.root === undefined) return [];
    const start = file.text.positionAt(startOf(document.root));
    const range: Range = { start, end: start };
    return lensesOver(document, file.uri, commands).map(({ title, command, target }) => ({
      range,
      command: { title, command, arguments: [target] },
    }));
  });
}

function lensesOver(
  { objects, index }: ManifestDocument,
  uri: string,
  commands: LensCommands,
): readonly Lens[] {
  const sent = objects.filter(({ group, kind }) => kind !== '' && !ofTools.has(group));
  if (sent.length === 0 || sent.every(({ node, name }) => name === undefined && !isGenerated(node)))
    return [];
  const target: DocumentTarget = { uri, document: index };
  const lenses: Lens[] = [];
  if (commands.deploy) lenses.push({ ...commands.deploy, target });
  if (commands.diff) lenses.push({ ...commands.diff, target: { ...target, isDiff: true } });
  const [only] = sent;
  const followedAs = sent.length === 1 && only !== undefined ? logTarget(only) : undefined;
  if (commands.followLogs && followedAs) lenses.push({ ...commands.followLogs, target: followedAs });
  return lenses;
}

function isGenerated(node: ManifestObject['node']): boolean {
  const metadata = node.entries.find(({ name }) => name === 'metadata')?.value;
  return metadata?.kind === 'map' && metadata.entries.some(({ name }) => name === 'generateName');
}

function logTarget({ group, kind, name, namespace }: ManifestObject): ManifestTarget | undefined {
  const key = `${group}/${kind}`;
  const asPodsKnowIt = Object.hasOwn(followed, key) ? followed[key] : undefined;
  if (asPodsKnowIt === undefined || name === undefined) return undefined;
  return {
    manifest: { kind: asPodsKnowIt, name, ...(namespace === undefined ? {} : { namespace }) },
  };
}
