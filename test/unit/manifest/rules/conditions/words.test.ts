import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { conditionRuleSets } from '../../../../../src/manifest/rules/conditions/table.ts';
import { wordsOf } from '../../../../../src/manifest/say.ts';
import { pathOf } from '../../../../../src/manifest/syntax/lookup.ts';
import { aManifest } from '../../../../support/manifests.ts';
import { broken, fine, job } from './cases.ts';

const facts = new Set(conditionRuleSets.flatMap(set => set.facts).map(({ id }) => id));
const checks = new Map(conditionRuleSets.flatMap(set => Object.entries(set.kinds ?? {})));

/** `rule path: message` of all that the conditions of a kind find in a spec. */
function found(kind: string, spec: string, name = 'sample'): readonly string[] {
  const [group = '', version = '', kindName = ''] = kind.split(' ');
  const text = `apiVersion: ${group}/${version}\nkind: ${kindName}\nmetadata: { name: ${name} }\nspec: ${spec}\n`;
  const lines: string[] = [];
  checks.get(`${group}/${kindName}`)?.(aManifest(text), (rule, at, message) => {
    assert.ok(facts.has(rule), `${rule} has no facts`);
    lines.push(`${rule} ${pathOf(at)}: ${wordsOf(message)}`);
  });
  return lines;
}

suite('conditions across fields', () => {
  for (const [kind, spec, ...lines] of broken)
    test(`${kind.split(' ')[2]} ${spec} is objected to`, () => assert.deepEqual(found(kind, spec), lines));
  for (const [kind, spec] of fine)
    test(`${kind.split(' ')[2]} ${spec} is fine`, () => assert.deepEqual(found(kind, spec), []));

  test('the name of a training job begins with a letter and is short', () => {
    assert.deepEqual(found(job, '{}', '1a'), [
      'trainer/name : "1a" cannot be the name of a training job; begin with a small letter, and go on with small letters, digits and dashes.',
    ]);
    assert.deepEqual(found(job, '{}', 'a'.repeat(64)), [
      'trainer/name : The name has 64 characters; a training job may have 63 at most.',
    ]);
  });
  test('are survived by fields of any other shape', () => {
    for (const kind of new Set([...broken, ...fine].map(([name]) => name)))
      for (const spec of [
        'null',
        'text',
        '[[]]',
        '{ listeners: a, rules: [1, null, [2]], templates: { a: [] }, scaling: 3 }',
      ])
        found(kind, spec);
  });
});
