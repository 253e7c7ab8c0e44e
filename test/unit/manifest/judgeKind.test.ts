import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { judgeKind } from '../../../src/manifest/judgeKind.ts';
import { wordsOf } from '../../../src/manifest/say.ts';
import { aManifest } from '../../support/manifests.ts';
import { builtInCatalog } from '../../support/schemas.ts';

const catalog = builtInCatalog();

/** `severity: words` of what is said of a kind, and what the first fix would write. */
function judged(apiVersion: string, kind: string): readonly string[] {
  const said: string[] = [];
  const manifest = aManifest(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n`);
  judgeKind(manifest, catalog, (rule, _, message, details) => {
    const fix = details?.fixes?.()[0]?.edits[0]?.newText ?? 'no fix';
    said.push(`${rule} ${details?.severity ?? 'hint'}: ${wordsOf(message)} [${fix}]`);
  });
  return said;
}

suite('judgeKind', () => {
  test('is content with what is served', () => assert.deepEqual(judged('apps/v1', 'Deployment'), []));
  test('refuses a built-in kind that is misspelt', () => {
    assert.deepEqual(judged('v1', 'configmap'), [
      'schema/unknown-kind error: There is no configmap in v1; ConfigMap is there. [ConfigMap]',
    ]);
    assert.match(judged('v1', 'Serviceee')[0] ?? '', /error: .*; Service is there/);
  });
  test('warns of a misspelt kind of a definition, since another one may be installed', () =>
    assert.match(
      judged('ray.io/v1', 'RayClusters')[0] ?? '',
      /^schema\/unknown-kind warning.*\[RayCluster\]$/,
    ));
  test('names the group in which the kind is', () =>
    assert.match(judged('v1', 'Deployment')[0] ?? '', /warning: .*it is in apps\/v1/));
  test('hints that it does not know a kind', () =>
    assert.match(judged('example.com/v1', 'Thing')[0] ?? '', /hint: Timonel does not know/));
  test('names the successor of a version that is gone', () =>
    assert.match(
      judged('extensions/v1beta1', 'Deployment')[0] ?? '',
      /retired-version warning.*\[apps\/v1\]$/,
    ));
});
