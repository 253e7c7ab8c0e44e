import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { IndexedKind } from '../../../../src/manifest/schema/fileCatalog.ts';
import { retiredKinds } from '../../../../src/manifest/schema/retiredKinds.ts';
import { builtInCatalog, builtSchemas } from '../../../support/schemas.ts';

const catalog = builtInCatalog();
const index = JSON.parse(readFileSync(join(builtSchemas(), 'index.json'), 'utf8')) as readonly IndexedKind[];
const current = index.filter(
  ({ origin, retirement }) => origin === 'core' && retirement?.state !== 'removed',
);
const rows = retiredKinds(current);
const find = (apiVersion: string, kind: string) =>
  rows.find(row => `${row.group}/${row.version}` === apiVersion && row.kind === kind);

suite('versions of core kinds that are gone', () => {
  test('say since when, and what to write instead', () => {
    deepStrictEqual(find('batch/v1beta1', 'CronJob')?.retirement, {
      state: 'removed',
      since: '1.25',
      successor: 'batch/v1',
    });
    deepStrictEqual(find('extensions/v1beta1', 'Ingress')?.retirement, {
      state: 'removed',
      since: '1.22',
      successor: 'networking.k8s.io/v1',
    });
    deepStrictEqual(find('policy/v1beta1', 'PodSecurityPolicy')?.retirement, {
      state: 'removed',
      since: '1.25',
    });
  });

  test("borrow the successor's schema only where the fields are the same", () => {
    const { group, version, kind, file } = find('apps/v1beta1', 'Deployment') ?? {};
    deepStrictEqual([group, version, kind, file], ['apps', 'v1beta1', 'Deployment', 'core/apps.v1.json']);
    strictEqual(find('autoscaling/v2beta1', 'HorizontalPodAutoscaler')?.file, '');
  });

  test('have the plural and scope of REST paths', () => {
    strictEqual(find('extensions/v1beta1', 'NetworkPolicy')?.plural, 'networkpolicies');
    strictEqual(find('extensions/v1beta1', 'NetworkPolicy')?.isNamespaced, true);
    strictEqual(find('rbac.authorization.k8s.io/v1beta1', 'ClusterRole')?.isNamespaced, false);
    strictEqual(rows.filter(({ plural }) => plural === '' || plural.includes('!')).length, 0);
  });

  test('are served no more, and their successors are', () => {
    const served = new Set(current.map(({ group, version, kind }) => `${group}/${version} ${kind}`));
    for (const { group, version, kind, retirement } of rows) {
      ok(!served.has(`${group}/${version} ${kind}`), `${group}/${version} ${kind} is still there`);
      if (retirement?.successor !== undefined)
        ok(served.has(`${retirement.successor} ${kind}`), `${retirement.successor} ${kind}`);
    }
  });

  test('stand in the catalogue that ships, with the deprecated ones', () => {
    const scaler = { group: 'autoscaling', version: 'v2beta2', kind: 'HorizontalPodAutoscaler' };
    strictEqual(catalog.entry(scaler)?.retirement?.state, 'removed');
    ok(catalog.schema(scaler));
    strictEqual(catalog.schema({ ...scaler, version: 'v2beta1' }), undefined);
    deepStrictEqual(catalog.entry({ group: '', version: 'v1', kind: 'Endpoints' })?.retirement, {
      state: 'deprecated',
      since: '1.33',
    });
  });
});
