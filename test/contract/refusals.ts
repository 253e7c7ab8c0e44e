import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe } from './contractServer.ts';
import { aDeployment, anInferenceService, causesOf, deploymentsIn, servicesIn } from './objects.ts';
import type { Json } from './rawApi.ts';

/** What is refused for what it says, and in which words. */
export const refusals = describe('refusals', doors => {
  const invalid: readonly (readonly [string, Json, readonly string[]])[] = [
    ['a name in capitals', { ...aDeployment('a'), metadata: { name: 'Web_3' } }, ['metadata.name']],
    [
      'a selector that misses its template',
      aDeployment('a', { selector: { matchLabels: { app: 'b' } } }),
      ['spec.template.metadata.labels'],
    ],
    [
      'no selector',
      aDeployment('a', { selector: undefined }),
      ['spec.selector', 'spec.template.metadata.labels'],
    ],
    ['no image', aDeployment('a', {}, { image: undefined }), ['spec.template.spec.containers[0].image']],
    ['fewer than no replicas', aDeployment('a', { replicas: -1 }), ['spec.replicas']],
    [
      'a mount of no volume',
      aDeployment('a', {}, { volumeMounts: [{ name: 'x', mountPath: '/x' }] }),
      ['spec.template.spec.containers[0].volumeMounts[0].name'],
    ],
  ];
  for (const [what, body, fields] of invalid) {
    test(`refuses ${what}, naming the field`, async () => {
      const { api, namespace } = doors();
      const answer = await api.send(deploymentsIn(await namespace()), { method: 'POST', body });
      assert.deepEqual([answer.status, answer.body.reason], [422, 'Invalid'], answer.text);
      assert.deepEqual(
        answer.body.details.causes.map((cause: Json) => cause.field),
        fields,
      );
      assert.ok(answer.body.message.startsWith(`Deployment.apps "${body.metadata.name}" is invalid: `));
    });
  }

  test('a value of the wrong type is refused', async () => {
    const { api, namespace } = doors();
    const answer = await api.send(deploymentsIn(await namespace()), {
      method: 'POST',
      body: aDeployment('a', { replicas: 'three' }),
    });
    assert.deepEqual([answer.status, answer.body.reason], [400, 'BadRequest']);
    assert.equal(
      answer.body.message,
      'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
    );
  });

  test('an unknown field is refused, told of or passed over, as one asks', async () => {
    const { api, namespace } = doors();
    const path = deploymentsIn(await namespace());
    const body = aDeployment('a', { replica: 3 }, { imagee: 'b' });
    const post = (mode: string) =>
      api.send(`${path}?dryRun=All&fieldValidation=${mode}`, { method: 'POST', body });
    const strict = await post('Strict');
    const words = ['unknown field "spec.template.spec.containers[0].imagee"', 'unknown field "spec.replica"'];
    assert.deepEqual([strict.status, strict.body.reason], [400, 'BadRequest']);
    assert.equal(
      strict.body.message,
      `Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: ${words.join(', ')}`,
    );
    const warned = await post('Warn');
    assert.deepEqual([warned.status, warned.warnings], [201, words]);
    assert.equal(warned.body.spec.replica, undefined, 'dropped');
    assert.deepEqual((await post('Ignore')).warnings, []);
  });

  test('the fields of a custom kind are checked as well', async () => {
    const { api, namespace } = doors();
    const path = servicesIn(await namespace());
    const post = (body: Json) =>
      api.send(`${path}?fieldValidation=Strict&dryRun=All`, { method: 'POST', body });
    const unknown = await post(anInferenceService('a', { minReplica: 1 }));
    assert.deepEqual([unknown.status, unknown.body.reason], [400, 'BadRequest']);
    assert.match(unknown.body.message, /strict decoding error: unknown field "spec\.predictor\.minReplica"$/);
    const odd = await post(anInferenceService('a', { minReplicas: 'two' }));
    assert.deepEqual([odd.status, odd.body.details.causes[0].field], [422, 'spec.predictor.minReplicas']);
    assert.match(odd.body.message, /in body must be of type integer: "string"$/);
    const missing = await post({ ...anInferenceService('a'), spec: {} });
    assert.deepEqual(causesOf(missing), [['FieldValueRequired', 'spec.predictor', 'Required value']]);
    assert.equal((await post(anInferenceService('a'))).status, 201);
  });
});
