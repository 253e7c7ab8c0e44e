import { notStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Judge } from '../../../../../src/manifest/judge.ts';
import { referenceRuleSets } from '../../../../../src/manifest/rules/references/table.ts';
import { ruleTable } from '../../../../../src/manifest/ruleTable.ts';
import { parseManifestText } from '../../../../../src/manifest/syntax/parseText.ts';
import { aWorld, clusterFacts, known } from '../../../../support/surroundings.ts';

const pod =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {volumes: [{name: v, configMap: {name: settings}}]}\n';
const complete = [{ kind: '/ConfigMap', namespaces: 'all' as const }];

suite('what was found around a document', () => {
  test('is kept while nothing else is known, and found anew otherwise', () => {
    const { documents, surroundings, index } = aWorld(pod, { cluster: clusterFacts({ complete }) });
    const judge = new Judge(ruleTable(referenceRuleSets));
    const [document] = documents;
    if (document === undefined) throw new Error('There is no document.');
    const first = judge.surroundings(document, surroundings);
    strictEqual(first.length, 1);
    strictEqual(judge.surroundings(document, surroundings), first);
    notStrictEqual(judge.surroundings(document, surroundings, { references: 'off' }), first);

    const settings = parseManifestText('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n');
    index.put('ws/settings.yaml', settings);
    strictEqual(judge.surroundings(document, surroundings).length, 0);
    index.remove('ws/settings.yaml');
    strictEqual(judge.surroundings(document, surroundings).length, 1);
    surroundings.useCluster(clusterFacts({ complete, objects: [known('/ConfigMap settings')] }));
    strictEqual(judge.surroundings(document, surroundings).length, 0);
  });
});
