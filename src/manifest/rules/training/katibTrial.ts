import { removeEntry } from '../../fix/edits.ts';
import type { Report } from '../../rule.ts';
import { say } from '../../say.ts';
import { entryOf, mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { withoutField } from '../core/fieldChecks.ts';
import { nearest } from '../core/nearest.ts';
import { facts, given, givenMaps, givenScalar, givenText, isBlank, replacing } from '../core/reading.ts';
import { scalarsBelow } from './scalarsBelow.ts';

export const trialFacts = [
  facts(
    'katib/trial-template',
    'error',
    'The template of the trials is incomplete or says too much.',
    'A trial is made from trialSpec or from a ConfigMap, gets its name from Katib, and needs to know its main container.',
  ),
  facts(
    'katib/trial-parameter',
    'error',
    'The parameters of a trial do not fit those of the experiment or the places where they are filled in.',
    'Each place in the trial needs a trialParameter, and each of those a place and a parameter; the webhook refuses gaps.',
  ),
  facts(
    'katib/primary-container',
    'error',
    'The main container of a trial does not exist in its template.',
    'Katib reads metrics from that container; without it no trial gets a result.',
  ),
] as const;

/** Judges `trialTemplate` and how it hangs together with the parameters of the experiment. */
export function checkTrialTemplate(spec: MapNode, report: Report): void {
  const template = mapAt(spec, 'trialTemplate');
  if (template === undefined) {
    if (given(spec, 'trialTemplate') === undefined)
      report('katib/trial-template', spec, say`An experiment needs a template of its trials.`, {
        missing: 'trialTemplate',
      });
    return;
  }
  const trial = mapAt(template, 'trialSpec');
  checkSource(template, trial, report);
  checkTrialParameters(template, spec, report);
  if (trial === undefined) return;
  checkPlaces(template, trial, report);
  checkIdentity(trial, report);
  checkPrimary(template, trial, report);
}

function checkSource(template: MapNode, trial: MapNode | undefined, report: Report): void {
  const config = entryOf(template, 'configMap');
  const hasConfig = given(template, 'configMap') !== undefined;
  if (trial === undefined && !hasConfig)
    report('katib/trial-template', template, say`What a trial runs is not said.`, { missing: 'trialSpec' });
  if (trial !== undefined && hasConfig && config !== undefined)
    report('katib/trial-template', config.key, say`trialSpec and configMap exclude one another.`, {
      fixes: () => withoutField(config.key),
    });
  const map = mapAt(template, 'configMap');
  for (const field of ['configMapName', 'configMapNamespace', 'templatePath'])
    if (map !== undefined && isBlank(map, field))
      report('katib/trial-template', map, say`configMap needs ${field}.`, { missing: field });
  if (given(template, 'trialParameters') === undefined)
    report('katib/trial-template', template, say`trialParameters must be there.`, {
      missing: 'trialParameters',
    });
}

const ofTheTrial = /^\$\{trialSpec\./;

function checkTrialParameters(template: MapNode, spec: MapNode, report: Report): void {
  const known = new Set(givenMaps(spec, 'parameters').map(parameter => givenText(parameter, 'name')));
  const seen = { name: new Set<string>(), reference: new Set<string>() };
  for (const parameter of givenMaps(template, 'trialParameters')) {
    for (const field of ['name', 'reference'] as const) {
      const at = entryOf(parameter, field)?.value;
      if (isBlank(parameter, field))
        report('katib/trial-parameter', parameter, say`A trial parameter needs its ${field}.`, {
          missing: field,
        });
      else if (at?.kind === 'scalar' && seen[field].has(at.text))
        report('katib/trial-parameter', at, say`Another trial parameter has the ${field} "${at.text}".`);
      if (at?.kind === 'scalar') seen[field].add(at.text);
    }
    const reference = entryOf(parameter, 'reference')?.value;
    if (reference?.kind === 'scalar' && known.size > 0 && reference.text !== '')
      checkReference(reference, known, report);
  }
}

function checkReference(reference: ScalarNode, known: ReadonlySet<string | undefined>, report: Report): void {
  if (known.has(reference.text) || ofTheTrial.test(reference.text)) return;
  const likely = nearest(
    reference.text,
    [...known].flatMap(name => name ?? []),
  );
  report('katib/trial-parameter', reference, say`The experiment has no parameter "${reference.text}".`, {
    fixes: () => (likely === undefined ? [] : [replacing(reference, likely)]),
  });
}

const place = /\$\{trialParameters\.([^}]{1,200})\}/g;

function checkPlaces(template: MapNode, trial: MapNode, report: Report): void {
  const declared = new Map<string, ScalarNode>();
  for (const parameter of givenMaps(template, 'trialParameters')) {
    const name = givenScalar(parameter, 'name');
    if (name !== undefined) declared.set(name.text, name);
  }
  const used = new Set<string>();
  for (const scalar of scalarsBelow(trial)) {
    if (!scalar.text.includes('${trialParameters.')) continue;
    for (const [, name = ''] of scalar.text.matchAll(place)) {
      used.add(name);
      if (!declared.has(name))
        report(
          'katib/trial-parameter',
          scalar,
          say`No trial parameter "${name}" is declared to fill this in.`,
        );
    }
  }
  for (const [name, at] of declared)
    if (!used.has(name))
      report('katib/trial-parameter', at, say`Nothing in the trial reads \${trialParameters.${name}}.`);
}

function checkIdentity(trial: MapNode, report: Report): void {
  for (const field of ['name', 'namespace']) {
    const entry = entryOf(mapAt(trial, 'metadata'), field);
    if (entry !== undefined && !isBlank(mapAt(trial, 'metadata'), field))
      report('katib/trial-template', entry.key, say`Katib gives each trial its own ${field}; leave it out.`, {
        fixes: () => [{ title: say`Remove ${field}`, edits: removeEntry(entry.key) }],
      });
  }
  for (const field of ['apiVersion', 'kind'])
    if (isBlank(trial, field))
      report('katib/trial-template', trial, say`The trial needs its ${field}.`, { missing: field });
}

/** Kinds whose main container Katib knows by the operator's convention. */
const conventional = new Set(['TFJob', 'PyTorchJob', 'XGBoostJob', 'MPIJob', 'PaddleJob', 'JAXJob']);

function checkPrimary(template: MapNode, trial: MapNode, report: Report): void {
  const kind = givenText(trial, 'kind') ?? '';
  const primary = givenScalar(template, 'primaryContainerName');
  if (isBlank(template, 'primaryContainerName')) {
    if (!conventional.has(kind))
      report('katib/primary-container', template, say`Which container gives the metrics is not said.`, {
        missing: 'primaryContainerName',
      });
    return;
  }
  const pods =
    kind === 'Job'
      ? [mapAt(trial, 'spec', 'template', 'spec')]
      : conventional.has(kind)
        ? rolesOf(trial)
        : [];
  const names = pods.flatMap(pod =>
    givenMaps(pod, 'containers').flatMap(item => givenText(item, 'name') ?? []),
  );
  if (primary === undefined || names.length === 0 || names.includes(primary.text)) return;
  const likely = nearest(primary.text, names) ?? (names.length === 1 ? names[0] : undefined);
  report('katib/primary-container', primary, say`The trial has no container "${primary.text}".`, {
    fixes: () => (likely === undefined ? [] : [replacing(primary, likely)]),
  });
}

function rolesOf(trial: MapNode): readonly (MapNode | undefined)[] {
  const spec = mapAt(trial, 'spec');
  const roles = spec?.entries.find(({ name }) => name.endsWith('ReplicaSpecs'))?.value;
  if (roles?.kind !== 'map') return [];
  return roles.entries.map(({ value }) => mapAt(value, 'template', 'spec'));
}
