import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { goDurationMs } from './durations.ts';
import { given, mapsAt, repeatsAmong, wholeNumber } from './given.ts';
import { repeating } from './mend.ts';
import { judgePodResources } from './podResources.ts';
import { misfitOf } from './selector.ts';

/** What Argo Rollouts refuses in an Experiment: each template becomes a ReplicaSet. */
export const rolloutExperimentRules: RuleSet = {
  facts: [
    {
      id: 'rollouts/experiment-template',
      severity: 'error',
      summary:
        'Templates of an Experiment have different names, a spec for their pods, and labels that their selector matches.',
      why: 'The controller cannot make a ReplicaSet of others, and ends the Experiment in error.',
    },
    {
      id: 'rollouts/experiment-duration',
      severity: 'error',
      summary: 'The duration of an Experiment is one, and its analyses have different names.',
      why: 'The controller ends the Experiment in error.',
    },
  ],
  kinds: { 'argoproj.io/Experiment': judge },
};

function judge(object: ManifestObject, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  const templates = mapsAt(spec, 'templates');
  for (const { again, first } of repeatsAmong(templates.map(nameOf)))
    report(
      'rollouts/experiment-template',
      again,
      say`The template name ${again.text} is used twice.`,
      repeating(first),
    );
  for (const template of templates) judgeTemplate(template, report);
  for (const { again, first } of repeatsAmong(mapsAt(spec, 'analyses').map(nameOf)))
    report(
      'rollouts/experiment-duration',
      again,
      say`The analysis name ${again.text} is used twice.`,
      repeating(first),
    );
  const duration = given(spec, 'duration');
  if (duration?.kind !== 'scalar' || isPlaceholder(duration) || wholeNumber(duration) !== undefined) return;
  if (goDurationMs(duration.text) === undefined)
    report(
      'rollouts/experiment-duration',
      duration,
      say`${duration.text} is no duration; write it as 30m or 1h.`,
    );
}

function nameOf(node: MapNode): ScalarNode | undefined {
  const name = given(node, 'name');
  return name?.kind === 'scalar' ? name : undefined;
}

function judgeTemplate(template: MapNode, report: Report): void {
  const pod = mapAt(template, 'template');
  if (pod !== undefined && given(pod, 'spec') === undefined)
    report('rollouts/experiment-template', pod, say`The template has no spec for its pods.`, {
      missing: 'spec',
    });
  judgePodResources(mapAt(pod, 'spec'), report);
  const selector = mapAt(template, 'selector');
  if (selector === undefined || pod === undefined) return;
  const misfit = misfitOf(selector, mapAt(pod, 'metadata', 'labels'));
  if (misfit !== undefined)
    report(
      'rollouts/experiment-template',
      misfit.at,
      say`The labels of the template do not match ${misfit.key}, so its pods would not be found.`,
    );
}
