import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { hover } from '../../../../src/manifest/assist/hover.ts';
import type { SchemaCatalog } from '../../../../src/manifest/schema/catalog.ts';
import { Schema } from '../../../../src/manifest/schema/schema.ts';
import type { SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';
import { type Files, marked, theCatalog } from './marked.ts';

/** Tuesday, 3 March 2026, 10:07 UTC. */
const now = Date.UTC(2026, 2, 3, 10, 7);

function told(files: Files | string, catalog: SchemaCatalog = theCatalog()): string {
  const { documents, offset, names } = marked(files);
  return hover({ documents, offset, catalog, surroundings: names.surroundings, now })?.markdown ?? '';
}

function has(text: string, ...parts: readonly string[]): void {
  for (const part of parts) assert.ok(text.includes(part), `${part}\n--- in ---\n${text}`);
}

/** A catalogue of one kind, whose schema comes from a cluster. */
function hostile(spec: SchemaJson): SchemaCatalog {
  const kind = { group: 'x.io', version: 'v1', kind: 'Thing' };
  const schema = new Schema({ type: 'object', properties: { spec } }, () => undefined);
  const entry = { ...kind, plural: 'things', isNamespaced: true, origin: 'cluster' as const };
  return { generation: 1, kinds: [entry], entry: () => entry, schema: () => schema, isOfCluster: true };
}

suite('hover', () => {
  test('tells what a field is for, its type, default and values', () =>
    has(
      told('apiVersion: v1\nkind: Pod\nspec:\n  restart<|>Policy: Always\n'),
      '**restartPolicy**',
      'Type: `string`',
      'Allowed: `Always`, `OnFailure`, `Never`',
      'Documentation',
    ));

  test('tells that a field is required', () =>
    has(
      told('apiVersion: apps/v1\nkind: Deployment\nspec:\n  templ<|>ate: {}\n'),
      'Type: `PodTemplateSpec`, required',
    ));

  test('reaches into lists', () =>
    has(
      told('apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - imag<|>e: x\n'),
      '**image**',
      'Type: `string`',
    ));

  test('covers the key alone', () => {
    const { documents, offset, names } = marked(
      'apiVersion: v1\nkind: Pod\nspec:\n  restart<|>Policy: Always\n',
    );
    const found = hover({ documents, offset, catalog: theCatalog(), surroundings: names.surroundings, now });
    assert.deepEqual([found?.start, found?.end], [33, 46]);
  });

  test('tells what a kind is', () =>
    has(told('apiVersion: apps/v1\nkind: Deploy<|>ment\n'), '**Deployment** apps/v1, namespaced'));

  test('tells that a version is gone, and what to write instead', () =>
    has(
      told('apiVersion: extensions/v1beta1\nkind: Deploy<|>ment\n'),
      'This version is removed',
      'use apps/v1',
    ));

  test('tells that a kind is unknown', () =>
    has(told('apiVersion: x.io/v1\nkind: Thi<|>ng\n'), 'Nothing is known of this kind.'));

  test('says nothing outside of manifests', () => assert.equal(told('a<|>: b\n'), ''));

  test('tells amounts in plain numbers', () => {
    const limits = (entry: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - resources:\n      limits:\n        ${entry}\n`;
    has(told(limits('memory: 1.5<|>Gi')), '`1.5Gi` is 1,610,612,736 bytes (1.611 GB, 1.5 GiB)');
    has(told(limits('cpu: 2<|>50m')), '`250m` is 0.25 cores');
    has(told(limits('nvidia.com/gpu: <|>2')), '`2` is 2');
  });

  test('tells when a schedule runs', () =>
    has(
      told('apiVersion: batch/v1\nkind: CronJob\nspec:\n  schedule: "0 6 <|>* * 1-5"\n'),
      'Runs at 06:00 on Monday to Friday',
      'Next: 2026-03-04 06:00, 2026-03-05 06:00, 2026-03-06 06:00 (UTC)',
    ));

  test('tells it by the clock of its zone', () =>
    has(
      told(
        'apiVersion: batch/v1\nkind: CronJob\nspec:\n  schedule: "0 * <|>* * *"\n  timeZone: Asia/Kolkata\n',
      ),
      'Next: 2026-03-03 16:00',
      '(Asia/Kolkata)',
    ));

  test('tells what an annotation does', () =>
    has(
      told(
        'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata:\n  annotations:\n    serving.kserve.io/deploy<|>mentMode: Standard\n',
      ),
      'Usual values: `Standard`, `Knative`',
    ));

  test('tells what a name refers to', () => {
    const config =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: prod}\ndata: {a.yaml: x}\n';
    const pod =
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - envFrom: [{configMapRef: {name: sett<|>ings}}]\n';
    has(
      told({ 'c.yaml': config, 'p.yaml': pod }),
      'ConfigMap **settings** in prod, from the workspace',
      'Keys: `a.yaml`',
    );
    has(told(pod), 'ConfigMap settings: not among the known ones');
  });

  test('never tells the value of a secret', () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: hub}\nstringData:\n  token: hunter2\n';
    const text = `${secret.replace('hunter2', 'hunt<|>er2')}`;
    assert.ok(!told(text).includes('hunter2'));
    const pod =
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - envFrom: [{secretRef: {name: h<|>ub}}]\n';
    const shown = told({ 's.yaml': secret, 'p.yaml': pod });
    has(shown, 'Keys: `token`');
    assert.ok(!shown.includes('hunter2'));
  });

  test('shows hostile words of a cluster as plain text', () => {
    const catalog = hostile({
      type: 'string',
      description: '[run](command:evil) ![i](http://x/i.png) <img src=x> **b** https://evil.example\n# head',
      pattern: '`x`',
      'x-timonel-link': 'https://evil.example/page',
    });
    const shown = told('apiVersion: x.io/v1\nkind: Thing\nsp<|>ec: x\n', catalog);
    has(
      shown,
      '\\[run\\]\\(command\\:evil\\)',
      '\\!\\[i\\]',
      '\\<img',
      '\\*\\*b\\*\\*',
      'https\\://',
      '\\# head',
      'pattern `` `x` ``',
    );
    assert.ok(!/(?<!\\)\]\(|(?<!\\)</.test(shown));
    assert.ok(!shown.includes('Documentation'));
  });
});
