import type { WorkloadFacts } from '../cluster/workload.ts';
import type { InferenceServiceFacts } from '../models/inferenceService.ts';
import { servedByKserve } from '../models/kserve.ts';
import type { ServedModel } from '../models/servedModel.ts';
import { servedByWorkload } from '../models/serving.ts';
import type { FactIndex } from './factIndex.ts';
import { byName } from './nameOrder.ts';
import { SortedList, type Versions } from './sortedList.ts';

/** A served model with what is needed to look at it again once its pods are counted. */
export interface KnownModel {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly model: ServedModel;
  /** Present for models of KServe. */
  readonly service?: InferenceServiceFacts;
}

/** The served models of a cluster, whichever objects stand for them, by name. */
export class ModelIndex {
  readonly #byUid = new Map<string, KnownModel>();
  readonly list: SortedList<KnownModel>;
  readonly ofServices: FactIndex<InferenceServiceFacts>;
  readonly ofWorkloads: FactIndex<WorkloadFacts>;

  constructor(versions: Versions) {
    this.list = new SortedList<KnownModel>(byName, versions);
    this.ofServices = { replace: (before, after) => this.#replace(before?.uid, after && ofService(after)) };
    this.ofWorkloads = { replace: (before, after) => this.#replace(before?.uid, after && ofWorkload(after)) };
  }

  get(uid: string): KnownModel | undefined {
    return this.#byUid.get(uid);
  }

  #replace(oldUid: string | undefined, after: KnownModel | undefined): void {
    const before = oldUid === undefined ? undefined : this.#byUid.get(oldUid);
    if (before !== undefined) this.#byUid.delete(before.uid);
    if (after !== undefined) this.#byUid.set(after.uid, after);
    this.list.replace(before, after);
  }
}

function ofService(service: InferenceServiceFacts): KnownModel {
  const { uid, namespace, name } = service;
  return { uid, namespace, name, model: servedByKserve(service), service };
}

function ofWorkload(workload: WorkloadFacts): KnownModel | undefined {
  const model = servedByWorkload(workload);
  return model && { uid: model.uid, namespace: model.namespace, name: model.name, model };
}
