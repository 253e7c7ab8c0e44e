import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { mergeKubeconfigs } from '../../../../src/cluster/client/mergeKubeconfigs.ts';
import { parseKubeconfig } from '../../../../src/cluster/client/parseKubeconfig.ts';

const simple = `
apiVersion: v1
kind: Config
current-context: dev
clusters:
- name: dev
  cluster: {server: https://dev:6443, certificate-authority: ca.crt}
users:
- name: me
  user: {client-certificate: /abs/me.crt, client-key: keys/me.key, tokenFile: token}
contexts:
- name: dev
  context: {cluster: dev, user: me, namespace: team-a}
`;

const parse = (text: string, path = '/home/me/.kube/config') => parseKubeconfig(path, text);
const complaints = (text: string) => parse(text).problems.map(({ failure }) => failure.message);

suite('parseKubeconfig', () => {
  test('reads the entries, with their files where the kubeconfig is', () => {
    const file = parse(simple);
    assert.deepEqual(file.problems, []);
    assert.equal(file.currentContext, 'dev');
    assert.equal(file.clusters.get('dev')?.['certificate-authority'], '/home/me/.kube/ca.crt');
    assert.deepEqual(file.users.get('me'), {
      'client-certificate': '/abs/me.crt',
      'client-key': '/home/me/.kube/keys/me.key',
      tokenFile: '/home/me/.kube/token',
    });
  });

  test('reads JSON as well', () => {
    const file = parse(
      JSON.stringify({ clusters: [{ name: 'a', cluster: { server: 'https://a' } }], contexts: null }),
    );
    assert.deepEqual([...file.clusters.keys()], ['a']);
    assert.deepEqual(file.problems, []);
  });

  test('takes an empty file for an empty kubeconfig', () => {
    assert.deepEqual(parse('').problems, []);
    assert.equal(parse('').contexts.size, 0);
  });

  test('reads yes as kubectl does', () => {
    const file = parse('clusters: [{name: a, cluster: {server: https://a, insecure-skip-tls-verify: yes}}]');
    assert.equal(file.clusters.get('a')?.['insecure-skip-tls-verify'], true);
  });

  test('resolves a login command with a separator, and leaves a bare one to PATH', () => {
    const file = parse(`users:
- {name: bare, user: {exec: {command: aws}}}
- {name: near, user: {exec: {command: ./bin/login, args: [x]}}}
- {name: far, user: {exec: {command: /opt/login}}}`);
    const command = (name: string) => file.users.get(name)?.['exec'];
    assert.deepEqual(command('bare'), { command: 'aws' });
    assert.deepEqual(command('near'), { command: '/home/me/.kube/bin/login', args: ['x'] });
    assert.deepEqual(command('far'), { command: '/opt/login' });
  });

  test('says where the YAML breaks, and quotes nothing of it', () => {
    const broken = 'users:\n- name: a\n  user: {token: "s3cr3t\n';
    const [message = ''] = complaints(broken);
    assert.match(message, /^\/home\/me\/\.kube\/config: is not valid YAML \(line \d+\)$/);
  });

  test('loses nothing of the good rest to a bad entry', () => {
    const text = `${simple}- context: {cluster: dev}\n- name: odd\n  context: [1]\n`;
    assert.deepEqual([...parse(text).contexts.keys()], ['dev']);
    assert.deepEqual(complaints(text), [
      '/home/me/.kube/config: contexts[1] has no name',
      '/home/me/.kube/config: context "odd" is not a map',
    ]);
  });

  test('says so when the file is something else', () => {
    assert.match(complaints('- just\n- a list')[0] ?? '', /is not a kubeconfig/);
    assert.match(complaints('just a text')[0] ?? '', /is not a kubeconfig/);
  });

  test('is not drowned by YAML aliases', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [here, before] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf'].map(pair => [...pair])) {
      bomb.push(`${here}: &${here} [${Array(9).fill(`*${before}`).join(',')}]`);
    }
    assert.match(complaints(bomb.join('\n'))[0] ?? '', /too many YAML aliases/);
  });
});

suite('mergeKubeconfigs', () => {
  const other = `
current-context: other
clusters: [{name: dev, cluster: {server: https://second}}, {name: prod, cluster: {server: https://prod}}]
users: [{name: me, user: {token: second}}, {name: plugin, user: {exec: {command: aws}}}]
contexts:
- {name: dev, context: {cluster: prod, user: me}}
- {name: prod, context: {cluster: prod, user: plugin}}
`;
  const merged = mergeKubeconfigs([parse(simple, '/a/one'), parse(other, '/b/two')], ['/a/one', '/b/two']);

  test('lets the first file win for each name', () => {
    assert.deepEqual(merged.contexts, [
      {
        name: 'dev',
        cluster: 'dev',
        server: 'https://dev:6443',
        user: 'me',
        namespace: 'team-a',
        isCurrent: true,
      },
      {
        name: 'prod',
        cluster: 'prod',
        server: 'https://prod',
        user: 'plugin',
        isCurrent: false,
        loginCommand: 'aws',
      },
    ]);
    const material = merged.material('dev');
    assert.equal(material.ok && material.value.user['tokenFile'], '/a/token');
    assert.deepEqual(merged.problems, []);
  });

  test('takes the first current context that is set', () => {
    const files = [parse('contexts: []', '/a'), parse(other, '/b')];
    assert.equal(
      mergeKubeconfigs(files, []).contexts.find(context => context.isCurrent),
      undefined,
    );
    const named = [parse(other.replace('current-context: other', 'current-context: prod'), '/b')];
    assert.equal(mergeKubeconfigs(named, []).contexts.find(context => context.isCurrent)?.name, 'prod');
  });

  test('lists a context whose cluster or user is missing, and says what is wrong with it', () => {
    const dangling = parse(`
clusters: [{name: a, cluster: {server: https://a}}, {name: odd, cluster: {server: "no address"}}]
contexts:
- {name: one, context: {cluster: nowhere, user: x}}
- {name: two, context: {cluster: a, user: nobody}}
- {name: three, context: {cluster: odd}}
- {name: good, context: {cluster: a}}`);
    const result = mergeKubeconfigs([dangling], []);
    assert.deepEqual(
      result.contexts.map(({ name, server }) => [name, server]),
      [
        ['one', ''],
        ['two', 'https://a'],
        ['three', 'no address'],
        ['good', 'https://a'],
      ],
    );
    assert.deepEqual(
      result.problems.map(({ failure }) => failure.message),
      [
        'context "one" names the cluster "nowhere", which is not there',
        'context "two" names the user "nobody", who is not there',
        'the cluster "odd" has no usable server address',
      ],
    );
    const good = result.material('good');
    assert.deepEqual(good.ok && good.value.user, {});
    assert.equal(result.material('two').ok, false);
    assert.equal(result.material('unheard of').ok, false);
  });
});
