import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { refusals, refusedPaths } from './update.ts';

const deployment = (selector: string, extra = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector: ${selector}
  template:
    metadata:
      labels: {app: web}
${extra}`;

const liveDeployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', uid: '1' },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } } },
  },
};

suite('what cannot be changed', () => {
  test('is the selector of a Deployment', () => {
    const [found, ...rest] = refusals(deployment('{matchLabels: {app: api}}'), liveDeployment);
    assert.deepEqual(rest, []);
    assert.equal(found?.rule, 'update/immutable-field');
    assert.equal(found.path, 'spec.selector.matchLabels.app');
    assert.equal(
      found.message,
      'spec.selector.matchLabels.app cannot be changed on an object that exists; the cluster has web. Delete the object and create it anew, or write back what it has.',
    );
    assert.equal(found.mended, deployment('{matchLabels: {app: web}}'));
  });

  test('is a label that a selector gains or loses', () => {
    const two = {
      ...liveDeployment,
      spec: { ...liveDeployment.spec, selector: { matchLabels: { app: 'web', tier: 'front' } } },
    };
    assert.deepEqual(refusedPaths(deployment('{matchLabels: {app: web}}'), two), [
      'spec.selector.matchLabels.tier',
    ]);
    const [gained] = refusals(deployment('{matchLabels: {app: web, tier: front}}'), liveDeployment);
    assert.equal(gained?.path, 'spec.selector.matchLabels.tier');
    assert.equal(gained.mended, deployment('{matchLabels: {app: web}}'));
  });

  test('everything else of a Deployment changes freely', () =>
    assert.deepEqual(refusedPaths(deployment('{matchLabels: {app: web}}'), liveDeployment), []));

  test('another object or one that goes away says nothing', () => {
    const text = deployment('{matchLabels: {app: api}}');
    assert.deepEqual(refusedPaths(text, { ...liveDeployment, metadata: { name: 'other' } }), []);
    const going = { name: 'web', deletionTimestamp: '2026-01-01T00:00:00Z' };
    assert.deepEqual(refusedPaths(text, { ...liveDeployment, metadata: going }), []);
    assert.deepEqual(refusedPaths(text, null), []);
  });
});

const liveSet = {
  kind: 'StatefulSet',
  metadata: { name: 'db' },
  spec: {
    serviceName: 'db',
    podManagementPolicy: 'OrderedReady',
    selector: { matchLabels: { app: 'db' } },
    volumeClaimTemplates: [
      {
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        status: { phase: 'Pending' },
      },
    ],
  },
};

const statefulSet = (storage: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  replicas: 5
  serviceName: db
  volumeClaimTemplates:
  - metadata: {name: data}
    spec:
      accessModes: [ReadWriteOnce]
      resources: {requests: {storage: ${storage}}}
`;

suite('a StatefulSet', () => {
  test('keeps its claim templates', () =>
    assert.deepEqual(refusedPaths(statefulSet('2Gi'), liveSet), [
      'spec.volumeClaimTemplates[0].spec.resources.requests.storage',
    ]));
  test('takes the same amount in other words', () =>
    assert.deepEqual(refusedPaths(statefulSet('1024Mi'), liveSet), []));
  test('takes no further claim template', () =>
    assert.deepEqual(refusedPaths(`${statefulSet('1Gi')}  - metadata: {name: logs}\n`, liveSet), [
      'spec.volumeClaimTemplates',
    ]));
});

const job = (spec: string) => `apiVersion: batch/v1
kind: Job
metadata: {name: train}
spec:
${spec}
`;
const container = { name: 'main', image: 'a:1', imagePullPolicy: 'IfNotPresent' };
const liveJob = (spec: object, status: object = {}) => ({
  kind: 'Job',
  metadata: { name: 'train' },
  spec: {
    completions: 1,
    parallelism: 1,
    completionMode: 'NonIndexed',
    suspend: false,
    template: {
      metadata: { labels: { 'batch.kubernetes.io/job-name': 'train' } },
      spec: { restartPolicy: 'Never', containers: [container] },
    },
    ...spec,
  },
  status,
});
const otherImage = job(`  backoffLimit: 2
  template:
    spec:
      containers:
      - name: main
        image: a:2`);

suite('a Job', () => {
  test('keeps its template', () => {
    const [found] = refusals(otherImage, liveJob({}, { startTime: '2026-01-01T00:00:00Z' }));
    assert.equal(found?.path, 'spec.template.spec.containers[0].image');
    assert.match(found.message, /the cluster has a:1\. Give the new object another name/);
  });
  test('keeps its completions, unless it is indexed and its parallelism goes along', () => {
    assert.deepEqual(refusedPaths(job('  completions: 2'), liveJob({})), ['spec.completions']);
    const indexed = liveJob({ completionMode: 'Indexed', completions: 3, parallelism: 3 });
    assert.deepEqual(refusedPaths(job('  completions: 4'), indexed), ['spec.completions']);
    assert.deepEqual(refusedPaths(job('  completions: 4\n  parallelism: 4'), indexed), []);
  });
  test('may be told where to run while it is suspended', () => {
    const placed = job('  template: {spec: {nodeSelector: {zone: a}}}');
    assert.deepEqual(refusedPaths(placed, liveJob({ suspend: true })), []);
    assert.deepEqual(refusedPaths(placed, liveJob({})), ['spec.template.spec.nodeSelector']);
  });
  test('keeps its image even then', () =>
    assert.deepEqual(refusedPaths(otherImage, liveJob({ suspend: true })), [
      'spec.template.spec.containers[0].image',
    ]));
});

const pod = (spec: string) => `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
${spec}
`;
const livePod = {
  kind: 'Pod',
  metadata: { name: 'a' },
  spec: {
    containers: [
      {
        name: 'main',
        image: 'a:1',
        env: [{ name: 'TOKEN', value: 'hush' }],
        ports: [{ containerPort: 80, protocol: 'TCP' }],
        resources: { limits: { cpu: '1' } },
        volumeMounts: [{ name: 'kube-api-access-x', mountPath: '/var/run' }],
      },
    ],
    nodeName: 'node-1',
    enableServiceLinks: true,
    activeDeadlineSeconds: 60,
    volumes: [{ name: 'kube-api-access-x' }],
  },
};

suite('a Pod', () => {
  test('takes another image, and what the server fills in', () =>
    assert.deepEqual(
      refusedPaths(
        pod(`  hostNetwork: false
  containers:
  - name: main
    image: a:2
    ports: [{containerPort: 80}]
    resources: {limits: {cpu: 1000m}}
    volumeMounts: []`),
        livePod,
      ),
      [],
    ));
  test('takes no further container and no other field', () =>
    assert.deepEqual(
      refusedPaths(
        pod(`  nodeName: node-2
  containers:
  - name: main
    image: a:1
    ports: [{containerPort: 81}]
  - name: side`),
        livePod,
      ),
      ['spec.nodeName', 'spec.containers[0].ports[0]', 'spec.containers[1]'],
    ));
  test('may be given less time, never more', () => {
    assert.deepEqual(refusedPaths(pod('  activeDeadlineSeconds: 30'), livePod), []);
    assert.deepEqual(refusedPaths(pod('  activeDeadlineSeconds: 90'), livePod), [
      'spec.activeDeadlineSeconds',
    ]);
  });
  test('keeps the values of its environment to itself', () => {
    const [found] = refusals(
      pod('  containers:\n  - name: main\n    env: [{name: TOKEN, value: other}]'),
      livePod,
    );
    assert.equal(found?.path, 'spec.containers[0].env[0].value');
    assert.doesNotMatch(found.message, /hush/);
    assert.equal(found.mended, undefined);
  });
  test('is not judged where a value is filled in later', () =>
    assert.deepEqual(refusedPaths(pod('  nodeName: "{{node}}"'), livePod), []));
});
