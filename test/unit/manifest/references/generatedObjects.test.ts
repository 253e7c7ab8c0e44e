import { deepStrictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { generatedBy } from '../../../../src/manifest/references/generatedObjects.ts';
import { aManifest } from '../../../support/manifests.ts';

function made(apiVersion: string, kind: string, spec: unknown = {}): readonly string[] {
  const text = JSON.stringify({ apiVersion, kind, metadata: { name: 'x', namespace: 'ml' }, spec });
  return generatedBy(aManifest(text), 'a.yaml').map(one => `${one.kind} ${one.namespace}/${one.name}`);
}

suite('what controllers make', () => {
  for (const [apiVersion, kind, spec, expected] of [
    ['bitnami.com/v1alpha1', 'SealedSecret', {}, ['Secret ml/x']],
    ['external-secrets.io/v1', 'ExternalSecret', { target: { name: 'y' } }, ['Secret ml/y']],
    ['cert-manager.io/v1', 'Certificate', { secretName: 'tls' }, ['Secret ml/tls']],
    ['cert-manager.io/v1', 'Certificate', {}, []],
    ['serving.knative.dev/v1', 'Service', {}, ['Service ml/x']],
    ['ray.io/v1', 'RayService', {}, ['Service ml/x-head-svc', 'Service ml/x-serve-svc']],
    ['machinelearning.seldon.io/v1', 'SeldonDeployment', { predictors: [{ name: 'a' }] }, ['Service ml/x-a']],
    ['jobset.x-k8s.io/v1alpha2', 'JobSet', { network: { subdomain: 'sub' } }, ['Service ml/sub']],
    ['apps/v1', 'Deployment', {}, []],
  ] as const)
    test(`of a ${kind} ${JSON.stringify(spec)}`, () =>
      deepStrictEqual(made(apiVersion, kind, spec), expected));
});
