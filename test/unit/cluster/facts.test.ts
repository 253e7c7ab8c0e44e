import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { configMapKind, secretKind } from '../../../src/cluster/config.ts';
import { eventKind } from '../../../src/cluster/event.ts';
import { cronJobKind, jobKind } from '../../../src/cluster/job.ts';
import { namespaceKind } from '../../../src/cluster/namespace.ts';
import { nodeKind } from '../../../src/cluster/node.ts';
import { serviceKind } from '../../../src/cluster/service.ts';
import { claimKind, volumeKind } from '../../../src/cluster/storage.ts';
import { daemonSetKind, deploymentKind, statefulSetKind } from '../../../src/cluster/workload.ts';
import { fixture } from '../../support/fixture.ts';

const at = (...parts: readonly [number, number, number, number?, number?]) => {
  const [year, month, day, hours = 0, minutes = 0] = parts;
  return Date.UTC(year, month - 1, day, hours, minutes);
};
const metadata = (name: string, namespace = 'ml') => ({
  uid: `uid-of-${name}`,
  namespace,
  name,
  resourceVersion: '42',
  createdAtMs: at(2026, 3, 1, 10),
});

suite('nodeKind', () => {
  test('reads state, roles, resources and GPUs', () => {
    assert.deepEqual(nodeKind.toFacts(fixture('cluster/node.json')), {
      ...metadata('gpu-1', ''),
      status: 'NotReady,SchedulingDisabled',
      isReady: false,
      isCordoned: true,
      problem: 'container runtime is down',
      pressures: ['MemoryPressure'],
      roles: ['accelerator', 'worker'],
      allocatable: { cpuMillis: 7910, memoryBytes: 31 * 2 ** 30, gpus: { 'nvidia.com/gpu': 8 } },
      maxPods: 110,
      taints: ['nvidia.com/gpu=present:NoSchedule', 'node.kubernetes.io/unschedulable:NoSchedule'],
      gpu: {
        product: 'Tesla-T4-SHARED',
        physicalCount: 2,
        memoryMib: 15_360,
        migStrategy: undefined,
        sharing: 'time-slicing',
        replicas: 4,
      },
      addresses: ['InternalIP 10.0.0.4', 'Hostname gpu-1'],
      kubeletVersion: 'v1.36.3',
    });
  });
  test('says Unknown of a node without a Ready condition, as kubectl does', () => {
    assert.equal(nodeKind.toFacts({ status: { conditions: [] } }).status, 'Unknown');
  });
  test('says NotReady when the node has gone silent', () => {
    const conditions = [
      { type: 'Ready', status: 'Unknown', message: 'Kubelet stopped posting node status.' },
    ];
    const node = nodeKind.toFacts({ status: { conditions } });
    assert.deepEqual([node.status, node.problem], ['NotReady', 'Kubelet stopped posting node status.']);
  });
  test('has no GPU facts without GPU labels', () => {
    assert.equal(nodeKind.toFacts({ metadata: { labels: { zone: 'a' } } }).gpu, undefined);
  });
  test('reads the product of an AMD node', () => {
    const labels = { 'amd.com/gpu.product-name': 'AMD_Instinct_MI300X' };
    assert.equal(nodeKind.toFacts({ metadata: { labels } }).gpu?.product, 'AMD_Instinct_MI300X');
  });
});

suite('workload kinds', () => {
  test('read counts, problem, images and the model label', () => {
    assert.deepEqual(deploymentKind.toFacts(fixture('cluster/deployment.json')), {
      ...metadata('triton'),
      kind: 'Deployment',
      wantedCount: 3,
      readyCount: 2,
      updatedCount: 1,
      availableCount: 2,
      isPaused: true,
      isObserved: false,
      problem: 'ReplicaSet "triton-1" has timed out progressing.',
      containers: [{ name: 'server', image: 'nvcr.io/nvidia/tritonserver:26.02-py3', ports: [8000, 8001] }],
      modelName: 'resnet',
    });
  });
  test('take missing replicas for one', () => {
    assert.equal(statefulSetKind.toFacts({ spec: {} }).wantedCount, 1);
  });
  test('count a DaemonSet by its nodes', () => {
    const status = {
      desiredNumberScheduled: 4,
      numberReady: 3,
      updatedNumberScheduled: 2,
      numberAvailable: 1,
    };
    const { wantedCount, readyCount, updatedCount, availableCount } = daemonSetKind.toFacts({ status });
    assert.deepEqual([wantedCount, readyCount, updatedCount, availableCount], [4, 3, 2, 1]);
  });
  test('prefer what keeps pods from being made at all', () => {
    const conditions = [
      { type: 'Progressing', status: 'False', message: 'timed out' },
      { type: 'ReplicaFailure', status: 'True', message: 'exceeded quota: gpus' },
    ];
    assert.equal(deploymentKind.toFacts({ status: { conditions } }).problem, 'exceeded quota: gpus');
  });
});

suite('jobKind and cronJobKind', () => {
  test('read how a Job stands and why it failed', () => {
    assert.deepEqual(jobKind.toFacts(fixture('cluster/job.json')), {
      ...metadata('train-29000001'),
      owner: { kind: 'CronJob', name: 'train', uid: 'uid-of-train' },
      isSuspended: false,
      isIndexed: true,
      completions: 4,
      parallelism: 2,
      backoffLimit: 2,
      activeCount: 0,
      readyCount: 0,
      succeededCount: 1,
      failedCount: 3,
      startedAtMs: at(2026, 3, 1, 10),
      completedAtMs: undefined,
      outcome: 'failed',
      outcomeAtMs: at(2026, 3, 1, 10, 30),
      reason: 'BackoffLimitExceeded',
      message: 'Job has reached the specified backoff limit',
    });
  });
  test('take a Job that is about to fail for failed', () => {
    const conditions = [{ type: 'FailureTarget', status: 'True', reason: 'DeadlineExceeded' }];
    assert.equal(jobKind.toFacts({ status: { conditions } }).outcome, 'failed');
  });
  test('read the timetable of a CronJob', () => {
    assert.deepEqual(cronJobKind.toFacts(fixture('cluster/cronJob.json')), {
      ...metadata('train'),
      schedule: '0 2 * * *',
      timeZone: 'Europe/Madrid',
      isSuspended: false,
      activeCount: 1,
      lastScheduledAtMs: at(2026, 3, 1, 2),
      lastSucceededAtMs: at(2026, 2, 28, 2, 20),
    });
  });
});

suite('serviceKind', () => {
  test('reads ports, addresses and selector', () => {
    assert.deepEqual(serviceKind.toFacts(fixture('cluster/service.json')), {
      ...metadata('triton'),
      type: 'LoadBalancer',
      clusterIp: '10.96.0.9',
      externalAddresses: ['203.0.113.9', 'triton.example.com'],
      ports: [
        { name: 'http', port: 80, targetPort: 'http', nodePort: 30080, protocol: 'TCP' },
        { name: undefined, port: 8001, targetPort: undefined, nodePort: undefined, protocol: 'TCP' },
      ],
      selector: 'app=triton,tier=serve',
    });
  });
});

suite('configMapKind and secretKind', () => {
  test('keep the names of keys, sorted', () => {
    const config = configMapKind.toFacts(fixture('cluster/configMap.json'));
    assert.deepEqual([config.keys, config.isImmutable], [['a.yaml', 'b.yaml', 'c.bin'], true]);
  });
  test('keep no value of a Secret, nor the annotation that repeats it', () => {
    const secret = secretKind.toFacts(fixture('cluster/secret.json'));
    assert.deepEqual([secret.keys, secret.type], [['token', 'user'], 'Opaque']);
    const kept = JSON.stringify(secret);
    for (const value of ['aGZfZG9fbm90X3Nob3dfbWU', 'hf_do_not_show_me', 'YW5h'])
      assert.ok(!kept.includes(value));
  });
});

suite('storage kinds', () => {
  test('read a claim with its volume', () => {
    assert.deepEqual(claimKind.toFacts(fixture('cluster/claim.json')), {
      ...metadata('datasets'),
      phase: 'Bound',
      volumeName: 'pv-1',
      requestedBytes: 100 * 2 ** 30,
      capacityBytes: 128 * 2 ** 30,
      storageClass: 'nfs',
      accessModes: ['ReadWriteMany'],
    });
  });
  test('read a volume with its claim', () => {
    assert.deepEqual(volumeKind.toFacts(fixture('cluster/volume.json')), {
      ...metadata('pv-1', ''),
      phase: 'Failed',
      problem: 'recycler: disk gone',
      claim: 'ml/datasets',
      capacityBytes: 128 * 2 ** 30,
      storageClass: 'nfs',
      accessModes: ['ReadWriteMany'],
      reclaimPolicy: 'Retain',
    });
  });
  test('say Terminating of a claim that is being deleted', () => {
    const deletionTimestamp = '2026-03-01T10:00:00Z';
    assert.equal(
      claimKind.toFacts({ metadata: { deletionTimestamp }, status: { phase: 'Bound' } }).phase,
      'Terminating',
    );
  });
});

suite('namespaceKind and eventKind', () => {
  test('read the phase of a namespace', () => {
    assert.equal(namespaceKind.toFacts(fixture('cluster/namespace.json')).phase, 'Terminating');
  });
  test('read an event with what it is about', () => {
    assert.deepEqual(eventKind.toFacts(fixture('cluster/event.json')), {
      ...metadata('bert.1'),
      isWarning: true,
      reason: 'FailedScheduling',
      message: '0/4 nodes are available',
      count: 7,
      lastSeenAtMs: at(2026, 3, 1, 10, 10),
      source: 'default-scheduler',
      about: { kind: 'Pod', namespace: 'ml', name: 'bert', uid: 'u1', fieldPath: 'spec.containers{main}' },
    });
  });
  test('read the count and the time of a series', () => {
    const series = { count: 12, lastObservedTime: '2026-03-01T11:00:00Z' };
    const event = eventKind.toFacts({
      series,
      eventTime: '2026-03-01T10:00:00Z',
      reportingComponent: 'kubelet',
    });
    assert.deepEqual([event.count, event.lastSeenAtMs, event.source], [12, at(2026, 3, 1, 11), 'kubelet']);
  });
});
