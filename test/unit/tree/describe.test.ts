import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { describeObject } from '../../../src/tree/describe.ts';
import { moment } from '../../../src/tree/moment.ts';
import { fixture } from '../../support/fixture.ts';

const described = (path: string) => describeObject(fixture(path), []);
/** Holds the text to lines that must be in it, in this order, whatever stands between them. */
function says(text: string, ...lines: readonly string[]): void {
  let from = 0;
  for (const line of lines) {
    const at = text.indexOf(line, from);
    assert.ok(at >= 0, `"${line}" is not in, or not in its place in:\n${text}`);
    from = at + line.length;
  }
}

suite('describeObject', () => {
  test('says of a pod how it stands, why, and what its containers do', () => {
    says(
      described('cluster/pod.json'),
      'bert-predictor-7d9f-x2x4z\n',
      'ReplicaSet bert-predictor-7d9f\n',
      'CrashLoopBackOff\n',
      'back-off 40s',
      '0/1',
      'gpu-1',
      'Init containers:\n  storage-initializer:\n',
      'Containers:\n  kserve-container:\n',
      'OOMKilled, exit code 137',
      'HF_TOKEN:   from secretKeyRef hf, key token\n',
      'LOG_LEVEL:  info\n',
      '/mnt/models from model (read-only)\n',
      'Conditions:\n  PodScheduled:',
      'Tolerations:',
      'nvidia.com/gpu:NoSchedule',
      'Events: none\n',
    );
  });

  test('says of a node what is wrong with it and what it has', () => {
    says(
      described('cluster/node.json'),
      'NotReady,SchedulingDisabled',
      'container runtime is down',
      'accelerator, worker',
      'Taints:\n  nvidia.com/gpu=present:NoSchedule\n',
      'Conditions:\n  MemoryPressure:',
      'Allocatable:\n',
      'nvidia.com/gpu:',
      'KubeletVersion:',
    );
  });

  test('says of a Job how it ended and how long it took', () => {
    says(
      described('cluster/job.json'),
      'failed\n',
      'BackoffLimitExceeded: Job has reached',
      '0 active, 1 succeeded, 3 failed',
      'Failed indexes:',
      '30m\n',
      'Pod template:\n  Containers:\n    train:\n      Image:  pytorch/pytorch:2.9\n',
    );
  });

  test('says of a Deployment its counts and its strategy', () => {
    says(
      described('cluster/deployment.json'),
      '3 wanted, 2 ready, 1 updated',
      'timed out progressing',
      'Strategy:\n  Type:  RollingUpdate\n',
    );
  });

  test('says of a model its traffic and its scale', () => {
    says(
      described('models/inferenceServiceKnative.json'),
      'ready\n',
      'http://fraud.ml.example.com',
      'concurrency 20',
      'Traffic:\n  fraud-predictor-00003:  0 %\n  fraud-predictor-00002:  10 %\n',
      'Predictor:\n',
      'Transformer:\n',
    );
  });

  test('says of a Secret the names and sizes of its keys, and nothing of their values', () => {
    const text = described('cluster/secret.json');
    says(text, 'Opaque\n', 'Data:\n  token:  (hidden, 17 bytes)\n  user:   (hidden, 3 bytes)\n');
    for (const value of ['aGZf', 'hf_do_not', 'YW5h', 'last-applied'])
      assert.ok(!text.includes(value), value);
  });

  test('says of any other kind what it holds, field by field', () => {
    says(
      described('cluster/service.json'),
      'Kind:       Service  v1\n',
      'Spec:\n',
      'ClusterIP:  10.96.0.9\n',
      'Ports:\n    http:\n',
      'TargetPort:  http\n',
      'Status:\n  LoadBalancer:\n',
    );
  });

  test('lists events in the order of time, with how often they came', () => {
    const event = fixture('cluster/event.json');
    const earlier = {
      ...event,
      type: 'Normal',
      count: 1,
      reason: 'Pulled',
      lastTimestamp: '2026-03-01T09:00:00Z',
    };
    const text = describeObject({ kind: 'Odd' }, [event, earlier]);
    says(
      text,
      'Events:\n  Last seen            Type     Reason            From               Message\n',
      `  ${moment(Date.UTC(2026, 2, 1, 9))}  Normal   Pulled            default-scheduler  0/4 nodes are available\n`,
      `  ${moment(Date.UTC(2026, 2, 1, 10, 10))}  Warning  FailedScheduling  default-scheduler  7× 0/4 nodes`,
    );
  });
});
