import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { kindOfModel, readPostedKinds } from '../../../scripts/schemas/core/api.ts';
import { generatedFolder, readModels } from '../../../scripts/schemas/core/model.ts';

const models = await readModels(generatedFolder());
const kinds = readPostedKinds(generatedFolder());
const kindNames = new Set(kinds.map(({ group, version, kind }) => `${group}/${version}/${kind}`));

suite('the models of the installed client', () => {
  test('tell types, formats, requirement and descriptions of fields', () => {
    const fields = models.get('V1ContainerPort')?.fields ?? [];
    deepStrictEqual(
      fields.map(({ name, type, format, isRequired }) => [name, type, format, isRequired]),
      [
        ['containerPort', 'number', 'int32', true],
        ['hostIP', 'string', '', false],
        ['hostPort', 'number', 'int32', false],
        ['name', 'string', '', false],
        ['protocol', 'string', '', false],
      ],
    );
    ok(fields.every(field => (field.description ?? '').length > 20));
  });

  test('name fields as JSON does, not as the class', () => {
    const names = models.get('V1JSONSchemaProps')?.fields.map(field => field.name) ?? [];
    ok(names.includes('default') && names.includes('enum') && names.includes('x-kubernetes-list-type'));
    ok(!names.some(name => name.startsWith('_')));
  });

  test('have descriptions without the marks of a comment', () => {
    const { description } = models.get('V1Container')?.fields.find(({ name }) => name === 'args') ?? {};
    ok(description?.startsWith("Arguments to the entrypoint. The container image's CMD is used"));
    strictEqual(models.get('V1Lifecycle')?.description?.includes('\\'), false);
  });

  test('know what is base64', () => {
    const data = models.get('V1Secret')?.fields.find(({ name }) => name === 'data');
    strictEqual(data?.format, 'byte');
  });
});

suite('the kinds that can be posted', () => {
  test('come with group, version, plural and scope', () => {
    deepStrictEqual(
      kinds.find(({ kind }) => kind === 'NetworkPolicy'),
      {
        group: 'networking.k8s.io',
        version: 'v1',
        kind: 'NetworkPolicy',
        plural: 'networkpolicies',
        isNamespaced: true,
        model: 'V1NetworkPolicy',
      },
    );
    deepStrictEqual(
      kinds.find(({ kind }) => kind === 'Namespace'),
      {
        group: '',
        version: 'v1',
        kind: 'Namespace',
        plural: 'namespaces',
        isNamespaced: false,
        model: 'V1Namespace',
      },
    );
  });

  test('are each there once, with every group that people write', () => {
    strictEqual(kindNames.size, kinds.length);
    for (const name of [
      'apps/v1/Deployment',
      'batch/v1/CronJob',
      'autoscaling/v2/HorizontalPodAutoscaler',
      'resource.k8s.io/v1/ResourceClaimTemplate',
      'events.k8s.io/v1/Event',
      '/v1/Event',
    ])
      ok(kindNames.has(name), name);
  });

  test('do without subresources, lists and what is only read', () => {
    for (const name of [
      '/v1/Eviction',
      'policy/v1/Eviction',
      '/v1/PodList',
      '/v1/ComponentStatus',
      'autoscaling/v1/Scale',
    ])
      ok(!kindNames.has(name), name);
  });

  test('do without the versions whose files an earlier release left behind', () => {
    ok(!kindNames.has('flowcontrol.apiserver.k8s.io/v1beta3/FlowSchema'));
    ok(!kindNames.has('resource.k8s.io/v1alpha2/ResourceClass'));
  });

  test('are named after their model without group and version', () => {
    deepStrictEqual(['V1Pod', 'CoreV1Event', 'V1alpha3DeviceTaintRule', 'V2MetricSpec'].map(kindOfModel), [
      'Pod',
      'Event',
      'DeviceTaintRule',
      'MetricSpec',
    ]);
  });
});
