import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { suite, test } from 'node:test';
import { configMapKind, secretKind } from '../../../src/cluster/config.ts';
import { eventKind } from '../../../src/cluster/event.ts';
import { cronJobKind, jobKind } from '../../../src/cluster/job.ts';
import { namespaceKind } from '../../../src/cluster/namespace.ts';
import { nodeKind } from '../../../src/cluster/node.ts';
import type { FactKind, ObjectFacts } from '../../../src/cluster/objectFacts.ts';
import { podKind } from '../../../src/cluster/pod.ts';
import type { WireObject } from '../../../src/cluster/resource.ts';
import { serviceKind } from '../../../src/cluster/service.ts';
import { claimKind, volumeKind } from '../../../src/cluster/storage.ts';
import {
  daemonSetKind,
  deploymentKind,
  replicaSetKind,
  statefulSetKind,
} from '../../../src/cluster/workload.ts';
import { inferenceServiceKind } from '../../../src/models/inferenceService.ts';
import { servedByKserve } from '../../../src/models/kserve.ts';
import { servedByWorkload } from '../../../src/models/serving.ts';
import { runOfJob, scheduleOfCronJob } from '../../../src/training/job.ts';
import { describeObject } from '../../../src/tree/describe.ts';
import { cleanObject } from '../../../src/tree/objectYaml.ts';
import { fixture } from '../../support/fixture.ts';
import { seededRandom } from '../../support/seededRandom.ts';

const kinds: readonly FactKind<ObjectFacts>[] = [
  podKind,
  nodeKind,
  deploymentKind,
  statefulSetKind,
  daemonSetKind,
  replicaSetKind,
  jobKind,
  cronJobKind,
  serviceKind,
  configMapKind,
  secretKind,
  claimKind,
  volumeKind,
  namespaceKind,
  eventKind,
  inferenceServiceKind,
];

/** Values that a broken or hostile server could send in the place of any other. */
const oddities: readonly unknown[] = [
  null,
  '',
  'x',
  -1,
  1e308,
  true,
  [],
  [null],
  [[[]]],
  {},
  { toString: 1, valueOf: 2 },
  JSON.parse('{"__proto__": {"name": "x"}, "constructor": null, "length": -1}'),
  'not a time, not a quantity, \u202e not in this direction \u0000',
  '9'.repeat(300),
];

/** The fixture with a few of its values replaced, removed or wrapped. */
function mutated(value: unknown, random: () => number): unknown {
  const chance = random();
  if (chance < 0.06) return oddities[Math.floor(random() * oddities.length)];
  if (Array.isArray(value)) return value.map(item => mutated(item, random));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(() => random() > 0.04)
      .map(([key, item]) => [key, mutated(item, random)]),
  );
}

function readEverything(wire: WireObject): void {
  for (const kind of kinds) {
    const facts = kind.toFacts(wire);
    assert.equal(typeof facts.uid, 'string');
    assert.equal(typeof facts.name, 'string');
    assert.ok(Number.isFinite(facts.createdAtMs));
  }
  servedByKserve(inferenceServiceKind.toFacts(wire));
  servedByWorkload(deploymentKind.toFacts(wire));
  runOfJob(jobKind.toFacts(wire));
  scheduleOfCronJob(cronJobKind.toFacts(wire));
  assert.equal(typeof describeObject(wire, [wire]), 'string');
  cleanObject(wire);
}

suite('readers of facts', () => {
  test('never throw, whatever object of whatever kind they are given', () => {
    for (const oddity of oddities) readEverything({ metadata: oddity, spec: oddity, status: oddity });
    readEverything({});
  });

  const folder = new URL('../../fixtures/', import.meta.url);
  const files = ['cluster', 'models'].flatMap(room =>
    readdirSync(new URL(room, folder))
      .filter(name => name.endsWith('.json'))
      .map(name => `${room}/${name}`),
  );
  for (const file of files) {
    test(`never throw on ${file} with parts of it broken`, () => {
      const random = seededRandom(7);
      const whole = fixture(file);
      for (let round = 0; round < 200; round++) readEverything(mutated(whole, random) as WireObject);
    });
  }

  test('never throw on an object nested a thousand levels deep', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 1000; level++) deep = level % 2 === 0 ? { deep } : [deep];
    readEverything({ apiVersion: 'v1', kind: 'Odd', metadata: { name: 'deep' }, spec: deep, status: deep });
  });
});
