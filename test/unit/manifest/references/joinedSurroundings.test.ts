import { deepStrictEqual, notStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { JoinedSurroundings } from '../../../../src/manifest/references/joinedSurroundings.ts';
import { ObjectIndex } from '../../../../src/manifest/references/objectIndex.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { aNode, clusterFacts, known } from '../../../support/surroundings.ts';

const configMap = { group: '', kind: 'ConfigMap' };
const config = (name: string, more = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n${more}`;

function joined(text = '', isIndexed = true) {
  const index = new ObjectIndex();
  const put = (content: string) => {
    const documents = parseManifestText(content);
    index.put('ws/a.yaml', documents);
    return documents;
  };
  put(text);
  return { surroundings: new JoinedSurroundings(index, () => isIndexed), put };
}

suite('JoinedSurroundings', () => {
  test('knows the objects of both', () => {
    const { surroundings } = joined(config('one'));
    surroundings.useCluster(clusterFacts({ objects: [known('/ConfigMap one'), known('/ConfigMap two')] }));
    deepStrictEqual(
      surroundings.all(configMap, undefined).map(({ origin, name }) => `${origin} ${name}`),
      ['workspace one', 'cluster one', 'cluster two'],
    );
    strictEqual(surroundings.named(configMap, 'two', 'default').length, 1);
    strictEqual(surroundings.named(configMap, 'two', 'other').length, 0);
  });
  test('takes the namespace of the context where a manifest leaves it open', () => {
    const { surroundings } = joined();
    surroundings.useCluster(clusterFacts({ namespace: 'ml', objects: [known('/ConfigMap one')] }));
    strictEqual(surroundings.namespace, 'ml');
    strictEqual(surroundings.named(configMap, 'one', undefined).length, 0);
    strictEqual(surroundings.named(configMap, 'one', 'default').length, 1);
  });
  test('is certain where the cluster lists a kind in the namespace', () => {
    const { surroundings } = joined();
    const certainty = (namespace?: string) => surroundings.certainty(configMap, namespace);
    strictEqual(certainty(), 'workspace');
    surroundings.useCluster(clusterFacts({ complete: [{ kind: '/ConfigMap', namespaces: ['default'] }] }));
    strictEqual(certainty(), 'cluster');
    strictEqual(certainty('other'), 'no');
    surroundings.useCluster(clusterFacts({ complete: [{ kind: '/ConfigMap', namespaces: 'all' }] }));
    strictEqual(certainty('other'), 'cluster');
    surroundings.useCluster(undefined);
    strictEqual(certainty(), 'workspace');
  });
  test('is never certain before all files are read, and beside what no file shows', () => {
    const complete = [{ kind: '/ConfigMap', namespaces: 'all' as const }];
    const unread = joined('', false).surroundings;
    unread.useCluster(clusterFacts({ complete }));
    strictEqual(unread.certainty(configMap, undefined), 'no');
    for (const source of [
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\n',
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\n',
    ]) {
      const open = joined(source).surroundings;
      open.useCluster(clusterFacts({ complete }));
      strictEqual(open.certainty(configMap, undefined), 'no');
    }
  });
  test('passes on nodes and quotas, and knows none without a cluster', () => {
    const { surroundings } = joined();
    const room = () => [surroundings.nodes?.map(({ name }) => name), surroundings.quotas];
    deepStrictEqual(room(), [undefined, undefined]);
    surroundings.useCluster(clusterFacts({ nodes: [aNode('a')] }));
    deepStrictEqual(room(), [['a'], []]);
  });
  test('keeps its generation while nothing new is known', () => {
    const { surroundings, put } = joined(config('one', 'data: {a: b}\n'));
    const before = surroundings.generation;
    put(config('one', 'data: {a: c}\n'));
    strictEqual(surroundings.generation, before);
    put(config('one', 'data: {b: c}\n'));
    const withKey = surroundings.generation;
    notStrictEqual(withKey, before);
    surroundings.useCluster(clusterFacts());
    notStrictEqual(surroundings.generation, withKey);
  });
  test('tells the file of an object', () => {
    const { surroundings, put } = joined();
    const [object] = put(config('one')).flatMap(document => document.objects);
    strictEqual(object && surroundings.fileOf(object), 'ws/a.yaml');
  });
});
