import { kinds, type ResourceKind } from '../cluster/resource.ts';
import type { ModelRevision, ModelState, ServedModel } from '../models/servedModel.ts';
import { moment } from './moment.ts';
import { joined, oneLine, optionalDescription, tooltipOf } from './rowText.ts';
import { objectTokens } from './rowTokens.ts';
import type { RowTone, TreeRow } from './treeRow.ts';

/** The pods of a model, as far as they are known. */
export interface ModelPods {
  readonly readyCount: number;
  readonly count: number;
}

interface Look {
  readonly word: string;
  readonly icon: string;
  readonly tone: RowTone;
}

const looks: Readonly<Record<ModelState, Look>> = {
  ready: { word: 'Ready', icon: 'pass', tone: 'good' },
  asleep: { word: 'Asleep', icon: 'coffee', tone: 'muted' },
  progressing: { word: 'Progressing', icon: 'sync', tone: 'busy' },
  failing: { word: 'Failing', icon: 'error', tone: 'bad' },
  stopped: { word: 'Stopped', icon: 'debug-pause', tone: 'muted' },
};

const resources: Readonly<Record<ServedModel['kind'], ResourceKind>> = {
  InferenceService: kinds.inferenceServices,
  Deployment: kinds.deployments,
  StatefulSet: kinds.statefulSets,
};

/**
 * A served model as a row.
 *
 * @param pods its pods; absent while they are not known
 */
export function modelRow(id: string, model: ServedModel, pods: ModelPods | undefined): TreeRow {
  const look = looks[model.state];
  return {
    id,
    label: model.name,
    ...optionalDescription(
      joined(
        look.word,
        model.problem === undefined ? undefined : oneLine(model.problem),
        replicas(model, pods),
        trafficSplit(model),
        joined(model.system, model.format),
        model.namespace,
      ),
    ),
    icon: look.icon,
    tone: look.tone,
    tooltip: modelTooltip(model, look.word, pods),
    tokens: objectTokens('model', 'canLog', 'canDrift'),
    isExpandable: true,
    ref: { kind: resources[model.kind], namespace: model.namespace, name: model.objectName },
  };
}

/** A revision of a model as a row, with its share of the traffic. */
export function revisionRow(id: string, revision: ModelRevision, pods: ModelPods | undefined): TreeRow {
  const tone = revision.problem !== undefined ? 'bad' : revision.isReady === false ? 'busy' : 'good';
  return {
    id,
    label: revision.name,
    ...optionalDescription(
      joined(
        `${revision.trafficPercent} %`,
        revision.isLatest && 'latest',
        revision.tag,
        revision.isReady === false && 'not ready',
        revision.problem === undefined ? undefined : oneLine(revision.problem),
        pods === undefined ? undefined : `${pods.readyCount}/${pods.count} ready`,
      ),
    ),
    icon: 'git-commit',
    tone,
    tooltip: tooltipOf(revision.name, [
      ['Traffic', `${revision.trafficPercent} %`],
      ['Tag', revision.tag],
      ['URL', revision.url],
      ['Why', revision.problem],
    ]),
    tokens: ['revision'],
    isExpandable: (pods?.count ?? 0) > 0,
  };
}

function replicas({ scale, state }: ServedModel, pods: ModelPods | undefined): string | undefined {
  if (state === 'asleep' || state === 'stopped') return undefined;
  if (scale.wanted !== undefined) return `${scale.ready ?? 0}/${scale.wanted} ready`;
  return pods === undefined ? undefined : `${pods.readyCount}/${pods.count} ready`;
}

function trafficSplit({ revisions }: ServedModel): string | undefined {
  const taking = revisions.filter(({ trafficPercent }) => trafficPercent > 0);
  return taking.length < 2
    ? undefined
    : taking.map(({ trafficPercent }) => `${trafficPercent} %`).join(' : ');
}

function modelTooltip(model: ServedModel, word: string, pods: ModelPods | undefined) {
  return tooltipOf(model.name, [
    ['State', word],
    ['Why', model.problem],
    ['Namespace', model.namespace],
    ['Served by', model.mode === undefined ? model.system : `${model.system} (${model.mode})`],
    ['Object', model.objectName === model.name ? undefined : `${model.kind} ${model.objectName}`],
    ['Format', model.format],
    ['Model', model.storageUri],
    ['Runtime', model.runtime],
    ['URL', model.url],
    ['Replicas', replicas(model, pods)],
    ['Scales', bounds(model)],
    ...model.revisions.map(
      ({ name, trafficPercent }) => [`Revision ${name}`, `${trafficPercent} %`] as const,
    ),
    ['Created', moment(model.createdAtMs)],
  ]);
}

function bounds({ scale }: ServedModel): string | undefined {
  const { minReplicas, maxReplicas, target } = scale;
  if (minReplicas === undefined && maxReplicas === undefined) return target;
  return joined(`${minReplicas ?? 1} to ${maxReplicas ?? 'any number of'} replicas`, target);
}
