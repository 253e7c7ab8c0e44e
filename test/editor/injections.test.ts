import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { withoutCorpus } from '../support/corpus.ts';
import { type Token, tokensOf, withoutYamlGrammar } from '../support/textMate.ts';

const isOurs = (scope: string) => /promql|template-expression/.test(scope);

/** The stretches of a manifest that our grammars colour, put together where they follow each other. */
async function embeddedIn(text: string): Promise<readonly string[]> {
  const lines = await tokensOf('source.yaml', text);
  return lines.flatMap(tokens => {
    const marked = tokens.map(token => (token.scopes.some(isOurs) ? token.text : '\n')).join('');
    return marked.split(/\n+/).filter(each => each.trim() !== '');
  });
}

suite('expressions and queries in YAML', { skip: withoutYamlGrammar }, () => {
  test('are found in plain, quoted and block scalars', async () => {
    const text = `
a: run-{{inputs.parameters.x}}-now
b: 'it''s {{ $labels.pod }}'
c: "say \\"{{ printf \\"%.2f\\" $value }}\\""
d: |
  echo {{workflow.name}} # {{pod.name}}
e: [ --lr=\${trialParameters.lr} ]
`;
    deepStrictEqual(await embeddedIn(text), [
      '{{inputs.parameters.x}}',
      '{{ $labels.pod }}',
      '{{ printf \\"%.2f\\" $value }}',
      '{{workflow.name}}',
      '{{pod.name}}',
      `$\{trialParameters.lr}`,
    ]);
  });

  test('are PromQL behind expr and query', async () => {
    const text = `
groups:
  - rules:
      - expr: up == 0 # all down
        for: 5m
      - expr: 'up{a="b"} > 1'
        query: "sum(up)"
      - expr: |
          sum(up)
            / 2

          > 1
        record: name
      - query: >-
          rate(x[5m])
spec:
  query: SELECT count(*) FROM runs
  expression: up
`;
    deepStrictEqual(await embeddedIn(text), [
      'up == 0',
      'up{a="b"} > 1',
      'sum(up)',
      '  sum(up)',
      '    / 2',
      '  > 1',
      '  rate(x[5m])',
    ]);
  });

  test('end with their string, even when they are not finished', async () => {
    const [line = []] = await tokensOf('source.yaml', 'a: ["{{ b", "c }}", \'{{d\', e {{f]');
    deepStrictEqual(
      line.filter(({ scopes }) => scopes.some(isOurs)),
      [],
    );
    const after = await tokensOf('source.yaml', 'expr: "sum(\nb: c');
    strictEqual(after.length, 2);
    deepStrictEqual(await embeddedIn('expr: |\n  "open\nb: {{ x }}\n'), ['  "open']);
  });

  test('take time in proportion to the line', async () => {
    for (const part of ['{{', '{{ a', '}} {{', '"\\"', "''", '$(']) {
      const [tokens = []] = await tokensOf('source.yaml', `a: x${part.repeat(5_000)}`);
      ok(tokens.length > 0);
      await tokensOf('source.yaml', `expr: x${part.repeat(5_000)}`);
    }
  });

  test('leave all that is no string as the editor colours it', { skip: withoutCorpus('valid') }, async () => {
    const folder = new URL('../../../shared/corpus/valid/', import.meta.url);
    const texts = readdirSync(folder)
      .filter(name => /\.ya?ml$/.test(name))
      .map(name => readFileSync(new URL(name, folder), 'utf8'))
      .filter(text => text.length < 6_000 && /\{\{|\bexpr:|\bquery:/.test(text));
    ok(texts.length > 100);
    for (const text of texts.filter((_, index) => index % 6 === 0)) {
      const plain = outsideStrings(await tokensOf('source.yaml', text, true));
      const coloured = outsideStrings(await tokensOf('source.yaml', text));
      deepStrictEqual(coloured, plain, text);
    }
  });
});

/** Every visible character outside of strings with the scopes of YAML. */
function outsideStrings(lines: readonly (readonly Token[])[]): readonly string[] {
  return lines.flatMap(tokens =>
    tokens
      .filter(({ scopes }) => !scopes.some(scope => /^string\./.test(scope)))
      .flatMap(({ text, scopes }) =>
        [...text.replaceAll(/\s/g, '')].map(char => `${char} ${scopes.join(' ')}`),
      ),
  );
}
