import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe } from './contractServer.ts';
import {
  aConfigMap,
  aDeployment,
  anInferenceService,
  aPod,
  causesOf,
  configMapsIn,
  deploymentsIn,
  podsIn,
  servicesIn,
} from './objects.ts';
import { contentTypes, type Json } from './rawApi.ts';

/** How objects are created and changed, and what is refused. */
export const writes = describe('writes', doors => {
  test('a new object gets its identity and the defaults of its kind', async () => {
    const { api, namespace } = doors();
    const path = deploymentsIn(await namespace());
    const made = await api.create(path, aDeployment('web'));
    assert.match(made.metadata.uid, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.match(made.metadata.creationTimestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(made.metadata.generation, 1);
    assert.deepEqual(made.spec.strategy, {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
    });
    const [container] = made.spec.template.spec.containers;
    assert.deepEqual(container.ports, [{ containerPort: 80, protocol: 'TCP' }]);
    assert.equal(container.imagePullPolicy, 'IfNotPresent');
    assert.equal(made.spec.template.spec.restartPolicy, 'Always');
  });

  test('a name is made up from its beginning', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    const made = await api.create(
      path,
      aConfigMap('', { metadata: { name: undefined, generateName: 'run-' } }),
    );
    assert.match(made.metadata.name, /^run-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  });

  test('a pod begins as pending, its requests filled in from its limits', async () => {
    const { api, namespace } = doors();
    const resources = { limits: { 'nvidia.com/gpu': '999' } };
    const pod = await api.create(
      podsIn(await namespace()),
      aPod('p', { containers: [{ name: 'main', image: 'a:1', resources }] }),
    );
    assert.equal(pod.status.phase, 'Pending');
    assert.deepEqual(pod.spec.containers[0].resources.requests, { 'nvidia.com/gpu': '999' });
    assert.equal(pod.spec.serviceAccountName, 'default');
  });

  test('what is there already, and namespaces that are not, are refused', async () => {
    const { api, namespace } = doors();
    const path = deploymentsIn(await namespace());
    await api.create(path, aDeployment('web'));
    const twice = await api.send(path, { method: 'POST', body: aDeployment('web') });
    assert.deepEqual(
      [twice.status, twice.body.reason, twice.body.message],
      [409, 'AlreadyExists', 'deployments.apps "web" already exists'],
    );
    const nowhere = await api.send(deploymentsIn('nope'), { method: 'POST', body: aDeployment('web') });
    assert.deepEqual([nowhere.status, nowhere.body.message], [404, 'namespaces "nope" not found']);
    const elsewhere = { ...aDeployment('b'), metadata: { name: 'b', namespace: 'other' } };
    const odd = await api.send(path, { method: 'POST', body: elsewhere });
    assert.deepEqual(
      [odd.status, odd.body.message],
      [400, 'the namespace of the provided object does not match the namespace sent on the request'],
    );
    const nameless = await api.send(path, { method: 'POST', body: { ...aDeployment(''), metadata: {} } });
    assert.deepEqual(causesOf(nameless), [
      ['FieldValueRequired', 'metadata.name', 'Required value: name or generateName is required'],
    ]);
  });

  test('a dry run answers like the real thing and keeps nothing', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    const made = await api.send(`${path}?dryRun=All`, { method: 'POST', body: aConfigMap('a') });
    assert.equal(made.status, 201);
    assert.equal((await api.get(`${path}/a`)).status, 404);
    const real = await api.create(path, aConfigMap('a'));
    const dry = await api.patch(`${path}/a?dryRun=All`, { data: { key: 'dry' } });
    assert.equal(dry.body.data.key, 'dry');
    assert.equal((await api.delete(`${path}/a?dryRun=All`)).status, 200);
    assert.equal((await api.get(`${path}/a`)).body.metadata.resourceVersion, real.metadata.resourceVersion);
    const odd = await api.send(`${path}?dryRun=Some`, { method: 'POST', body: aConfigMap('b') });
    assert.deepEqual(causesOf(odd), [
      ['FieldValueNotSupported', 'dryRun', 'Unsupported value: ["Some"]: supported values: "All"'],
    ]);
  });

  test('an update of an old state is a conflict', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    const old = await api.create(path, aConfigMap('a'));
    await api.patch(`${path}/a`, { data: { key: 'b' } });
    const late = await api.send(`${path}/a`, { method: 'PUT', body: { ...old, data: { key: 'c' } } });
    assert.deepEqual([late.status, late.body.reason], [409, 'Conflict']);
    assert.equal(
      late.body.message,
      'Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your changes to the latest version and try again',
    );
    const { resourceVersion: _, ...metadata } = old.metadata;
    const blind = await api.send(`${path}/a`, {
      method: 'PUT',
      body: { ...old, metadata, data: { key: 'c' } },
    });
    assert.deepEqual(
      [blind.status, blind.body.data.key, blind.body.metadata.uid],
      [200, 'c', old.metadata.uid],
    );
  });

  test('only a changed spec is a new generation', async () => {
    const { api, namespace } = doors();
    const path = `${deploymentsIn(await namespace())}/web`;
    await api.create(path.slice(0, -'/web'.length), aDeployment('web'));
    const labelled = await api.patch(path, { metadata: { labels: { a: 'b' } } });
    assert.equal(labelled.body.metadata.generation, 1);
    const scaled = await api.patch(path, { spec: { replicas: 2 } });
    assert.equal(scaled.body.metadata.generation, 2);
  });

  test('a change that changes nothing is no new version', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    const { metadata } = await api.create(path, aConfigMap('a'));
    const same = await api.patch(`${path}/a`, { data: { key: 'value' } });
    assert.deepEqual([same.status, same.body.metadata.resourceVersion], [200, metadata.resourceVersion]);
  });

  test('what must not change does not', async () => {
    const { api, namespace } = doors();
    const path = deploymentsIn(await namespace());
    await api.create(path, aDeployment('web'));
    const labels = { matchLabels: { app: 'other' } };
    const body = aDeployment('web', { selector: labels });
    body.spec.template.metadata.labels = { app: 'other' };
    const answer = await api.send(`${path}/web`, { method: 'PUT', body });
    assert.deepEqual(causesOf(answer), [
      ['FieldValueInvalid', 'spec.selector', `Invalid value: ${JSON.stringify(labels)}: field is immutable`],
    ]);
  });

  test('three kinds of patches, each by its own rules', async () => {
    const { api, namespace } = doors();
    const path = deploymentsIn(await namespace());
    await api.create(path, aDeployment('web'));
    const containers = (list: Json) => ({ spec: { template: { spec: { containers: list } } } });
    const strategic = await api.patch(
      `${path}/web`,
      containers([
        { name: 'web', image: 'example/web:2' },
        { name: 'side', image: 'side:1' },
      ]),
      contentTypes.strategic,
    );
    assert.deepEqual(
      strategic.body.spec.template.spec.containers.map((one: Json) => [one.name, one.image]).sort(),
      [
        ['side', 'side:1'],
        ['web', 'example/web:2'],
      ],
    );
    const gone = await api.patch(
      `${path}/web`,
      containers([{ name: 'side', $patch: 'delete' }]),
      contentTypes.strategic,
    );
    assert.deepEqual(
      gone.body.spec.template.spec.containers.map((one: Json) => one.name),
      ['web'],
    );
    assert.equal(gone.body.spec.template.spec.containers[0].env.length, 1, 'the rest stays');
    const merged = await api.patch(`${path}/web`, containers([{ name: 'only', image: 'only:1' }]));
    assert.deepEqual(
      merged.body.spec.template.spec.containers.map((one: Json) => one.name),
      ['only'],
      'lists are replaced',
    );
    const operations = [
      { op: 'replace', path: '/spec/replicas', value: 4 },
      { op: 'add', path: '/metadata/labels', value: { 'a/b': 'c' } },
    ];
    const pointed = await api.patch(`${path}/web`, operations, contentTypes.json);
    assert.deepEqual([pointed.body.spec.replicas, pointed.body.metadata.labels], [4, { 'a/b': 'c' }]);
    const none = await api.patch(`${path}/web`, '{}', 'text/plain');
    assert.deepEqual([none.status, none.body.reason], [415, 'UnsupportedMediaType']);
  });

  test('the status is written through its own door only', async () => {
    const { api, namespace } = doors();
    const path = `${servicesIn(await namespace())}/iris`;
    await api.create(path.slice(0, -'/iris'.length), anInferenceService('iris'));
    const front = await api.patch(path, { status: { url: 'http://front' } });
    assert.notEqual(front.body.status?.url, 'http://front');
    const back = await api.patch(`${path}/status`, {
      spec: { predictor: { minReplicas: 9 } },
      status: { url: 'http://back' },
    });
    assert.equal(back.body.status.url, 'http://back');
    assert.equal(back.body.spec.predictor.minReplicas, undefined);
  });

  test('scale shows and sets the replicas', async () => {
    const { api, namespace } = doors();
    const path = `${deploymentsIn(await namespace())}/web`;
    await api.create(path.slice(0, -'/web'.length), aDeployment('web'));
    const scale = (await api.get(`${path}/scale`)).body;
    assert.deepEqual(
      [scale.kind, scale.apiVersion, scale.spec.replicas, scale.status.selector],
      ['Scale', 'autoscaling/v1', 1, 'app=web'],
    );
    const scaled = await api.patch(`${path}/scale`, { spec: { replicas: 3 } });
    assert.deepEqual([scaled.status, scaled.body.spec.replicas], [200, 3]);
    assert.equal((await api.get(path)).body.spec.replicas, 3);
  });

  test('what a collection cannot do is not allowed', async () => {
    const { api } = doors();
    const answer = await api.send('/api/v1/pods', { method: 'POST', body: {} });
    assert.deepEqual(
      [answer.status, answer.body.reason, answer.body.message],
      [405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource'],
    );
  });
});
