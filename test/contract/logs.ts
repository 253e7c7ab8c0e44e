import assert from 'node:assert/strict';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { describe } from './contractServer.ts';
import { aPod, podsIn } from './objects.ts';
import { eventually, type Json } from './rawApi.ts';

const container = 'main';

/** How logs are read. */
export const logs = describe('logs', doors => {
  /** A running pod whose container has written `lines`. */
  const writer = async (lines: readonly string[], annotations: Json = {}) => {
    const { api, namespace, server } = doors();
    const owner = { namespace: await namespace(), pod: 'writer', container };
    const pod = `${podsIn(owner.namespace)}/writer`;
    await server.appendLog(owner, lines);
    await api.create(podsIn(owner.namespace), aPod('writer', { annotations }));
    await eventually(
      'the start of the pod',
      () => api.get(pod),
      ({ body }) => body.status.containerStatuses?.[0]?.state.running,
    );
    return { api, pod, log: `${pod}/log`, say: (more: readonly string[]) => server.appendLog(owner, more) };
  };

  test('what was written so far, all of it or its end', async () => {
    const { api, log } = await writer(['one', 'two', 'three']);
    const all = await eventually(
      'the lines',
      () => api.get(log),
      answer => answer.text === 'one\ntwo\nthree\n',
    );
    assert.equal(all.headers['content-type'], 'text/plain');
    assert.equal((await api.get(`${log}?tailLines=2`)).text, 'two\nthree\n');
    assert.equal((await api.get(`${log}?tailLines=0`)).text, '');
    assert.equal((await api.get(`${log}?limitBytes=5`)).text, 'one\nt');
    assert.equal((await api.get(`${log}?container=main`)).text, 'one\ntwo\nthree\n');
  });

  test('times stand before the lines, to the nanosecond, and only grow', async () => {
    const { api, log } = await writer(['one', 'two']);
    const { text } = await eventually(
      'the lines',
      () => api.get(`${log}?timestamps=true`),
      answer => answer.text.split('\n').length === 3,
    );
    const lines = text.trimEnd().split('\n');
    for (const line of lines) assert.match(line, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z (one|two)$/);
    assert.ok((lines[0] ?? '') <= (lines[1] ?? ''));
  });

  test('since a moment, rounded down to its second', async () => {
    const { api, log, say } = await writer(['old']);
    const stamped = await eventually(
      'the line',
      () => api.get(`${log}?timestamps=true`),
      answer => answer.text !== '',
    );
    const oldMs = Date.parse(stamped.text.split(' ')[0] ?? '');
    await new Promise(resolve =>
      setTimeout(resolve, Math.max(0, Math.ceil((oldMs + 1) / 1000) * 1000 + 200 - Date.now())),
    );
    await say(['new']);
    await eventually(
      'both lines',
      () => api.get(log),
      answer => answer.text === 'old\nnew\n',
    );
    const at = (timeMs: number) => api.get(`${log}?sinceTime=${new Date(timeMs).toISOString()}`);
    assert.equal((await at(Math.ceil((oldMs + 1) / 1000) * 1000)).text, 'new\n');
    assert.equal(
      (await at(Math.floor(oldMs / 1000) * 1000 + 999)).text,
      'old\nnew\n',
      'milliseconds do not count',
    );
    assert.equal((await api.get(`${log}?sinceSeconds=3600`)).text, 'old\nnew\n');
  });

  test('followed, every line comes as it is written', async () => {
    const { api, log, say } = await writer(['one']);
    const response = await api.open(`${log}?follow=true`);
    const lines = createInterface(response)[Symbol.asyncIterator]();
    assert.equal((await lines.next()).value, 'one');
    await say(['two', 'three']);
    assert.equal((await lines.next()).value, 'two');
    assert.equal((await lines.next()).value, 'three');
    response.destroy();
  });

  test('a followed log ends with its pod', async () => {
    const { api, log, pod } = await writer(['one']);
    const response = await api.open(`${log}?follow=true`);
    const lines = createInterface(response)[Symbol.asyncIterator]();
    assert.equal((await lines.next()).value, 'one');
    await api.delete(pod, { gracePeriodSeconds: 1 });
    assert.equal((await lines.next()).done, true);
  });

  test('the run before is kept after a restart', async () => {
    const annotations = {
      'timonel.test/run-seconds': '2',
      'timonel.test/exit-code': '1',
      'timonel.test/fail-times': '1',
      'timonel.test/restart-after': '1',
    };
    const { api, log, pod } = await writer(['one'], { ...annotations, 'timonel.test/log': 'serving' });
    const first = await api.get(`${log}?previous=true`);
    assert.deepEqual([first.status, first.body.reason], [400, 'BadRequest']);
    assert.equal(first.body.message.trim(), 'previous terminated container "main" in pod "writer" not found');
    await eventually(
      'the restart',
      () => api.get(pod),
      ({ body }) => body.status.containerStatuses[0].restartCount > 0,
    );
    assert.equal((await api.get(`${log}?previous=true`)).status, 200);
  });

  test('with several containers one has to be named, and it has to be there', async () => {
    const { api, namespace } = doors();
    const path = podsIn(await namespace());
    const containers = [
      { name: 'main', image: 'a:1' },
      { name: 'side', image: 'b:1' },
    ];
    await api.create(path, aPod('two', { containers }));
    const unnamed = await api.get(`${path}/two/log`);
    assert.deepEqual([unnamed.status, unnamed.body.reason], [400, 'BadRequest']);
    assert.equal(
      unnamed.body.message,
      'a container name must be specified for pod two, choose one of: [main side]',
    );
    const wrong = await api.get(`${path}/two/log?container=nope`);
    assert.equal(wrong.body.message, 'container nope is not valid for pod two');
    const missing = await api.get(`${path}/none/log`);
    assert.deepEqual([missing.status, missing.body.message], [404, 'pods "none" not found']);
  });

  test('a container that waits to start has no log yet, and says what it waits for', async () => {
    const { api, namespace } = doors();
    const path = podsIn(await namespace());
    await api.create(path, aPod('slow', { annotations: { 'timonel.test/pull-seconds': '600' } }));
    const waiting = await eventually(
      'the refusal',
      () => api.get(`${path}/slow/log`),
      ({ body }) => /waiting/.test(body?.message ?? ''),
    );
    assert.equal(
      waiting.body.message.trim(),
      'container "main" in pod "slow" is waiting to start: ContainerCreating',
    );
    await api.create(
      path,
      aPod('broken', { annotations: { 'timonel.test/image-pull-error': 'no such image' } }),
    );
    const broken = await eventually(
      'the refusal',
      () => api.get(`${path}/broken/log`),
      ({ body }) => /image/.test(body?.message ?? ''),
    );
    assert.match(
      broken.body.message.trim(),
      /^container "main" in pod "broken" is waiting to start: (image can't be pulled|trying and failing to pull image)$/,
    );
  });
});
