import { kinds } from '../../cluster/resource.ts';
import type { Change } from '../api/store.ts';
import type { ClusterAccess } from './clusterAccess.ts';
import { setCondition } from './conditions.ts';
import { type Controller, keyOf, ownerKeys, splitKey } from './controller.ts';
import { chooseRuntime, failedRuntimeStatus, type InferenceService, reportStatus } from './kserve.ts';
import { reconcileKnative } from './kserveKnative.ts';
import { reconcileStandard } from './kserveStandard.ts';

/** Makes InferenceServices serve, in the mode that their annotation names (Standard without one). */
export class InferenceServices implements Controller {
  readonly name = 'inferenceservice';
  readonly #access: ClusterAccess;

  constructor(access: ClusterAccess) {
    this.#access = access;
  }

  wake(change: Change): readonly string[] {
    if (change.object.kind === 'InferenceService') return [keyOf(change.object)];
    return change.object.kind === 'Deployment' ? ownerKeys(change, 'InferenceService') : [];
  }

  reconcile(key: string): undefined {
    const service = this.#access.find<InferenceService>(kinds.inferenceServices, ...splitKey(key));
    if (!service || service.metadata.deletionTimestamp) return;
    const runtime = chooseRuntime(this.#access, service);
    const mode = modeOf(service);
    if (service.spec.predictor.model && !runtime) return this.#refuse(service, mode);
    if (mode === 'Knative') reconcileKnative(this.#access, service, runtime);
    else reconcileStandard(this.#access, service, runtime);
  }

  #refuse(service: InferenceService, mode: string): undefined {
    const now = this.#access.objects.now();
    reportStatus(this.#access, service, draft => {
      const conditions = ['IngressReady', 'PredictorReady', 'Ready'].reduce(
        (list, type) => setCondition(list, { type, status: 'Unknown' }, now),
        draft.status?.conditions ?? [],
      );
      draft.status = { ...failedRuntimeStatus(mode), conditions };
    });
    const format = service.spec.predictor.model?.modelFormat;
    this.#access.record(service, 'v1beta1Controllers', {
      type: 'Warning',
      reason: 'InternalError',
      message: `no runtime found to support predictor with model type: {${format?.name} ${format?.version ?? '<nil>'}}`,
    });
  }
}

/** The old words for the modes are still understood. */
function modeOf(service: InferenceService): 'Standard' | 'Knative' {
  const word = service.metadata.annotations?.['serving.kserve.io/deploymentMode'];
  return word === 'Knative' || word === 'Serverless' ? 'Knative' : 'Standard';
}
