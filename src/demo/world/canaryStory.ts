import { kinds } from '../../cluster/resource.ts';
import type { InferenceService } from '../simulation/kserve.ts';

import { hourMs, minuteMs, secondMs, type Timeline } from './timeline.ts';
import { inferenceService } from './workloads.ts';

const name = 'fraud';
const uriOf = (version: number) => `gs://demo-models/fraud/v${version}`;
/** The shares that a new version goes through; after the last it has all. */
const steps = [10, 50] as const;
const stepMs = 2 * minuteMs;
const restMs = 6 * minuteMs;

/**
 * A model under progressive delivery: every few minutes a new version gets 10 % of the traffic, then 50 %, then all of
 * it. When the world is first shown, the second version has just got its first 10 %.
 */
export function addCanary(timeline: Timeline): void {
  timeline.create(
    48 * hourMs,
    kinds.inferenceServices,
    'models',
    inferenceService(name, 'Knative', {
      minReplicas: 1,
      maxReplicas: 5,
      model: {
        modelFormat: { name: 'xgboost' },
        storageUri: uriOf(1),
        resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } },
      },
    }),
  );
  timeline.ago(30 * secondMs, () => beginCanary(timeline, 2));
}

function beginCanary(timeline: Timeline, version: number): void {
  edit(timeline, service => {
    service.spec.predictor.canaryTrafficPercent = steps[0];
    const { model } = service.spec.predictor;
    if (model) model.storageUri = uriOf(version);
  });
  timeline.access.clock.after(stepMs, () => widenCanary(timeline, version, 1));
}

function widenCanary(timeline: Timeline, version: number, step: number): void {
  const percent = steps[step];
  edit(timeline, service => {
    if (percent === undefined) delete service.spec.predictor.canaryTrafficPercent;
    else service.spec.predictor.canaryTrafficPercent = percent;
  });
  const { clock } = timeline.access;
  if (percent === undefined) clock.after(restMs, () => beginCanary(timeline, version + 1));
  else clock.after(stepMs, () => widenCanary(timeline, version, step + 1));
}

/** Whoever deleted the service is not argued with. */
function edit(timeline: Timeline, change: (service: InferenceService) => void): void {
  const service = timeline.access.find<InferenceService>(kinds.inferenceServices, 'models', name);
  if (service) timeline.access.edit(kinds.inferenceServices, service, change, 'progressive-delivery');
}
