import type { Translate } from '../cluster/failureWords.ts';
import type { PodFacts } from '../cluster/pod.ts';
import { servedByKserve } from '../models/kserve.ts';
import type { ModelRevision, ModelState, ServedModel } from '../models/servedModel.ts';
import type { ClusterIndex } from './clusterIndex.ts';
import type { AnyStore } from './factStore.ts';
import type { KnownModel } from './modelIndex.ts';
import { type ModelPods, modelRow, revisionRow } from './modelRow.ts';
import { podRow, problemOfPods } from './podRow.ts';
import { idOf, parseSegment, type RowPath, segment } from './rowPath.ts';
import { joined, optionalDescription } from './rowText.ts';
import { type ChildRows, firstRows, isKnown, joinRows, noRows, type Section } from './section.ts';
import type { TreeRow } from './treeRow.ts';
import { workloadKey } from './workloadNames.ts';

/** The states in the order of a summary; texts with a place for the count. */
const stateTexts: readonly (readonly [ModelState, string])[] = [
  ['ready', '{0} ready'],
  ['asleep', '{0} asleep'],
  ['progressing', '{0} progressing'],
  ['failing', '{0} failing'],
  ['stopped', '{0} stopped'],
];

/** The models that the cluster serves, their revisions with traffic, and their pods. */
export class ModelsSection implements Section {
  readonly id = 'models';
  readonly emptyText: string;
  readonly emptyAction = 'deployProject';
  readonly stores: readonly AnyStore[];
  readonly summaryStores: readonly AnyStore[];
  readonly #index: ClusterIndex;
  readonly #t: Translate;

  constructor(index: ClusterIndex, translate: Translate) {
    this.#index = index;
    this.#t = translate;
    this.emptyText = translate('No models yet');
    this.stores = [index.inferenceServices, index.deployments, index.statefulSets, index.pods];
    this.summaryStores = this.stores;
  }

  groupRow(): TreeRow {
    const states = this.#index.models.list.values().map(known => this.#modelNow(known).state);
    const count = (wanted: ModelState) => states.filter(state => state === wanted).length;
    const parts = stateTexts.map(([state, text]) =>
      count(state) > 0 ? this.#t(text, count(state)) : undefined,
    );
    const { inferenceServices, deployments, statefulSets } = this.#index;
    const isFound = isKnown([inferenceServices, deployments, statefulSets]);
    return {
      id: this.id,
      label: this.#t('Models'),
      ...optionalDescription(isFound ? (joined(...parts) ?? this.#t('none')) : undefined),
      icon: 'rocket',
      tone: count('failing') > 0 ? 'bad' : 'plain',
      tokens: ['group'],
      isExpandable: true,
    };
  }

  rowAt(path: RowPath): TreeRow | undefined {
    const model = this.#modelAt(path);
    if (model === undefined) return undefined;
    if (path.length === 2) return this.#row(idOf(path), model);
    const revision = revisionAt(path, model);
    return revision && this.#revisionRow(idOf(path), model, revision);
  }

  childrenOf(path: RowPath, limit: number): ChildRows {
    if (path.length === 1) {
      return firstRows(this.#index.models.list.values(), limit, known =>
        this.#row(`${this.id}/${segment('model', known.uid)}`, this.#modelNow(known)),
      );
    }
    const model = this.#modelAt(path);
    if (model === undefined) return noRows;
    const id = idOf(path);
    if (path.length === 2) return this.#belowModel(id, model, limit);
    const revision = revisionAt(path, model);
    return revision === undefined ? noRows : podRows(id, this.#podsOf(model, revision), limit);
  }

  stampOf(path: RowPath): string {
    const { models, pods } = this.#index;
    if (path.length === 1) return `${models.list.version}|${pods.version}`;
    const model = this.#modelAt(path);
    return `${models.list.version}|${model === undefined ? '' : this.#podsVersion(model)}`;
  }

  #belowModel(id: string, model: ServedModel, limit: number): ChildRows {
    const revisions = firstRows(model.revisions, limit, revision =>
      this.#revisionRow(`${id}/${segment('revision', revision.name)}`, model, revision),
    );
    const ofRevisions = new Set(model.revisions.flatMap(revision => this.#podsOf(model, revision)));
    const others = this.#allPods(model).filter(pod => !ofRevisions.has(pod));
    return joinRows(revisions, podRows(id, others, limit));
  }

  #modelAt(path: RowPath): ServedModel | undefined {
    const { type, key } = parseSegment(path[1]);
    const known = type === 'model' ? this.#index.models.get(key) : undefined;
    return known && this.#modelNow(known);
  }

  /** Whether a model sleeps is told by its pods, which may come and go without a word in the object itself. */
  #modelNow({ model, service }: KnownModel): ServedModel {
    if (service === undefined || model.scale.minReplicas !== 0) return model;
    const { pods, podsByTie } = this.#index;
    return pods.state.kind === 'live' ? servedByKserve(service, podsByTie.count(podKey(model))) : model;
  }

  #row(id: string, model: ServedModel): TreeRow {
    const pods = this.#allPods(model);
    return modelRow(id, withReason(model, pods), this.#count(pods));
  }

  #revisionRow(id: string, model: ServedModel, revision: ModelRevision): TreeRow {
    return revisionRow(id, revision, this.#count(this.#podsOf(model, revision)));
  }

  #count(pods: readonly PodFacts[]): ModelPods | undefined {
    if (!isKnown([this.#index.pods])) return undefined;
    const serving = pods.filter(pod => pod.status !== 'Terminating' && pod.status !== 'Completed');
    const ready = serving.filter(pod => pod.containerCount > 0 && pod.readyCount === pod.containerCount);
    return { readyCount: ready.length, count: serving.length };
  }

  #allPods(model: ServedModel): readonly PodFacts[] {
    const { podsByTie, podsByWorkload } = this.#index;
    return (isOfKserve(model) ? podsByTie : podsByWorkload).values(podKey(model));
  }

  #podsVersion(model: ServedModel): number {
    const { podsByTie, podsByWorkload } = this.#index;
    return (isOfKserve(model) ? podsByTie : podsByWorkload).version(podKey(model));
  }

  #podsOf(model: ServedModel, revision: ModelRevision): readonly PodFacts[] {
    return this.#allPods(model).filter(pod => isOfRevision(pod, model, revision));
  }
}

/** While a model comes up, its pods know better than its conditions what it waits for. */
function withReason(model: ServedModel, pods: readonly PodFacts[]): ServedModel {
  if (model.state === 'progressing') return { ...model, problem: problemOfPods(pods) ?? model.problem };
  if (model.state === 'failing') return { ...model, problem: model.problem ?? problemOfPods(pods) };
  return model;
}

/** Knative labels its pods with their revision; in Standard mode a canary has a Deployment of its own. */
function isOfRevision({ tie, workload }: PodFacts, model: ServedModel, { name }: ModelRevision): boolean {
  if (tie?.revision !== undefined) return tie.revision === name;
  const deploymentOf = (revision: string) => `${model.objectName}-${revision}-predictor`;
  if (name !== 'stable') return workload?.name === deploymentOf(name);
  const isOfCanary = model.revisions.some(revision => workload?.name === deploymentOf(revision.name));
  return tie?.role === 'predictor' && !isOfCanary;
}

function isOfKserve(model: ServedModel): boolean {
  return model.kind === 'InferenceService';
}

function podKey({ namespace, kind, objectName }: ServedModel): string {
  return workloadKey(namespace, { kind, name: objectName });
}

function revisionAt(path: RowPath, model: ServedModel): ModelRevision | undefined {
  const { type, key } = parseSegment(path[2]);
  if (type !== 'revision' || path.length !== 3) return undefined;
  return model.revisions.find(({ name }) => name === key);
}

function podRows(id: string, pods: readonly PodFacts[], limit: number): ChildRows {
  return firstRows(pods, limit, pod => podRow(`${id}/${segment('pod', pod.uid)}`, pod));
}
