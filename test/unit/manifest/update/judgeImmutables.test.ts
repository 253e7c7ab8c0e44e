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

suite('a Service', () => {
  const text = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: ${spec}\n`;
  const live = (spec: object) => ({ kind: 'Service', metadata: { name: 'a' }, spec });
  const plain = live({
    type: 'ClusterIP',
    clusterIP: '10.0.0.1',
    clusterIPs: ['10.0.0.1'],
    ipFamilies: ['IPv4'],
  });
  test('keeps its address', () => {
    assert.deepEqual(refusedPaths(text('{clusterIP: None}'), plain), ['spec.clusterIP']);
    assert.deepEqual(refusedPaths(text('{clusterIPs: [10.0.0.2]}'), plain), ['spec.clusterIPs[0]']);
    assert.deepEqual(refusedPaths(text('{ipFamilies: [IPv6]}'), plain), ['spec.ipFamilies[0]']);
  });
  test('gets a second one', () =>
    assert.deepEqual(refusedPaths(text('{ipFamilies: [IPv4, IPv6]}'), plain), []));
  test('gives it up as an external name', () =>
    assert.deepEqual(
      refusedPaths(text('{type: ExternalName, externalName: a.b, clusterIP: ""}'), plain),
      [],
    ));
  test('keeps the class of its load balancer', () => {
    const balanced = live({ type: 'LoadBalancer', loadBalancerClass: 'a.b/c' });
    assert.deepEqual(refusedPaths(text('{loadBalancerClass: a.b/d}'), balanced), ['spec.loadBalancerClass']);
    assert.deepEqual(refusedPaths(text('{loadBalancerClass: a.b/d}'), plain), []);
  });
});

suite('storage', () => {
  const claim = (spec: string) =>
    `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a}\nspec: ${spec}\n`;
  const live = (phase: string, extra: object = {}) => ({
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'a' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } }, ...extra },
    status: { phase, capacity: { storage: '10Gi' } },
  });
  test('grows once it is bound', () => {
    const larger = claim('{resources: {requests: {storage: 20Gi}}}');
    assert.deepEqual(refusedPaths(larger, live('Bound')), []);
    assert.deepEqual(refusedPaths(larger, live('Pending')), ['spec.resources.requests.storage']);
  });
  test('never shrinks below what is there', () => {
    const [found] = refusals(claim('{resources: {requests: {storage: 5Gi}}}'), live('Bound'));
    assert.equal(found?.rule, 'update/shrinking');
    assert.equal(found.mended, claim('{resources: {requests: {storage: 10Gi}}}'));
  });
  test('goes back on an expansion that failed', () => {
    const failed = live('Bound', { resources: { requests: { storage: '30Gi' } } });
    assert.deepEqual(refusedPaths(claim('{resources: {requests: {storage: 20Gi}}}'), failed), []);
  });
  test('keeps its class, unless it had none', () => {
    const text = claim('{storageClassName: fast}');
    assert.deepEqual(refusedPaths(text, live('Bound', { storageClassName: 'slow' })), [
      'spec.storageClassName',
    ]);
    assert.deepEqual(refusedPaths(text, live('Bound')), []);
  });
  test('keeps the way to a volume', () => {
    const volume = (spec: string) =>
      `apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: a}\nspec: ${spec}\n`;
    const there = {
      kind: 'PersistentVolume',
      metadata: { name: 'a' },
      spec: { nfs: { server: 's', path: '/a' }, volumeMode: 'Filesystem', capacity: { storage: '1Gi' } },
    };
    assert.deepEqual(refusedPaths(volume('{nfs: {server: s, path: /b}, capacity: {storage: 2Gi}}'), there), [
      'spec.nfs.path',
    ]);
  });
});

suite('configuration that is immutable', () => {
  const text = (kind: string, rest: string) =>
    `apiVersion: v1\nkind: ${kind}\nmetadata: {name: a}\n${rest}\n`;
  const map = (isImmutable: boolean) => ({
    kind: 'ConfigMap',
    metadata: { name: 'a' },
    data: { a: '1' },
    ...(isImmutable ? { immutable: true } : {}),
  });
  test('keeps its data', () => {
    const [found] = refusals(text('ConfigMap', 'data: {a: "2"}'), map(true));
    assert.equal(found?.path, 'data.a');
    assert.match(found.message, /another name/);
    assert.deepEqual(refusedPaths(text('ConfigMap', 'data: {a: "2"}'), map(false)), []);
  });
  test('stays immutable', () =>
    assert.deepEqual(refusedPaths(text('ConfigMap', 'immutable: false'), map(true)), ['immutable']));
  const secret = { kind: 'Secret', type: 'Opaque', immutable: true, data: { a: null } };
  test('says of a Secret only what its keys tell', () => {
    const live = { ...secret, metadata: { name: 'a' } };
    assert.deepEqual(refusedPaths(text('Secret', 'type: Opaque\nstringData: {a: x, b: "y"}'), live), [
      'stringData.b',
    ]);
    assert.deepEqual(refusedPaths(text('Secret', 'type: kubernetes.io/tls'), live), ['type']);
  });
});

suite('other kinds', () => {
  const check = (header: string, rest: string, live: object, expected: readonly string[]) =>
    test(`${header} ${expected.join()}`, () => {
      const [apiVersion, kind] = header.split(' ');
      const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n${rest}\n`;
      assert.deepEqual(refusedPaths(text, { kind, metadata: { name: 'a' }, ...live }), expected);
    });
  check(
    'rbac.authorization.k8s.io/v1 RoleBinding',
    'roleRef: {kind: Role, name: b}\nsubjects: []',
    { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' } },
    ['roleRef.name'],
  );
  check('storage.k8s.io/v1 StorageClass', 'provisioner: b\nparameters: {type: x}', { provisioner: 'a' }, [
    'parameters',
    'provisioner',
  ]);
  check('scheduling.k8s.io/v1 PriorityClass', 'value: 2', { value: 1 }, ['value']);
  check('networking.k8s.io/v1 IngressClass', 'spec: {controller: b.c/d}', { spec: { controller: 'a.b/c' } }, [
    'spec.controller',
  ]);
  check('v1 ResourceQuota', 'spec: {scopes: [BestEffort]}', { spec: { scopes: ['Terminating'] } }, [
    'spec.scopes[0]',
  ]);
  check(
    'jobset.x-k8s.io/v1alpha2 JobSet',
    'spec: {replicatedJobs: [{name: w, replicas: 3}]}',
    { spec: { replicatedJobs: [{ name: 'w', replicas: 2 }] } },
    ['spec.replicatedJobs[0].replicas'],
  );
  check(
    'jobset.x-k8s.io/v1alpha2 JobSet',
    'spec: {suspend: true, replicatedJobs: [{name: w, template: {spec: {template: {spec: {nodeName: b}}}}}]}',
    {
      spec: {
        replicatedJobs: [{ name: 'w', template: { spec: { template: { spec: { nodeName: 'a' } } } } }],
      },
    },
    [],
  );
  check(
    'batch.volcano.sh/v1alpha1 Job',
    'spec: {queue: b, minAvailable: 3}',
    { spec: { queue: 'a', minAvailable: 2 } },
    ['spec.queue'],
  );
  check(
    'kubeflow.org/v1beta1 Experiment',
    'spec: {maxTrialCount: 9, objective: {goal: 0.9}}',
    { spec: { maxTrialCount: 3, objective: { goal: 0.8 } } },
    ['spec.objective.goal'],
  );
  check(
    'serving.kserve.io/v1alpha1 TrainedModel',
    'spec: {model: {memory: 2Gi, storageUri: s3://b}}',
    { spec: { model: { memory: '1Gi', storageUri: 's3://a' } } },
    ['spec.model.memory'],
  );
});
