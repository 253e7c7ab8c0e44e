import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { given, givenEntry, mapsAt, wholeNumber } from './given.ts';
import { judgeModifiers } from './kedaModifiers.ts';
import { judgeTriggers } from './kedaTriggers.ts';
import { perhapsMendedBy, removeField } from './mend.ts';

/** What KEDA's webhook and operator refuse in ScaledObjects and ScaledJobs (apis/keda/v1alpha1). */
export const kedaRules: RuleSet = {
  facts: [
    {
      id: 'keda/replicas',
      severity: 'error',
      summary: 'minReplicaCount is not above maxReplicaCount, and idleReplicaCount is below minReplicaCount.',
      why: 'The webhook refuses other bounds.',
    },
    {
      id: 'keda/name',
      severity: 'error',
      summary: 'The name of a ScaledObject has 63 characters at most.',
      why: 'It becomes a label value; the webhook refuses longer ones.',
    },
    {
      id: 'keda/fallback',
      severity: 'error',
      summary: 'A fallback goes with a trigger whose target is an average value.',
      why: 'The webhook refuses others: KEDA can only make up a number of replicas for average values.',
    },
    {
      id: 'keda/scale-to-zero',
      severity: 'error',
      summary: 'A workload that is scaled by cpu or memory alone keeps one replica at least.',
      why: 'The webhook refuses it: with no pod there is no use of cpu that could bring one back.',
    },
  ],
  kinds: {
    'keda.sh/ScaledObject': judgeObject,
    'keda.sh/ScaledJob': judgeJob,
  },
};

function judgeObject(object: ManifestObject, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  if (spec === undefined) return;
  judgeName(object, report);
  judgeReplicas(spec, report);
  judgeTriggers(spec, report);
  judgeFallback(spec, report);
  judgeScaleToZero(spec, report);
  judgeModifiers(spec, report);
}

function judgeJob(object: ManifestObject, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  if (spec === undefined) return;
  judgeTriggers(spec, report);
  const least = given(spec, 'minReplicaCount');
  const count = wholeNumber(least);
  const most = wholeNumber(given(spec, 'maxReplicaCount')) ?? 100;
  if (least !== undefined && count !== undefined && count > most)
    report(
      'keda/replicas',
      least,
      say`minReplicaCount (${count}) is above maxReplicaCount (${most}), which then holds.`,
      { severity: 'warning' },
    );
}

function judgeName(object: ManifestObject, report: Report): void {
  const name = given(object.node, 'metadata', 'name');
  if (name?.kind === 'scalar' && name.text.length > 63)
    report(
      'keda/name',
      name,
      say`The name has ${name.text.length} characters; KEDA uses it as a label value, which has 63 at most.`,
    );
}

function judgeReplicas(spec: MapNode, report: Report): void {
  const lower = given(spec, 'minReplicaCount');
  const upper = given(spec, 'maxReplicaCount');
  const written = wholeNumber(lower);
  const least = lower === undefined ? 0 : Math.max(written ?? 0, 1);
  const most = upper === undefined ? 100 : wholeNumber(upper);
  const at = upper ?? lower;
  if (at !== undefined && most !== undefined && least > most)
    report('keda/replicas', at, say`maxReplicaCount (${most}) is below minReplicaCount (${least}).`);
  const idle = givenEntry(spec, 'idleReplicaCount');
  const resting = wholeNumber(idle?.value);
  if (idle !== undefined && resting !== undefined && resting >= least)
    report(
      'keda/replicas',
      idle.value,
      say`idleReplicaCount (${resting}) must be below minReplicaCount (${least}).`,
      perhapsMendedBy(() => removeField(idle.key)),
    );
}

function scalarOf(node: MapNode | undefined, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value : undefined;
}

const isResource = (trigger: MapNode): boolean =>
  ['cpu', 'memory'].includes(scalarOf(trigger, 'type')?.text ?? '');

function judgeFallback(spec: MapNode, report: Report): void {
  const fallback = givenEntry(spec, 'fallback');
  if (fallback === undefined) return;
  const modifiers = mapAt(spec, 'advanced', 'scalingModifiers');
  if (modifiers !== undefined && modifiers.entries.length > 0) {
    const type = scalarOf(modifiers, 'metricType');
    if (type?.text === 'Value')
      report('keda/fallback', type, say`With a fallback the metric type of a formula is AverageValue.`);
    return;
  }
  const triggers = mapsAt(spec, 'triggers');
  const fits = triggers.some(
    trigger =>
      !isResource(trigger) && ['', 'AverageValue'].includes(scalarOf(trigger, 'metricType')?.text ?? ''),
  );
  if (!fits && triggers.length > 0)
    report(
      'keda/fallback',
      fallback.key,
      say`No trigger has an average value as its target, so KEDA refuses the fallback; cpu, memory and metricType Value do not count.`,
    );
}

function judgeScaleToZero(spec: MapNode, report: Report): void {
  const triggers = mapsAt(spec, 'triggers');
  if (triggers.length === 0 || !triggers.every(isResource)) return;
  const kind = scalarOf(mapAt(spec, 'scaleTargetRef'), 'kind')?.text ?? 'Deployment';
  if (!['Deployment', 'StatefulSet'].includes(kind)) return;
  const least = given(spec, 'minReplicaCount');
  if (least !== undefined && wholeNumber(least) !== 0) return;
  const message = say`Scaled by cpu and memory alone, the workload cannot come back from zero; set minReplicaCount to 1 or more.`;
  // Without a bound the default is zero, but older releases of the webhook let it pass.
  if (least === undefined)
    report('keda/scale-to-zero', spec, message, { severity: 'warning', missing: 'minReplicaCount' });
  else report('keda/scale-to-zero', least, message);
}
