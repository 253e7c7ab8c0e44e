import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '../../../../src/cluster/client/clusterClient.ts';
import { Login } from '../../../../src/cluster/client/login.ts';
import { kinds } from '../../../../src/cluster/resource.ts';

const server = 'https://a.example:6443';
const context = { name: 'a', cluster: 'a', server, user: 'a', isCurrent: true };
const skip = process.platform === 'win32' && 'needs a shell';
let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timonel-hanging-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** A login command that waits for ever for another that it starts. Both note who they are. */
async function aHangingCommand(name: string, beginning = '') {
  const path = join(folder, name);
  const noted = `${path}.pids`;
  await writeFile(path, `${beginning}\nsleep 1000 &\necho "$$ $!" > '${noted}'\nwait\n`);
  const pids = async (): Promise<readonly number[]> => {
    while (!existsSync(noted) || !readFileSync(noted, 'utf8').endsWith('\n')) await pause(5);
    return readFileSync(noted, 'utf8').trim().split(' ').map(Number);
  };
  return { user: { exec: { command: '/bin/sh', args: [path] } }, pids };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // What has ended and was not fetched by whoever adopted it is no program any more.
  const status = `/proc/${pid}/stat`;
  return !existsSync(status) || !/^\d+ \(.*\) Z/.test(readFileSync(status, 'utf8'));
}

async function untilGone(pids: readonly number[]): Promise<void> {
  while (pids.some(isRunning)) await pause(5);
}

suite('a login command that hangs', { skip }, () => {
  test('is ended with what it started, when the question is called off', async () => {
    const { user, pids } = await aHangingCommand('plain');
    const client = connect({ context, cluster: { server }, user }, {});
    const controller = new AbortController();
    const asked = client.listPage(kinds.pods, {}, controller.signal);
    const running = await pids();
    assert.deepEqual(running.map(isRunning), [true, true]);
    controller.abort();
    const page = await asked;
    assert.equal(!page.ok && page.failure.kind, 'cancelled');
    await untilGone(running);
    client.dispose();
  });

  test('is ended when the connection is given up', async () => {
    const { user, pids } = await aHangingCommand('closed');
    const client = connect({ context, cluster: { server }, user }, {});
    const asked = client.serverVersion();
    const running = await pids();
    client.dispose();
    assert.equal((await asked).ok, false);
    await untilGone(running);
  });

  test('goes on while somebody else waits for it, and is ended with the last', async () => {
    const { user, pids } = await aHangingCommand('shared');
    const login = new Login({ context, cluster: { server }, user });
    const [one, other] = [new AbortController(), new AbortController()];
    const asked = [login.credentials(one.signal), login.credentials(other.signal)];
    const running = await pids();
    one.abort(new Error('enough'));
    await assert.rejects(asked[0] as Promise<unknown>, /enough/);
    assert.deepEqual(running.map(isRunning), [true, true]);
    other.abort(new Error('me too'));
    await assert.rejects(asked[1] as Promise<unknown>, /me too/);
    await untilGone(running);
  });

  test('is killed where it does not listen', async () => {
    const { user, pids } = await aHangingCommand('deaf', "trap '' TERM");
    const login = new Login({ context, cluster: { server }, user });
    const controller = new AbortController();
    const asked = login.credentials(controller.signal);
    const running = await pids();
    controller.abort(new Error('enough'));
    await assert.rejects(asked, /enough/);
    await untilGone(running);
  });
});
