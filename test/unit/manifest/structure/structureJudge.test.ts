import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { TypeCheck } from '../../../../src/manifest/rule.ts';
import { wordsOf } from '../../../../src/manifest/say.ts';
import { Schema } from '../../../../src/manifest/schema/schema.ts';
import { StructureJudge } from '../../../../src/manifest/structure/structureJudge.ts';
import { pathOf } from '../../../../src/manifest/syntax/lookup.ts';
import type { MapNode } from '../../../../src/manifest/syntax/node.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { fields } from '../../../support/structure.ts';

const text = { type: 'string' };
const template = {
  ...fields({ 'name!': text, args: { type: 'array', items: text } }),
  'x-timonel-type': 'Template',
};
const workflow = new Schema(
  fields({ spec: fields({ templates: { type: 'array', items: template } }) }),
  () => undefined,
);

function aWorkflow(count: number, broken = -1): string {
  const templates = Array.from({ length: count }, (_, index) => {
    const field = index === broken ? 'nmae' : 'name';
    return `  - ${field}: template-${index}\n    args: [one, two, three]`;
  });
  return `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata:\n  name: long\nspec:\n  templates:\n${templates.join('\n')}\n`;
}

function firstObject(documents: ReturnType<typeof parseManifestText>): MapNode {
  const object = documents[0]?.objects[0];
  if (object === undefined) throw new Error('no object');
  return object.node;
}

suite('an edit in a long Workflow', () => {
  test('costs the piece that it changed', () => {
    let looks = 0;
    const check: TypeCheck = () => looks++;
    const judge = new StructureJudge(new Map([['Template', [check]]]));
    const before = parseManifestText(aWorkflow(3000));
    judge.judge(firstObject(before), workflow, 'custom', () => assert.fail('nothing is wrong'));
    assert.equal(looks, 3000);
    looks = 0;
    const found: string[] = [];
    const after = parseManifestText(aWorkflow(3000, 1500), { previous: before });
    judge.judge(firstObject(after), workflow, 'custom', (rule, at, _, details) =>
      found.push(`${pathOf(at)}${details?.missing ? `.${details.missing}` : ''} ${rule}`),
    );
    assert.deepEqual(found, [
      'spec.templates[1500].nmae schema/unknown-field',
      'spec.templates[1500].name schema/missing-field',
    ]);
    assert.ok(looks < 300, `${looks} templates were looked at again`);
  });

  test('elsewhere leaves the problems of a piece where they are', () => {
    const judge = new StructureJudge();
    const before = parseManifestText(aWorkflow(2000, 7));
    judge.judge(firstObject(before), workflow, 'custom', () => undefined);
    const longer = aWorkflow(2000, 7).replace('name: template-3\n', 'name: template-3\n    args2: []\n');
    const found: string[] = [];
    judge.judge(
      firstObject(parseManifestText(longer, { previous: before })),
      workflow,
      'custom',
      (_, at, message) => found.push(`${pathOf(at)}: ${wordsOf(message)}`),
    );
    assert.deepEqual(
      found.map(line => line.slice(0, line.indexOf(':'))),
      ['spec.templates[3].args2', 'spec.templates[7].nmae', 'spec.templates[7]'],
    );
  });
});

suite('a kept verdict', () => {
  test('belongs to its flavour', () => {
    const judge = new StructureJudge();
    const item = {
      type: 'array',
      items: {
        type: 'object',
        properties: { cpu: { 'x-kubernetes-int-or-string': true, format: 'quantity' } },
      },
    };
    const schema = new Schema(fields({ spec: fields({ list: item }) }), () => undefined);
    const lines = Array.from({ length: 3000 }, () => '  - cpu: 0.5');
    const node = firstObject(
      parseManifestText(`apiVersion: a.example/v1\nkind: A\nspec:\n  list:\n${lines.join('\n')}\n`),
    );
    const count = (flavour: 'builtIn' | 'custom') => {
      let problems = 0;
      judge.judge(node, schema, flavour, () => problems++);
      return problems;
    };
    assert.equal(count('builtIn'), 0);
    assert.equal(count('custom'), 1000);
    assert.equal(count('builtIn'), 0);
  });
});
