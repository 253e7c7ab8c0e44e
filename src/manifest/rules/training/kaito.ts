import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { dnsLabelFlaw } from '../../structure/names.ts';
import { entryOf, mapAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import {
  facts,
  given,
  givenMaps,
  givenNumber,
  givenScalar,
  givenText,
  isBlank,
  isEmpty,
} from '../core/reading.ts';

const kaitoFacts = [
  facts(
    'kaito/purpose',
    'error',
    'A workspace neither serves nor tunes a model, or does both.',
    'It has inference or tuning; the webhook refuses both and neither.',
  ),
  facts(
    'kaito/inference',
    'error',
    'What a workspace serves is not said, or twice.',
    'It is a preset model or a pod template of your own; the webhook refuses both and neither.',
  ),
  facts(
    'kaito/tuning',
    'error',
    'A tuning lacks its model, data or result, or has a method that there is not.',
    'The webhook wants a preset, one source of data, one destination, and lora or qlora.',
  ),
  facts(
    'kaito/adapter',
    'error',
    'An adapter is malformed.',
    'Adapters come from an image or a volume, have names of their own and a strength from 0 to 1.',
  ),
  facts(
    'kaito/name',
    'error',
    'The name of a workspace cannot name its Service.',
    'The webhook wants an RFC 1123 label.',
  ),
] as const;

const checkWorkspace: KindCheck = ({ node }, report) => {
  const name = givenScalar(mapAt(node, 'metadata'), 'name');
  if (name !== undefined && name.text !== '' && dnsLabelFlaw(name.text) !== undefined)
    report(
      'kaito/name',
      name,
      say`"${name.text}" cannot name a Service: lower-case letters, digits and dashes, at most 63.`,
    );
  const inference = mapAt(node, 'inference');
  const tuning = mapAt(node, 'tuning');
  const second = entryOf(node, 'tuning');
  if (given(node, 'inference') === undefined && given(node, 'tuning') === undefined)
    report('kaito/purpose', node, say`A workspace serves (inference) or tunes a model.`, {
      missing: 'inference',
    });
  if (given(node, 'inference') !== undefined && given(node, 'tuning') !== undefined && second !== undefined)
    report(
      'kaito/purpose',
      second.key,
      say`One workspace either serves or tunes; make another for the tuning.`,
    );
  if (inference !== undefined) checkInference(inference, report);
  if (tuning !== undefined) checkTuning(tuning, mapAt(node, 'resource'), report);
};

function checkInference(inference: MapNode, report: Report): void {
  const hasPreset = given(inference, 'preset') !== undefined;
  const template = entryOf(inference, 'template');
  const hasTemplate = !isEmpty(inference, 'template');
  if (!hasPreset && !hasTemplate)
    report('kaito/inference', inference, say`Which model to serve is not said.`, { missing: 'preset' });
  if (hasPreset && hasTemplate && template !== undefined)
    report('kaito/inference', template.key, say`preset and template exclude one another.`);
  const adapters = givenMaps(inference, 'adapters');
  if (adapters.length > 10 && adapters[10] !== undefined)
    report('kaito/adapter', adapters[10], say`A model takes at most 10 adapters.`);
  const names = new Set<string>();
  for (const adapter of adapters) checkAdapter(adapter, names, report);
}

function checkAdapter(adapter: MapNode, names: Set<string>, report: Report): void {
  const source = mapAt(adapter, 'source');
  if (source === undefined) {
    if (given(adapter, 'source') === undefined)
      report('kaito/adapter', adapter, say`The adapter needs a source.`, { missing: 'source' });
    return;
  }
  const name = givenScalar(source, 'name');
  if (isBlank(source, 'name'))
    report('kaito/adapter', source, say`The adapter needs a name.`, { missing: 'name' });
  else if (name !== undefined && names.has(name.text))
    report('kaito/adapter', name, say`Another adapter is named "${name.text}".`);
  if (name !== undefined) names.add(name.text);
  if (isBlank(source, 'image') && given(source, 'volumeSource') === undefined)
    report('kaito/adapter', source, say`An adapter comes from an image or a volume.`, { missing: 'image' });
  const strength = givenScalar(adapter, 'strength');
  const number = Number(strength?.text ?? '1');
  if (strength !== undefined && !(number >= 0 && number <= 1))
    report('kaito/adapter', strength, say`"${strength.text}" is no strength; it goes from 0 to 1.`);
}

function checkTuning(tuning: MapNode, resource: MapNode | undefined, report: Report): void {
  const method = givenScalar(tuning, 'method');
  if (method !== undefined && !['lora', 'qlora'].includes(method.text.toLowerCase()))
    report('kaito/tuning', method, say`"${method.text}" is no method of tuning; it is lora or qlora.`);
  if (given(tuning, 'preset') === undefined)
    report('kaito/tuning', tuning, say`Which model to tune is not said.`, { missing: 'preset' });
  checkOne(mapAt(tuning, 'input'), ['urls', 'image', 'volumeSource'], report);
  const output = mapAt(tuning, 'output');
  checkOne(output, ['image', 'volumeSource'], report);
  if (output !== undefined && givenText(output, 'image') && isBlank(output, 'imagePushSecret'))
    report('kaito/tuning', output, say`To push the image, a secret is needed.`, {
      missing: 'imagePushSecret',
    });
  const count = givenScalar(resource, 'count');
  if (count !== undefined && (givenNumber(resource, 'count') ?? 1) > 1)
    report('kaito/tuning', count, say`Tuning runs on one node.`);
}

function checkOne(place: MapNode | undefined, fields: readonly string[], report: Report): void {
  if (place === undefined) return;
  const written = fields.filter(field => {
    const value = given(place, field);
    return value !== undefined && !(value.kind === 'scalar' && value.text === '') && !isNothing(place, field);
  });
  if (written.length !== 1)
    report('kaito/tuning', place, say`Exactly one of ${fields.join(', ')} is needed, not ${written.length}.`);
}

function isNothing(place: MapNode, field: string): boolean {
  return given(place, field)?.kind === 'sequence' && isEmpty(place, field);
}

export const kaitoRules: RuleSet = { facts: kaitoFacts, kinds: { 'kaito.sh/Workspace': checkWorkspace } };
