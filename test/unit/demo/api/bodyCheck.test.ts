import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  checkApplied,
  checkBody,
  type FieldValidation,
  schemaCauses,
} from '../../../../src/demo/api/bodyCheck.ts';
import { builtinKinds } from '../../../../src/demo/api/builtinKinds.ts';
import type { JsonObject } from '../../../../src/demo/api/kubeObject.ts';
import type { ServedKind } from '../../../../src/demo/api/servedKind.ts';
import { ApiError } from '../../../../src/demo/api/status.ts';

const kindOf = (plural: string): ServedKind => {
  const found = builtinKinds.find(kind => kind.plural === plural);
  assert.ok(found);
  return found;
};
const deployments = kindOf('deployments');
const models = kindOf('inferenceservices');
const aDeployment = (spec: JsonObject) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec,
});
const check = (body: JsonObject, mode: FieldValidation) => {
  const warnings: string[] = [];
  return { body: checkBody(deployments, body, mode, text => warnings.push(text)), warnings };
};
const refused =
  (words: RegExp, code = 400) =>
  (error: unknown) =>
    error instanceof ApiError && error.code === code && words.test(error.message);

suite('checkBody', () => {
  const typo = aDeployment({ replica: 1, template: { spec: { containers: [{ name: 'a', imagee: 'b' }] } } });

  test('a strict check refuses unknown fields, all of them, as they are written', () => {
    const words =
      /strict decoding error: unknown field "spec\.replica", unknown field "spec\.template\.spec\.containers\[0\]\.imagee"$/;
    assert.throws(() => check(typo, 'Strict'), refused(words));
  });

  test('a warning check tells of them and drops them', () => {
    const { body, warnings } = check(typo, 'Warn');
    assert.deepEqual(warnings, [
      'unknown field "spec.replica"',
      'unknown field "spec.template.spec.containers[0].imagee"',
    ]);
    assert.deepEqual((body['spec'] as JsonObject)['template'], { spec: { containers: [{ name: 'a' }] } });
  });

  test('a careless check says nothing, and a good body comes back as it was', () => {
    assert.deepEqual(check(typo, 'Ignore').warnings, []);
    const good = aDeployment({ replicas: 1 });
    assert.equal(check(good, 'Strict').body, good);
  });

  const wrong: readonly (readonly [JsonObject, string])[] = [
    [
      { replicas: 'three' },
      'cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
    [
      { paused: 'yes' },
      'cannot unmarshal string into Go struct field DeploymentSpec.spec.paused of type bool',
    ],
    [
      { template: { spec: { containers: [{ name: 1 }] } } },
      'cannot unmarshal number into Go struct field Container.spec.template.spec.containers.name of type string',
    ],
  ];
  for (const [spec, words] of wrong) {
    test(`refuses ${JSON.stringify(spec)}`, () => {
      assert.throws(
        () => check(aDeployment(spec), 'Ignore'),
        refused(new RegExp(words.replaceAll('.', '\\.'))),
      );
    });
  }
});

suite('checkApplied', () => {
  test('an applied configuration may hold nothing unknown, whatever the mode', () => {
    const words =
      /^failed to create typed patch object \(\/web; apps\/v1, Kind=Deployment\): \.spec\.replica: field not declared in schema$/;
    assert.throws(
      () => checkApplied(deployments, aDeployment({ replica: 1 }), 'Ignore'),
      refused(words, 500),
    );
  });

  test('several errors are listed', () => {
    const words =
      /: errors:\n {2}\.spec\.replica: field not declared in schema\n {2}\.spec\.paused: expected boolean, got string$/;
    assert.throws(
      () => checkApplied(deployments, aDeployment({ replica: 1, paused: 'x' }), 'Strict'),
      refused(words, 500),
    );
  });

  test('custom kinds are only refused strictly', () => {
    const body = {
      apiVersion: 'serving.kserve.io/v1beta1',
      kind: 'InferenceService',
      metadata: { name: 'a' },
      spec: { predictor: { nope: 1 } },
    };
    checkApplied(models, body, 'Warn');
    assert.throws(
      () => checkApplied(models, body, 'Strict'),
      refused(/unknown field "spec\.predictor\.nope"/),
    );
  });
});

suite('schemaCauses', () => {
  const causes = (spec: JsonObject) =>
    schemaCauses(models, { metadata: { name: 'a' }, spec }).map(({ field, reason }) => [field, reason]);

  test('names what is missing, of the wrong type, or not one of the words', () => {
    assert.deepEqual(causes({}), [['spec.predictor', 'FieldValueRequired']]);
    assert.deepEqual(causes({ predictor: { minReplicas: 'x' } }), [
      ['spec.predictor.minReplicas', 'FieldValueTypeInvalid'],
    ]);
    assert.deepEqual(causes({ predictor: { scaleMetric: 'luck' } }), [
      ['spec.predictor.scaleMetric', 'FieldValueNotSupported'],
    ]);
    assert.deepEqual(causes({ predictor: { model: { modelFormat: { name: 'sklearn' } } } }), []);
  });
});
