import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { defaultOf } from '../../../../src/manifest/schema/coreDefaults.ts';
import { enumOf, takesEmpty } from '../../../../src/manifest/schema/coreEnums.ts';
import { isZero, ruleTypeOf, withCoreFacts } from '../../../../src/manifest/schema/coreFacts.ts';

suite("what Kubernetes' code knows of core fields", () => {
  test('is told by type and field, and of nothing else', () => {
    deepStrictEqual(enumOf('Container', 'imagePullPolicy'), ['Always', 'IfNotPresent', 'Never']);
    strictEqual(enumOf('Container', 'image'), undefined);
    strictEqual(enumOf('constructor', 'name'), undefined);
    strictEqual(enumOf('Container', 'constructor'), undefined);
    strictEqual(defaultOf('Probe', 'periodSeconds'), 10);
    strictEqual(defaultOf('Probe', 'toString'), undefined);
    strictEqual(defaultOf('toString', 'name'), undefined);
  });

  test('holds the empty path type of a host path', () => {
    strictEqual(enumOf('HostPathVolumeSource', 'type')?.[0], '');
  });

  test('tells where an empty string is a value that is not set', () => {
    for (const [type, field] of [
      ['Container', 'imagePullPolicy'],
      ['PodSpec', 'restartPolicy'],
      ['ServiceSpec', 'type'],
      ['ServiceSpec', 'clusterIP'],
      ['Unknown', 'field'],
    ] as const)
      strictEqual(takesEmpty(type, field), true, field);
    for (const [type, field] of [
      ['Container', 'restartPolicy'],
      ['VolumeMount', 'mountPropagation'],
      ['LabelSelectorRequirement', 'operator'],
      ['PersistentVolumeClaimSpec', 'accessModes'],
    ] as const)
      strictEqual(takesEmpty(type, field), false, field);
  });

  test('is added to a schema that does not say it', () => {
    deepStrictEqual(withCoreFacts({ type: 'string' }, 'PodSpec', 'restartPolicy'), {
      type: 'string',
      enum: ['Always', 'OnFailure', 'Never'],
      default: 'Always',
    });
  });

  test('leaves what a schema says, and other fields', () => {
    const json = { type: 'string', enum: ['Never'], default: 'Never' };
    deepStrictEqual(withCoreFacts(json, 'PodSpec', 'restartPolicy'), json);
    const other = { type: 'string' };
    strictEqual(withCoreFacts(other, 'PodSpec', 'hostname'), other);
  });

  test('takes the place of a zero default', () => {
    const json = withCoreFacts({ type: 'integer', default: 0 }, 'Probe', 'failureThreshold');
    strictEqual(json.default, 3);
  });

  test('goes to the items of a list', () => {
    const json = withCoreFacts(
      { type: 'array', items: { type: 'string' } },
      'NetworkPolicySpec',
      'policyTypes',
    );
    deepStrictEqual(json, { type: 'array', items: { type: 'string', enum: ['Ingress', 'Egress'] } });
  });

  test("knows Go's zero values", () => {
    deepStrictEqual(['', 0, false, {}].map(isZero), [true, true, true, true]);
    deepStrictEqual(['TCP', 1, true, { a: 1 }, [], null, undefined].map(isZero), Array(7).fill(false));
  });

  test('judges ephemeral containers as containers', () => {
    deepStrictEqual(['EphemeralContainer', 'Container', 'PodSpec'].map(ruleTypeOf), [
      'Container',
      'Container',
      'PodSpec',
    ]);
  });
});
