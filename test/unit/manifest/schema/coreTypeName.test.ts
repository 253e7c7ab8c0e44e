import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { coreTypeName } from '../../../../src/manifest/schema/coreTypeName.ts';

suite('names of core types', () => {
  for (const [id, name] of [
    ['io.k8s.api.core.v1.PodSpec', 'PodSpec'],
    ['io.k8s.api.autoscaling.v2.MetricSpec', 'MetricSpec'],
    ['io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta', 'ObjectMeta'],
    ['io.k8s.apimachinery.pkg.api.resource.Quantity', 'Quantity'],
    ['io.k8s.apimachinery.pkg.util.intstr.IntOrString', 'IntOrString'],
    ['io.k8s.apimachinery.pkg.runtime.RawExtension', 'RawExtension'],
    ['io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps', 'JSONSchemaProps'],
    ['io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIService', 'APIService'],
  ] as const)
    test(`${id} is ${name}`, () => strictEqual(coreTypeName(id), name));

  test('tell types of one name apart by their group', () => {
    deepStrictEqual(
      [
        'io.k8s.api.rbac.v1.Subject',
        'io.k8s.api.flowcontrol.v1.Subject',
        'io.k8s.api.core.v1.ResourceClaim',
        'io.k8s.api.resource.v1.ResourceClaim',
        'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.ServiceReference',
      ].map(coreTypeName),
      [
        'RbacSubject',
        'FlowcontrolSubject',
        'CoreResourceClaim',
        'ResourceClaim',
        'ApiregistrationServiceReference',
      ],
    );
  });

  test('are given to no custom resource, even in a group of Kubernetes', () => {
    strictEqual(coreTypeName('io.kserve.serving.v1beta1.InferenceService'), undefined);
    strictEqual(coreTypeName('io.k8s.networking.gateway.v1.HTTPRoute'), undefined);
    strictEqual(coreTypeName('io.x-k8s.kueue.v1beta1.LocalQueue'), undefined);
  });
});
