import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readDepends } from '../../../../../src/manifest/rules/pipelines/argo/depends.ts';
import { graphOf } from '../../../../../src/manifest/rules/pipelines/argo/graph.ts';
import { tagsOf } from '../../../../../src/manifest/rules/pipelines/argo/tags.ts';
import { templateOf } from '../../../../../src/manifest/rules/pipelines/argo/template.ts';
import { parseManifestText } from '../../../../../src/manifest/syntax/parseText.ts';

function parsed(text: string) {
  const root = parseManifestText(text)[0]?.root;
  if (root?.kind !== 'map') throw new Error(`no map in:\n${text}`);
  return root;
}

suite('readDepends', () => {
  test('finds tasks and the results that are asked of them', () =>
    assert.deepEqual(readDepends('(a.Succeeded || !b-2) && c_3.AllFailed '), {
      dependencies: [
        { task: 'a', result: 'Succeeded' },
        { task: 'b-2', result: undefined },
        { task: 'c_3', result: 'AllFailed' },
      ],
    }));
  for (const [text, flaw] of [
    ['a &&', ''],
    ['(a', ''],
    ['a b', 'b'],
    ['a )', ')'],
    ['&& a', '&&'],
    ['a & b', '& b'],
    ['', ''],
  ] as const)
    test(`stops in ${JSON.stringify(text)}`, () => assert.equal(readDepends(text).flaw, flaw));
});

suite('graphOf', () => {
  const graph = graphOf(
    parsed(`dag:
  tasks:
  - {name: a}
  - {name: b, dependencies: [a]}
  - {name: c, depends: b.Succeeded}
  - {name: d}`),
  );
  const task = (name: string) => {
    const found = graph.byName.get(name);
    if (found === undefined) throw new Error(`no task ${name}`);
    return found;
  };
  test('knows what a task waits for at second hand', () => {
    assert.ok(graph.isAncestor(task('c'), task('a')));
    assert.ok(!graph.isAncestor(task('a'), task('c')));
    assert.ok(!graph.isAncestor(task('c'), task('d')));
  });
  test('has no ring here', () => assert.equal(graph.cycle, undefined));
  test('survives a chain longer than the stack', () => {
    const names = Array.from(
      { length: 20_000 },
      (_, index) => `  - {name: t${index}, depends: t${index + 1}}`,
    );
    const chain = graphOf(parsed(`dag:\n  tasks:\n${names.join('\n')}`));
    assert.equal(chain.cycle, undefined);
    assert.equal(chain.tasks.length, 20_000);
  });
});

suite('tagsOf', () => {
  const names = (text: string) => tagsOf(parsed(text)).map(tag => tag.name);
  test('finds variables in values, keys and block texts', () =>
    assert.deepEqual(names('a: "{{x}} and {{ y.z }}"\n"{{k}}": |\n  {{b}}\n').sort(), [
      'b',
      'k',
      'x',
      'y.z',
    ]));
  test('leaves expressions and open brackets alone', () => assert.deepEqual(names('a: "{{=x}} {{y"'), []));
  test('visits what aliases share once', () => {
    const lines = Array.from(
      { length: 30 },
      (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`,
    );
    assert.deepEqual(names(`a0: &a0 ["{{x}}"]\n${lines.join('\n')}`), ['x']);
  });
});

suite('templateOf', () => {
  test('reads what a template takes, gives and calls', () => {
    const template = templateOf(
      parsed(`name: main
inputs: {parameters: [{name: p}], artifacts: [{name: f}]}
outputs: {parameters: [{name: o, globalName: g}]}
steps: [[{name: a, template: x}], [{name: b, template: y}, {name: c, template: z}]]`),
    );
    assert.equal(template.kind, 'steps');
    assert.deepEqual([...template.inputs.parameters.keys()], ['p']);
    assert.deepEqual(
      template.calls.map(({ call, group }) => `${call.name} ${group}`),
      ['a 0', 'b 1', 'c 1'],
    );
    assert.deepEqual(template.globals, ['parameters.g']);
  });
  test('does not choose between two kinds', () =>
    assert.equal(templateOf(parsed('container: {}\nscript: {}')).kind, undefined));
});
