import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Report } from '../../../../../src/manifest/rule.ts';
import { KeptVerdicts } from '../../../../../src/manifest/rules/references/keptVerdicts.ts';
import { say } from '../../../../../src/manifest/say.ts';
import { aManifest } from '../../../../support/manifests.ts';

const { node } = aManifest('apiVersion: v1\nkind: Pod\n');

/** Asks for a verdict on one thing again and again; tells how often it was judged, and what was reported in all. */
function asked(...places: readonly { readonly generation?: string; readonly scope?: string }[]) {
  const kept = new KeptVerdicts<object>();
  const thing = {};
  const told: string[] = [];
  const report: Report = (rule, _at, message) => told.push(`${rule} ${message.template}`);
  let judged = 0;
  for (const { generation, scope = '' } of places)
    kept.run(thing, { surroundings: { generation }, scope, report }, file => {
      judged++;
      file('a/rule', node, say`Told.`);
    });
  return { judged, told };
}

suite('KeptVerdicts', () => {
  test('judges once and tells every time, while nothing changes', () => {
    const { judged, told } = asked({ generation: '1' }, { generation: '1' }, { generation: '1' });
    strictEqual(judged, 1);
    deepStrictEqual(told, ['a/rule Told.', 'a/rule Told.', 'a/rule Told.']);
  });
  test('judges anew when more is known, or the scope is another', () =>
    strictEqual(
      asked({ generation: '1' }, { generation: '2' }, { generation: '2', scope: 'prod' }).judged,
      3,
    ));
  test('keeps nothing where nobody counts changes', () => strictEqual(asked({}, {}).judged, 2));
});
