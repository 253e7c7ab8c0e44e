import type { ManifestObject } from '../../object.ts';
import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { dns1035LabelFlaw } from '../../structure/names.ts';
import { entryOf, itemsAt, mapAt } from '../../syntax/lookup.ts';
import type { MapNode, SyntaxNode } from '../../syntax/node.ts';
import { withoutField } from '../core/fieldChecks.ts';
import { domainPrefixedPath } from '../core/nameForms.ts';
import { nearest } from '../core/nearest.ts';
import { facts, givenMaps, givenNumber, givenScalar, givenText, replacing } from '../core/reading.ts';
import { checkWord } from './bounds.ts';

const jobSetFacts = [
  facts(
    'jobset/name',
    'error',
    'The names that a JobSet makes of its own are too long or malformed.',
    'Jobs are named after the JobSet, the replicated job and a number, pods with more behind; the webhook wants 63 characters.',
  ),
  facts(
    'jobset/depends-on',
    'error',
    'A replicated job waits for one that does not come before it.',
    'Jobs are created in the order of the list; the webhook refuses a dependency on a later one.',
  ),
  facts(
    'jobset/unknown-job',
    'error',
    'A policy names a replicated job that the JobSet does not have.',
    'The webhook looks the names up and refuses the JobSet.',
  ),
  facts(
    'jobset/failure-rule',
    'error',
    'A rule of the failure policy is malformed.',
    'Names of rules are unique and like identifiers, and reasons are those of batch Jobs; the webhook refuses others.',
  ),
  facts(
    'jobset/subdomain',
    'error',
    'The subdomain cannot name a Service.',
    'JobSet makes a headless Service of that name; the webhook wants an RFC 1035 label.',
  ),
  facts(
    'jobset/managed-by',
    'error',
    'The manager has no domain.',
    'managedBy is written as example.com/name, with at most 63 characters.',
  ),
  facts(
    'jobset/coordinator',
    'error',
    'The coordinator is a pod that the JobSet does not have.',
    'The webhook checks the job and both indexes.',
  ),
] as const;

const checkJobSet: KindCheck = (object, report) => {
  const spec = mapAt(object.node, 'spec');
  if (spec === undefined) return;
  const jobs = givenMaps(spec, 'replicatedJobs');
  const names = jobs.flatMap(job => givenText(job, 'name') ?? []);
  checkDependencies(jobs, report);
  for (const job of jobs) checkNames(object, job, report);
  for (const target of itemsAt(spec, 'successPolicy', 'targetReplicatedJobs'))
    checkTarget(target, names, report);
  checkRules(spec, names, report);
  checkSubdomain(spec, report);
  checkManager(spec, report);
  checkCoordinator(mapAt(spec, 'coordinator'), jobs, report);
};

function checkDependencies(jobs: readonly MapNode[], report: Report): void {
  const before: string[] = [];
  for (const [index, job] of jobs.entries()) {
    const waits = entryOf(job, 'dependsOn');
    if (index === 0 && waits?.value.kind === 'sequence' && waits.value.items.length > 0)
      report('jobset/depends-on', waits.key, say`The first replicated job has none before it to wait for.`, {
        fixes: () => withoutField(waits.key),
      });
    else
      for (const dependency of givenMaps(job, 'dependsOn')) {
        checkWord(dependency, 'status', ['Ready', 'Complete'], ['jobset/depends-on', report]);
        const name = givenScalar(dependency, 'name');
        if (name !== undefined && !before.includes(name.text))
          report('jobset/depends-on', name, say`No replicated job "${name.text}" comes before this one.`);
      }
    const own = givenText(job, 'name');
    if (own !== undefined) before.push(own);
  }
}

function checkNames(object: ManifestObject, job: MapNode, report: Report): void {
  const at = givenScalar(job, 'name');
  if (at === undefined) return;
  if (dns1035LabelFlaw(at.text)?.flaw === 'characters') {
    report(
      'jobset/name',
      at,
      say`"${at.text}" cannot be part of a host name: lower-case letters, digits and dashes.`,
    );
    return;
  }
  if (object.name === undefined) return;
  const last = Math.max((givenNumber(job, 'replicas') ?? 1) - 1, 0);
  const longest = `${object.name}-${at.text}-${last}`;
  const completions = givenNumber(mapAt(job, 'template', 'spec'), 'completions');
  const isIndexed = givenText(mapAt(job, 'template', 'spec'), 'completionMode') !== 'NonIndexed';
  const pod =
    completions === undefined || !isIndexed ? longest : `${longest}-${Math.max(completions - 1, 0)}-abcde`;
  if (pod.length > 63)
    report(
      'jobset/name',
      at,
      say`"${pod}" would have ${pod.length} characters; names end at 63. Shorten one of the two.`,
    );
  else if (
    dns1035LabelFlaw(longest) !== undefined &&
    givenScalar(mapAt(object.node, 'metadata'), 'name') !== undefined
  )
    report(
      'jobset/name',
      givenScalar(mapAt(object.node, 'metadata'), 'name') ?? at,
      say`"${longest}" cannot name a Job whose pods have host names; begin with a letter and use no dots.`,
    );
}

function checkTarget(target: SyntaxNode, names: readonly string[], report: Report): void {
  if (target.kind !== 'scalar' || names.includes(target.text)) return;
  const likely = nearest(target.text, names);
  report('jobset/unknown-job', target, say`There is no replicated job "${target.text}".`, {
    fixes: () => (likely === undefined ? [] : [replacing(target, likely)]),
  });
}

const reasons = [
  'BackoffLimitExceeded',
  'DeadlineExceeded',
  'FailedIndexes',
  'MaxFailedIndexesExceeded',
  'PodFailurePolicy',
];

function checkRules(spec: MapNode, names: readonly string[], report: Report): void {
  const seen = new Set<string>();
  for (const rule of givenMaps(mapAt(spec, 'failurePolicy'), 'rules')) {
    for (const target of itemsAt(rule, 'targetReplicatedJobs')) checkTarget(target, names, report);
    const name = givenScalar(rule, 'name');
    if (name !== undefined && !/^[A-Za-z](?:[A-Za-z0-9_,:]*[A-Za-z0-9_])?$/.test(name.text))
      report(
        'jobset/failure-rule',
        name,
        say`"${name.text}" cannot name a rule: a letter, then letters, digits and _ , :.`,
      );
    if (name !== undefined && seen.has(name.text))
      report('jobset/failure-rule', name, say`Another rule is named "${name.text}".`);
    if (name !== undefined) seen.add(name.text);
    for (const reason of itemsAt(rule, 'onJobFailureReasons'))
      if (reason.kind === 'scalar' && !reasons.includes(reason.text))
        report(
          'jobset/failure-rule',
          reason,
          say`Jobs do not fail for "${reason.text}"; the reasons are ${reasons.join(', ')}.`,
        );
  }
}

function checkSubdomain(spec: MapNode, report: Report): void {
  const subdomain = givenScalar(mapAt(spec, 'network'), 'subdomain');
  if (subdomain === undefined || subdomain.text === '' || dns1035LabelFlaw(subdomain.text) === undefined)
    return;
  report(
    'jobset/subdomain',
    subdomain,
    say`"${subdomain.text}" cannot name a Service: at most 63 lower-case letters, digits and dashes.`,
  );
}

function checkManager(spec: MapNode, report: Report): void {
  const manager = givenScalar(spec, 'managedBy');
  if (manager === undefined || (domainPrefixedPath.fits(manager.text) && manager.text.length <= 63)) return;
  report(
    'jobset/managed-by',
    manager,
    say`"${manager.text}" needs a domain and a path, as in example.com/name.`,
  );
}

function checkCoordinator(coordinator: MapNode | undefined, jobs: readonly MapNode[], report: Report): void {
  const name = givenScalar(coordinator, 'replicatedJob');
  if (coordinator === undefined || name === undefined) return;
  const job = jobs.find(item => givenText(item, 'name') === name.text);
  if (job === undefined) {
    report('jobset/coordinator', name, say`There is no replicated job "${name.text}".`);
    return;
  }
  const counts = {
    jobIndex: givenNumber(job, 'replicas') ?? 1,
    podIndex: givenNumber(mapAt(job, 'template', 'spec'), 'completions') ?? Number.POSITIVE_INFINITY,
  };
  for (const [field, count] of Object.entries(counts)) {
    const index = givenScalar(coordinator, field);
    const number = givenNumber(coordinator, field) ?? 0;
    if (index !== undefined && (number < 0 || number >= count))
      report('jobset/coordinator', index, say`${field} ${number} is beyond the last one, ${count - 1}.`);
  }
}

export const jobSetRules: RuleSet = { facts: jobSetFacts, kinds: { 'jobset.x-k8s.io/JobSet': checkJobSet } };
