import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { given, givenEntry, mapsAt, repeatsAmong, wholeNumber } from './given.ts';
import { mendedBy, perhapsMendedBy, removeField, repeating } from './mend.ts';

/** How Knative wants traffic to be split (pkg/apis/serving/v1/route_validation.go). */
export const knativeTrafficRules: RuleSet = {
  facts: [
    {
      id: 'knative/traffic-sum',
      severity: 'error',
      summary: 'The percentages of traffic lie from 0 to 100 and add up to 100.',
      why: 'The webhook refuses other sums.',
    },
    {
      id: 'knative/traffic-tag',
      severity: 'error',
      summary: 'Tags of traffic are different names that can begin a host name.',
      why: 'The webhook refuses repeated and other tags, since each becomes an address.',
    },
    {
      id: 'knative/traffic-target',
      severity: 'error',
      summary: 'A share of traffic goes to the latest revision or to a named one.',
      why: 'The webhook refuses latestRevision: true with a revisionName, false without one, and configurationName in a service.',
    },
  ],
};

const label = /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** Judges `spec.traffic` of a Service or a Route. */
export function judgeTrafficList(object: ManifestObject, owner: 'service' | 'route', report: Report): void {
  const targets = mapsAt(object.node, 'spec', 'traffic');
  if (targets.length === 0) return;
  for (const target of targets) judgeTarget(target, owner, report);
  judgeSum(targets, report);
  const tags = targets.map(target => scalarOf(target, 'tag'));
  for (const tag of tags)
    if (tag !== undefined && tag.text !== '' && !label.test(tag.text))
      report(
        'knative/traffic-tag',
        tag,
        say`The tag ${tag.text} cannot begin a host name; write lower-case letters, digits and dashes.`,
      );
  for (const { again, first } of repeatsAmong(tags))
    report('knative/traffic-tag', again, say`The tag ${again.text} is used twice.`, repeating(first));
}

function scalarOf(node: MapNode, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value : undefined;
}

function judgeSum(targets: readonly MapNode[], report: Report): void {
  let sum = 0;
  let last: ScalarNode | undefined;
  for (const target of targets) {
    const percent = scalarOf(target, 'percent');
    const share = wholeNumber(percent);
    if (percent === undefined) continue;
    if (share === undefined) return;
    if (share < 0 || share > 100) {
      report(
        'knative/traffic-sum',
        percent,
        say`A share of traffic lies from 0 to 100 percent; this is ${share}.`,
      );
      return;
    }
    sum += share;
    last = percent;
  }
  const end = targets.at(-1);
  if (sum === 100 || end === undefined) return;
  const message = say`The shares of traffic add up to ${sum} percent instead of 100.`;
  if (last === undefined) report('knative/traffic-sum', end, message, { missing: 'percent' });
  else report('knative/traffic-sum', last, message);
}

function judgeTarget(target: MapNode, owner: 'service' | 'route', report: Report): void {
  const revision = scalarOf(target, 'revisionName');
  const latest = givenEntry(target, 'latestRevision');
  const configuration = givenEntry(target, 'configurationName');
  const isNamed = revision !== undefined && revision.text !== '';
  if (latest?.value.kind === 'scalar' && latest.value.value === true && isNamed)
    report(
      'knative/traffic-target',
      latest.key,
      say`A named revision is not the latest one; take latestRevision or revisionName away.`,
      perhapsMendedBy(() => removeField(latest.key)),
    );
  if (latest?.value.kind === 'scalar' && latest.value.value === false && !isNamed)
    report(
      'knative/traffic-target',
      target,
      say`Traffic that does not follow the latest revision needs a revisionName.`,
      { missing: 'revisionName' },
    );
  if (configuration !== undefined && owner === 'service')
    report(
      'knative/traffic-target',
      configuration.key,
      say`A service has one configuration, its own; configurationName is for routes.`,
      mendedBy(() => removeField(configuration.key)),
    );
  if (owner === 'route' && configuration !== undefined && isNamed)
    report(
      'knative/traffic-target',
      configuration.key,
      say`A share goes to a revision or to a configuration, not to both.`,
      perhapsMendedBy(() => removeField(configuration.key)),
    );
  if (owner === 'route' && configuration === undefined && !isNamed)
    report(
      'knative/traffic-target',
      target,
      say`A route's traffic goes to a configuration or to a revision; name one.`,
      { missing: 'configurationName' },
    );
}
