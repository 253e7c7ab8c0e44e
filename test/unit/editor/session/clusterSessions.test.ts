import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Emitter } from '../../../../src/base/event.ts';
import { fail, succeed } from '../../../../src/base/outcome.ts';
import type {
  ClusterAccess,
  ContextMaterial,
  Kubeconfig,
  KubeconfigPlace,
} from '../../../../src/cluster/access.ts';
import type { ClusterClient } from '../../../../src/cluster/ports.ts';
import { ClusterSessions } from '../../../../src/editor/session/clusterSessions.ts';
import { SessionMemory } from '../../../../src/editor/session/sessionMemory.ts';
import { FakeClock, turn } from '../../../support/fakeClock.ts';
import { ScriptedReader, tinyKind } from '../../../support/scriptedReader.ts';

function aMaterial(name: string, token = 't'): ContextMaterial {
  const server = `https://${name}`;
  return {
    context: { name, cluster: name, server, user: name, isCurrent: name === 'dev' },
    cluster: { server },
    user: { token },
  };
}

function aKubeconfig(...materials: readonly ContextMaterial[]): Kubeconfig {
  return {
    contexts: materials.map(material => material.context),
    problems: [],
    files: ['/home/me/.kube/config'],
    material: name => {
      const found = materials.find(material => material.context.name === name);
      return found ? succeed(found) : fail({ kind: 'badKubeconfig', message: `no context ${name}` });
    },
  };
}

/** Kubeconfigs and connections as the test gives them. */
class FakeAccess implements ClusterAccess {
  readonly places: KubeconfigPlace[] = [];
  readonly connected: ContextMaterial[] = [];
  readonly disposed: string[] = [];
  readonly reader = new ScriptedReader();
  readonly #changed = new Emitter<Kubeconfig>();
  #current: Kubeconfig;

  constructor(current: Kubeconfig) {
    this.#current = current;
  }

  change(next: Kubeconfig): void {
    this.#current = next;
    this.#changed.fire(next);
  }

  async followKubeconfig(place: KubeconfigPlace) {
    this.places.push(place);
    const access = this;
    return {
      get current() {
        return access.#current;
      },
      onDidChange: access.#changed.event,
      dispose: () => void access.disposed.push('follower'),
    };
  }

  async connect(material: ContextMaterial): Promise<ClusterClient> {
    this.connected.push(material);
    const { reader, disposed } = this;
    const client: Partial<ClusterClient> = {
      listPage: reader.listPage.bind(reader),
      watch: reader.watch.bind(reader),
      forgetLogin: () => void disposed.push('login'),
      dispose: () => void disposed.push(`client ${material.context.name}`),
    };
    // The sessions ask for nothing else.
    return client as ClusterClient;
  }
}

function someSessions(kubeconfig = aKubeconfig(aMaterial('dev'), aMaterial('prod'))) {
  const access = new FakeAccess(kubeconfig);
  const memento = new Map<string, unknown>();
  const memory = new SessionMemory({
    get: <T>(key: string) => memento.get(key) as T | undefined,
    update: async (key, value) => void memento.set(key, value),
  });
  const sessions = new ClusterSessions({
    access,
    memory,
    place: () => ({ path: '/k', env: {} }),
    clock: new FakeClock(),
    random: () => 0,
  });
  const events: string[] = [];
  sessions.own(sessions.onDidChangeContexts(() => events.push('contexts')));
  sessions.own(sessions.onDidEndSession(session => events.push(`end ${session.context.name}`)));
  return { access, sessions, memory, memento, events };
}

const names = (sessions: ClusterSessions) => sessions.contexts.map(context => context.name);

suite('the list of contexts', () => {
  test('is read once it is asked for, with no connection made', async () => {
    const { access, sessions } = someSessions();
    assert.deepEqual(names(sessions), []);
    await Promise.all([sessions.load(), sessions.load()]);
    assert.deepEqual(names(sessions), ['dev', 'prod']);
    assert.deepEqual([access.places, access.connected], [[{ path: '/k', env: {} }], []]);
    assert.deepEqual(sessions.files, ['/home/me/.kube/config']);
  });

  test('follows the kubeconfig', async () => {
    const { access, sessions, events } = someSessions();
    await sessions.load();
    access.change(aKubeconfig(aMaterial('other')));
    assert.deepEqual(names(sessions), ['other']);
    assert.deepEqual(events, ['contexts', 'contexts']);
  });

  test('is read anew from another place, if it was read at all', async () => {
    const { access, sessions } = someSessions();
    await sessions.reload();
    assert.equal(access.places.length, 0);
    await sessions.load();
    await sessions.reload();
    assert.equal(access.places.length, 2);
    assert.deepEqual(access.disposed, ['follower']);
  });

  test('has added contexts in front, for as long as they are there', async () => {
    const { sessions, access } = someSessions();
    const added = sessions.addContext({ name: 'demo', server: 'http://127.0.0.1:1', token: 'abc' });
    assert.deepEqual(names(sessions), ['demo']);
    await sessions.load();
    assert.deepEqual(names(sessions), ['demo', 'dev', 'prod']);
    await sessions
      .session('demo')
      .client.serverVersion?.()
      .catch(() => undefined);
    assert.deepEqual(access.connected[0]?.user, { token: 'abc' });
    added.dispose();
    assert.deepEqual(names(sessions), ['dev', 'prod']);
    assert.equal(sessions.openSession('demo'), undefined);
  });
});

suite('the current context', () => {
  test("is the kubeconfig's until another is chosen, which is remembered", async () => {
    const { sessions, memento } = someSessions();
    await sessions.load();
    assert.equal(sessions.current?.name, 'dev');
    sessions.use('prod');
    assert.equal(sessions.current?.name, 'prod');
    assert.equal(memento.get('currentContext'), 'prod');
  });

  test("is the kubeconfig's again when the chosen one is gone", async () => {
    const { sessions } = someSessions();
    await sessions.load();
    sessions.use('gone');
    assert.equal(sessions.current?.name, 'dev');
  });
});

suite('a session', () => {
  test('connects when it is first asked for something', async () => {
    const { access, sessions } = someSessions();
    await sessions.load();
    const session = sessions.session('prod');
    assert.equal(sessions.session('prod'), session);
    const feed = session.feeds.feed(tinyKind);
    await turn();
    assert.equal(access.connected.length, 0);
    feed.use();
    await turn();
    assert.deepEqual(
      access.connected.map(material => material.context.name),
      ['prod'],
    );
    assert.deepEqual(access.reader.asked, ['list']);
  });

  test('of an unknown context answers that there is none', async () => {
    const { sessions } = someSessions();
    const answer = await sessions.session('nobody').client.serverVersion();
    assert.equal(!answer.ok && answer.failure.kind, 'badKubeconfig');
  });

  test('ends when it is left, with its client and its feeds', async () => {
    const { access, sessions, events } = someSessions();
    await sessions.load();
    const session = sessions.session('prod');
    const feed = session.feeds.feed(tinyKind);
    feed.use();
    await turn();
    sessions.close('prod');
    await turn();
    assert.deepEqual([feed.state.kind, access.disposed], ['idle', ['client prod']]);
    assert.equal(events.at(-1), 'end prod');
    assert.notEqual(sessions.session('prod'), session);
    sessions.close('never opened');
  });

  test('ends when what connects it changes, and only then', async () => {
    const { access, sessions, events } = someSessions();
    await sessions.load();
    const [dev, prod] = [sessions.session('dev'), sessions.session('prod')];
    access.change(aKubeconfig(aMaterial('prod', 'new token'), aMaterial('dev'), aMaterial('third')));
    assert.equal(sessions.openSession('dev'), dev);
    assert.equal(sessions.openSession('prod'), undefined);
    assert.equal(prod.isDisposed, true);
    access.change(aKubeconfig());
    assert.equal(dev.isDisposed, true);
    assert.deepEqual(
      events.filter(event => event.startsWith('end')),
      ['end prod', 'end dev'],
    );
  });

  test('remembers the namespaces that were chosen', async () => {
    const { sessions, memory, memento } = someSessions();
    await sessions.load();
    let changes = 0;
    const session = sessions.session('dev');
    session.own(session.onDidChange(() => (changes += 1)));
    assert.deepEqual(session.scope, { kind: 'all' });
    session.chooseNamespaces(['b', 'a']);
    session.chooseNamespaces(['a', 'b']);
    assert.equal(changes, 1);
    assert.deepEqual(memento.get('namespaces'), { dev: ['a', 'b'] });
    sessions.close('dev');
    assert.deepEqual(sessions.session('dev').scope, { kind: 'chosen', namespaces: ['a', 'b'] });
    sessions.session('dev').chooseNamespaces([]);
    assert.deepEqual(memento.get('namespaces'), {});
    assert.deepEqual(memory.scope('dev'), { kind: 'all' });
  });

  test('signs in again by dropping the login and trying again', async () => {
    const { access, sessions } = someSessions();
    await sessions.load();
    const session = sessions.session('dev');
    const feed = session.feeds.feed(tinyKind);
    feed.use();
    await turn();
    access.reader.answer(fail({ kind: 'expiredLogin', message: '', status: 401 }));
    await turn();
    assert.equal(feed.state.kind, 'stopped');
    session.signInAgain();
    await turn();
    assert.deepEqual(access.disposed, ['login']);
    assert.deepEqual(access.reader.asked, ['list', 'list']);
  });

  test('ends with the window', async () => {
    const { sessions } = someSessions();
    await sessions.load();
    const session = sessions.session('dev');
    sessions.dispose();
    assert.equal(session.isDisposed, true);
  });
});

suite('the memory of the workspace', () => {
  test('is not led astray by what others wrote into it', () => {
    const kept: Record<string, unknown> = { currentContext: 7, namespaces: { a: 'x', b: [1, 'y', 'y'] } };
    const memory = new SessionMemory({
      get: <T>(key: string) => kept[key] as T | undefined,
      update: async () => undefined,
    });
    assert.equal(memory.currentContext, undefined);
    assert.deepEqual(memory.scope('a'), { kind: 'all' });
    assert.deepEqual(memory.scope('b'), { kind: 'chosen', namespaces: ['y'] });
  });
});
