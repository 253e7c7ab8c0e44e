import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { given, givenAmong, givenEntry, mapsAt, repeatsAmong, wholeNumber } from './given.ts';
import { componentsOf, deploymentModeOf } from './kserve.ts';
import { perhapsMendedBy, removeField, repeating } from './mend.ts';

/** Both ways of KServe to send a share of the traffic to a new version (inference_service_validation.go). */
export const inferenceServiceCanaryRules: RuleSet = {
  facts: [
    {
      id: 'kserve/canary-mode',
      severity: 'error',
      summary: 'The list of canaries is for Standard mode; canaryTrafficPercent is for Knative mode.',
      why: 'The webhook refuses spec.canary in Knative mode. In Standard mode nothing reads canaryTrafficPercent, so all traffic goes to the new version at once.',
    },
    {
      id: 'kserve/canary-traffic',
      severity: 'error',
      summary: 'Shares of canary traffic lie from 0 to 100 percent, and together leave none above 100.',
      why: 'The webhook refuses more than the whole; Knative refuses a share outside 0 to 100.',
    },
    {
      id: 'kserve/canary-predictor',
      severity: 'error',
      summary:
        'A canary has a name of its own, and leaves scaling to the stable predictor, which uses model.',
      why: 'The webhook refuses canaries without a unique name, those that scale by themselves, and those of a predictor without model.',
    },
  ],
  kinds: { 'serving.kserve.io/InferenceService': judge },
};

function judge(object: ManifestObject, report: Report): void {
  if (object.version !== 'v1beta1') return;
  for (const { node } of componentsOf(object)) judgePercent(object, node, report);
  const canary = givenEntry(mapAt(object.node, 'spec'), 'canary');
  if (canary === undefined) return;
  const items = mapsAt(object.node, 'spec', 'canary');
  if (items.length === 0) return;
  if (deploymentModeOf(object) === 'Knative')
    report(
      'kserve/canary-mode',
      canary.key,
      say`spec.canary is for Standard mode; in Knative mode set canaryTrafficPercent in the predictor.`,
    );
  const stable = mapAt(object.node, 'spec', 'predictor');
  judgeShares(items, report);
  judgeNames(items, stable, report);
  if (stable !== undefined && given(stable, 'model') === undefined)
    report(
      'kserve/canary-predictor',
      stable,
      say`A service with canaries needs a predictor with a model block.`,
      { missing: 'model' },
    );
  for (const item of items) judgePredictor(mapAt(item, 'predictor'), stable, report);
}

function judgePercent(object: ManifestObject, component: MapNode, report: Report): void {
  const entry = givenEntry(component, 'canaryTrafficPercent');
  const share = wholeNumber(entry?.value);
  if (entry === undefined) return;
  if (share !== undefined && (share < 0 || share > 100))
    report(
      'kserve/canary-traffic',
      entry.value,
      say`A share of traffic lies from 0 to 100 percent; this is ${share}.`,
    );
  else if (deploymentModeOf(object) === 'Standard')
    report(
      'kserve/canary-mode',
      entry.key,
      say`Nothing reads canaryTrafficPercent in Standard mode; since KServe 0.20 list the new version in spec.canary instead.`,
      {
        severity: 'warning',
        ...perhapsMendedBy(() => removeField(entry.key)),
      },
    );
}

function judgeShares(items: readonly MapNode[], report: Report): void {
  let sum = 0;
  for (const item of items) {
    const value = given(item, 'trafficPercent');
    const share = wholeNumber(value);
    if (value === undefined || share === undefined || share < 0 || share > 100) continue;
    sum += share;
    if (sum > 100) {
      report(
        'kserve/canary-traffic',
        value,
        say`The canaries ask for ${sum} percent of the traffic together; 100 is all there is.`,
      );
      return;
    }
  }
}

function nameOf(predictor: MapNode | undefined): ScalarNode | undefined {
  const name = given(predictor, 'name');
  return name?.kind === 'scalar' ? name : undefined;
}

function judgeNames(items: readonly MapNode[], stable: MapNode | undefined, report: Report): void {
  const predictors = items.map(item => mapAt(item, 'predictor'));
  for (const predictor of predictors) {
    const name = nameOf(predictor);
    if (predictor !== undefined && name === undefined)
      report(
        'kserve/canary-predictor',
        predictor,
        say`Each canary needs a name, after which its workload is called.`,
        { missing: 'name' },
      );
  }
  for (const { again, first } of repeatsAmong([nameOf(stable), ...predictors.map(nameOf)]))
    report(
      'kserve/canary-predictor',
      again,
      say`The predictor name ${again.text} is used twice; the workloads would clash.`,
      repeating(first),
    );
}

const ofStable = ['workerSpec', 'maxReplicas', 'scaleTarget', 'scaleMetric', 'autoScaling'];

function judgePredictor(predictor: MapNode | undefined, stable: MapNode | undefined, report: Report): void {
  for (const { key } of givenAmong(predictor, ofStable))
    report(
      'kserve/canary-predictor',
      key,
      say`A canary takes no ${key.text}; it is scaled with the stable predictor.`,
      perhapsMendedBy(() => removeField(key)),
    );
  const own = given(predictor, 'minReplicas');
  const count = wholeNumber(own);
  const limit = given(stable, 'minReplicas');
  const most = limit === undefined ? 1 : wholeNumber(limit);
  if (own !== undefined && count !== undefined && most !== undefined && count > most)
    report(
      'kserve/canary-predictor',
      own,
      say`The canary asks for ${count} replicas at least, more than the stable predictor (${most}).`,
    );
}
