import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe } from './contractServer.ts';
import { aDeployment, anInferenceService, deploymentsIn, servicesIn } from './objects.ts';
import type { Answer, Json } from './rawApi.ts';

const ownersOf = (object: Json): readonly string[] =>
  object.metadata.managedFields
    .filter((entry: Json) => entry.subresource === undefined)
    .map((entry: Json) => `${entry.manager} ${entry.operation}`)
    .sort();
const fieldsOf = (object: Json, manager: string): Json =>
  object.metadata.managedFields.find((entry: Json) => entry.manager === manager)?.fieldsV1;
const conflictOf = (answer: Answer) => [answer.status, answer.body.reason, answer.body.message];

/** Server-side apply: who owns what, who may change it, and what happens to what is applied no more. */
export const applies = describe('server-side apply', doors => {
  const start = async () => {
    const { api, namespace } = doors();
    const path = `${deploymentsIn(await namespace())}/web`;
    const apply = (body: Json, manager: string, more = '') =>
      api.apply(path, body, `fieldManager=${manager}${more}`);
    return { api, path, apply };
  };

  test('creates what is not there, and owns exactly what it applied', async () => {
    const { apply } = await start();
    const { status, body } = await apply(aDeployment('web'), 'timonel');
    assert.equal(status, 201);
    assert.deepEqual(ownersOf(body), ['timonel Apply']);
    const [entry] = body.metadata.managedFields;
    assert.deepEqual([entry.apiVersion, entry.fieldsType], ['apps/v1', 'FieldsV1']);
    assert.deepEqual(entry.fieldsV1, {
      'f:spec': {
        'f:paused': {},
        'f:replicas': {},
        'f:selector': {},
        'f:template': {
          'f:metadata': { 'f:labels': { 'f:app': {} } },
          'f:spec': {
            'f:containers': {
              'k:{"name":"web"}': {
                '.': {},
                'f:env': { 'k:{"name":"A"}': { '.': {}, 'f:name': {}, 'f:value': {} } },
                'f:image': {},
                'f:name': {},
                'f:ports': { 'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {} } },
              },
            },
          },
        },
      },
    });
  });

  test('applied twice, nothing changes', async () => {
    const { api, apply, path } = await start();
    await apply(aDeployment('web'), 'timonel');
    const { generation } = (await api.get(path)).body.metadata;
    const { status, body } = await apply(aDeployment('web'), 'timonel');
    assert.deepEqual([status, body.metadata.generation], [200, generation]);
  });

  test('a field that somebody else changed is a conflict that names them', async () => {
    const { api, apply, path } = await start();
    await apply(aDeployment('web'), 'timonel');
    const scaled = await api.patch(`${path}?fieldManager=other`, { spec: { replicas: 2 } });
    assert.deepEqual(ownersOf(scaled.body), ['other Update', 'timonel Apply']);
    assert.equal(fieldsOf(scaled.body, 'timonel')['f:spec']['f:replicas'], undefined, 'ownership went over');
    const refused = await apply(aDeployment('web'), 'timonel');
    assert.deepEqual(conflictOf(refused), [
      409,
      'Conflict',
      'Apply failed with 1 conflict: conflict with "other" using apps/v1: .spec.replicas',
    ]);
    assert.deepEqual(refused.body.details.causes, [
      {
        reason: 'FieldManagerConflict',
        message: 'conflict with "other" using apps/v1',
        field: '.spec.replicas',
      },
    ]);
  });

  test('several conflicts are listed by owner', async () => {
    const { api, apply, path } = await start();
    await apply(aDeployment('web'), 'timonel');
    await api.patch(`${path}?fieldManager=other`, { spec: { replicas: 2 } });
    const refused = await apply(aDeployment('web', {}, { image: 'example/web:3' }), 'third');
    assert.deepEqual(conflictOf(refused), [
      409,
      'Conflict',
      'Apply failed with 2 conflicts: conflicts with "other" using apps/v1:\n- .spec.replicas\n' +
        'conflicts with "timonel":\n- .spec.template.spec.containers[name="web"].image',
    ]);
    assert.equal(refused.body.details.causes.length, 2);
  });

  test('force takes the fields over', async () => {
    const { api, apply, path } = await start();
    await apply(aDeployment('web'), 'timonel');
    await api.patch(`${path}?fieldManager=other`, { spec: { replicas: 2 } });
    const { status, body } = await apply(aDeployment('web'), 'timonel', '&force=true');
    assert.deepEqual([status, body.spec.replicas], [200, 1]);
    assert.deepEqual(ownersOf(body), ['timonel Apply']);
  });

  test('the same value can have two owners', async () => {
    const { apply } = await start();
    await apply(aDeployment('web'), 'timonel');
    const { status, body } = await apply(aDeployment('web'), 'friend');
    assert.equal(status, 200);
    assert.deepEqual(ownersOf(body), ['friend Apply', 'timonel Apply']);
  });

  test('what is applied no more goes, unless somebody else owns it', async () => {
    const { apply } = await start();
    const rich = aDeployment('web');
    rich.metadata.labels = { mine: 'yes', ours: 'yes' };
    await apply(rich, 'timonel');
    await apply(
      { ...aDeployment('web', {}, { env: undefined }), metadata: { name: 'web', labels: { ours: 'yes' } } },
      'friend',
    );
    const { body } = await apply(aDeployment('web', { replicas: undefined }, { env: undefined }), 'timonel');
    assert.deepEqual(body.metadata.labels, { ours: 'yes' });
    assert.equal(body.spec.template.spec.containers[0].env, undefined);
    assert.equal(body.spec.replicas, 1, 'the friend still wants one');
    assert.equal(
      body.spec.template.spec.containers[0].imagePullPolicy,
      'IfNotPresent',
      'defaults are nobody’s',
    );
  });

  test('items of a list are owned one by one, by their keys', async () => {
    const { apply } = await start();
    await apply(aDeployment('web'), 'timonel');
    const mine = aDeployment('web', { replicas: undefined, paused: undefined }, {});
    mine.spec.template.spec.containers = [{ name: 'side', image: 'side:1' }];
    const { body } = await apply(mine, 'sidecars');
    assert.deepEqual(body.spec.template.spec.containers.map((one: Json) => one.name).sort(), ['side', 'web']);
    const without = aDeployment('web', { replicas: undefined, paused: undefined }, {});
    delete without.spec.template.spec;
    const after = await apply(without, 'sidecars');
    assert.deepEqual(
      after.body.spec.template.spec.containers.map((one: Json) => one.name),
      ['web'],
    );
  });

  test('a dry run of an apply keeps nothing', async () => {
    const { api, apply, path } = await start();
    assert.equal((await apply(aDeployment('web'), 'timonel', '&dryRun=All')).status, 201);
    assert.equal((await api.get(path)).status, 404);
  });

  test('without a manager, or with an unknown field, nothing is applied', async () => {
    const { api, apply, path } = await start();
    const nobody = await api.apply(path, aDeployment('web'), '');
    assert.deepEqual([nobody.status, nobody.body.details.causes[0].field], [422, 'fieldManager']);
    const unknown = await apply(aDeployment('web', { replica: 3 }), 'timonel', '&fieldValidation=Strict');
    assert.equal(unknown.status, 500);
    assert.equal(
      unknown.body.message,
      'failed to create typed patch object (/web; apps/v1, Kind=Deployment): .spec.replica: field not declared in schema',
    );
    const wrong = await apply(aDeployment('web', { replicas: 'three' }), 'timonel');
    assert.match(wrong.body.message, /: \.spec\.replicas: expected numeric \(int or float\), got string$/);
    const other = await apply({ ...aDeployment('web'), metadata: { name: 'other' } }, 'timonel');
    assert.deepEqual([other.status, other.body.reason], [400, 'BadRequest']);
  });

  test('custom kinds are applied by the same rules', async () => {
    const { api, namespace } = doors();
    const path = `${servicesIn(await namespace())}/iris`;
    const made = await api.apply(
      path,
      anInferenceService('iris', { minReplicas: 1 }),
      'fieldManager=timonel&fieldValidation=Strict',
    );
    assert.equal(made.status, 201);
    await api.patch(`${path}?fieldManager=other`, { spec: { predictor: { minReplicas: 2 } } });
    const refused = await api.apply(
      path,
      anInferenceService('iris', { minReplicas: 1 }),
      'fieldManager=timonel',
    );
    assert.deepEqual(conflictOf(refused), [
      409,
      'Conflict',
      'Apply failed with 1 conflict: conflict with "other" using serving.kserve.io/v1beta1: .spec.predictor.minReplicas',
    ]);
    const gone = await api.apply(path, anInferenceService('iris'), 'fieldManager=timonel');
    assert.deepEqual(
      [gone.status, gone.body.spec.predictor.minReplicas],
      [200, 2],
      'the other one owns it now',
    );
  });
});
