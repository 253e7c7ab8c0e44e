import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { entryOf, mapAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { given, givenEntry, wholeNumber } from './given.ts';
import { perhapsMendedBy, removeField } from './mend.ts';
import { judgePodResources } from './podResources.ts';
import { judgeCanary } from './rolloutCanary.ts';
import { misfitOf } from './selector.ts';

/** What Argo Rollouts refuses in a Rollout as a whole (pkg/apis/rollouts/validation). */
export const rolloutRules: RuleSet = {
  facts: [
    {
      id: 'rollouts/strategy',
      severity: 'error',
      summary: 'A Rollout has one strategy: canary or blueGreen.',
      why: 'The controller marks a Rollout with none or both as invalid and does nothing.',
    },
    {
      id: 'rollouts/selector',
      severity: 'error',
      summary: 'The selector of a Rollout is not empty and matches the labels of its template.',
      why: 'The controller marks the Rollout as invalid: it would not find its own pods.',
    },
    {
      id: 'rollouts/template',
      severity: 'error',
      summary: 'A Rollout has a template with containers that restart always, or refers to a workload.',
      why: 'The controller refuses both together, neither, and pods that end.',
    },
    {
      id: 'rollouts/deadline',
      severity: 'error',
      summary: 'progressDeadlineSeconds is longer than minReadySeconds.',
      why: 'The controller refuses it: no pod could become available in time.',
    },
    {
      id: 'rollouts/blue-green',
      severity: 'error',
      summary:
        'Active and preview service differ, and no more old revisions are kept running than are kept at all.',
      why: 'The controller marks the Rollout as invalid.',
    },
    {
      id: 'rollouts/anti-affinity',
      severity: 'error',
      summary: 'antiAffinity holds either a preference with a weight from 1 to 100 or a requirement.',
      why: 'The controller marks the Rollout as invalid.',
    },
  ],
  kinds: { 'argoproj.io/Rollout': judge },
};

/** A text that lacks a whole part may be a patch for another one; so what is missing is told more quietly. */
const partial = { severity: 'warning' } as const;

function judge(object: ManifestObject, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  if (spec === undefined) return;
  judgeTemplate(spec, report);
  judgeDeadline(spec, report);
  judgePodResources(mapAt(spec, 'template', 'spec'), report);
  const canary = givenEntry(mapAt(spec, 'strategy'), 'canary');
  const blueGreen = givenEntry(mapAt(spec, 'strategy'), 'blueGreen');
  if (canary !== undefined && blueGreen !== undefined) {
    report(
      'rollouts/strategy',
      blueGreen.key,
      say`A Rollout is canary or blue-green; take one of them away.`,
      perhapsMendedBy(() => removeField(blueGreen.key)),
    );
    return;
  }
  if (canary === undefined && blueGreen === undefined) reportNone(spec, report);
  const [own] = [canary?.value, blueGreen?.value].filter(value => value?.kind === 'map');
  if (own?.kind === 'map') judgeAntiAffinity(own, report);
  if (canary?.value.kind === 'map') judgeCanary(canary.value, report);
  if (blueGreen?.value.kind === 'map') judgeBlueGreen(blueGreen.value, spec, report);
}

function reportNone(spec: MapNode, report: Report): void {
  const strategy = mapAt(spec, 'strategy');
  const message = say`A Rollout needs a strategy: canary or blueGreen.`;
  if (strategy !== undefined)
    report('rollouts/strategy', strategy, message, { ...partial, missing: 'canary' });
  else report('rollouts/strategy', spec, message, { ...partial, missing: 'strategy' });
}

function judgeTemplate(spec: MapNode, report: Report): void {
  const reference = givenEntry(spec, 'workloadRef');
  const template = givenEntry(spec, 'template');
  const pod = mapAt(spec, 'template', 'spec');
  if (reference !== undefined) {
    if (template !== undefined && pod !== undefined && pod.entries.length > 0)
      report(
        'rollouts/template',
        template.key,
        say`The pods come from workloadRef; a template beside it is refused.`,
        perhapsMendedBy(() => removeField(template.key)),
      );
    return;
  }
  judgeSelector(spec, report);
  const holder = mapAt(spec, 'template');
  if (template === undefined)
    report('rollouts/template', spec, say`A Rollout needs a template for its pods, or a workloadRef.`, {
      ...partial,
      missing: 'template',
    });
  else if (holder !== undefined && pod === undefined)
    report('rollouts/template', holder, say`The template has no spec for its pods.`, { missing: 'spec' });
  const restart = given(pod, 'restartPolicy');
  if (restart?.kind === 'scalar' && restart.text !== 'Always')
    report(
      'rollouts/template',
      restart,
      say`Pods of a Rollout restart always; ${restart.text} is refused.`,
      perhapsMendedBy(() => removeFieldOf(restart)),
    );
}

function removeFieldOf(value: Parameters<typeof removeField>[0]): ReturnType<typeof removeField> {
  const { parent } = value;
  const key = parent?.kind === 'map' ? parent.entries.find(entry => entry.value === value)?.key : undefined;
  return removeField(key ?? value);
}

function judgeSelector(spec: MapNode, report: Report): void {
  const selector = mapAt(spec, 'selector');
  if (selector === undefined) {
    if (given(spec, 'selector') === undefined)
      report('rollouts/selector', spec, say`A Rollout needs a selector that finds its pods.`, {
        ...partial,
        missing: 'selector',
      });
    return;
  }
  if (selector.entries.every(entry => entry.value.kind !== 'scalar' && size(entry.value) === 0)) {
    report('rollouts/selector', selector, say`An empty selector would take every pod of the namespace.`);
    return;
  }
  const template = mapAt(spec, 'template');
  if (template === undefined) return;
  const misfit = misfitOf(selector, mapAt(template, 'metadata', 'labels'));
  if (misfit !== undefined)
    report(
      'rollouts/selector',
      misfit.at,
      say`The labels of the template do not match ${misfit.key}, so the Rollout would not find its pods.`,
    );
}

function size(node: Parameters<typeof given>[0]): number {
  if (node?.kind === 'map') return node.entries.length;
  return node?.kind === 'sequence' ? node.items.length : 0;
}

function judgeDeadline(spec: MapNode, report: Report): void {
  const deadline = wholeNumber(given(spec, 'progressDeadlineSeconds')) ?? 600;
  const ready = wholeNumber(given(spec, 'minReadySeconds')) ?? 0;
  const at = given(spec, 'progressDeadlineSeconds') ?? given(spec, 'minReadySeconds');
  if (at !== undefined && deadline <= ready)
    report(
      'rollouts/deadline',
      at,
      say`A pod counts as available after ${ready} seconds, but the rollout gives up after ${deadline}; raise progressDeadlineSeconds.`,
    );
}

function judgeBlueGreen(strategy: MapNode, spec: MapNode, report: Report): void {
  const active = given(strategy, 'activeService');
  const preview = given(strategy, 'previewService');
  if (active?.kind === 'scalar' && preview?.kind === 'scalar' && active.text === preview.text)
    report(
      'rollouts/blue-green',
      preview,
      say`Active and preview service are both ${active.text}; the new version could not be looked at apart.`,
    );
  const kept = given(strategy, 'scaleDownDelayRevisionLimit');
  const history = wholeNumber(given(spec, 'revisionHistoryLimit')) ?? 10;
  const running = wholeNumber(kept);
  if (kept !== undefined && running !== undefined && running > history)
    report(
      'rollouts/blue-green',
      kept,
      say`${running} old revisions are to keep running, but only ${history} are kept (revisionHistoryLimit).`,
    );
}

function judgeAntiAffinity(strategy: MapNode, report: Report): void {
  const affinity = mapAt(strategy, 'antiAffinity');
  if (affinity === undefined) return;
  const preferred = entryOf(affinity, 'preferredDuringSchedulingIgnoredDuringExecution');
  const required = entryOf(affinity, 'requiredDuringSchedulingIgnoredDuringExecution');
  if ((preferred === undefined) === (required === undefined))
    report(
      'rollouts/anti-affinity',
      affinity,
      say`antiAffinity is either preferred or required; write exactly one of the two.`,
    );
  const weight = given(preferred?.value, 'weight');
  const is = wholeNumber(weight);
  if (weight !== undefined && is !== undefined && (is < 1 || is > 100))
    report('rollouts/anti-affinity', weight, say`The weight lies from 1 to 100; this is ${is}.`);
}
