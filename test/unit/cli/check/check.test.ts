import { deepEqual, equal, match } from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { run } from '../../../../src/cli/check.ts';
import { root } from '../../../support/sources.ts';
import { Terminal } from '../../../support/terminal.ts';

/** A pod with one field that the server does not know; broken by `image`. */
export function aPod(name: string, more = ''): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: app\n      image: a/b:1\n${more}`;
}

const typo = '      imagePullPolcy: Always\n';

interface Line {
  readonly file: string;
  readonly document: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: string;
  readonly rule: string;
  readonly message: string;
  readonly path: string;
}

async function problems(terminal: Terminal, ...args: readonly string[]): Promise<readonly Line[]> {
  await run([...args, '--format', 'json'], terminal);
  const lines = terminal.printed.split('\n').filter(line => line !== '');
  return lines.map(line => JSON.parse(line) as Line);
}

const rulesOf = (lines: readonly Line[]) => lines.map(({ rule }) => rule);

suite('timonel check', () => {
  test('finds nothing in the sample project', async () => {
    const terminal = new Terminal();
    equal(await run([join(root, 'samples'), '--severity', 'warning'], terminal), 0);
    match(terminal.printed, /^No problems in \d+ files\.\n$/);
  });

  test('JSON: one line a problem, with exactly the promised fields', async () => {
    const text = `# nothing\n---\n${aPod('a')}---\n${aPod('b', typo)}`;
    const lines = await problems(new Terminal({ files: { 'k8s/a.yaml': text } }), 'k8s', '--only', 'schema');
    deepEqual(
      lines.map(({ message, ...line }) => line),
      [
        {
          file: 'k8s/a.yaml',
          document: 2,
          line: 20,
          column: 7,
          endLine: 20,
          endColumn: 21,
          severity: 'error',
          rule: 'schema/unknown-field',
          path: 'spec.containers[0].imagePullPolcy',
        },
      ],
    );
    match(lines[0]?.message ?? '', /imagePullPolcy/);
  });

  test('counts columns in UTF-16 code units, and paths from the item of a list', async () => {
    const text =
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {"😀": 1}}\n';
    const lines = await problems(new Terminal({ files: { a: text } }), 'a', '--severity=error');
    deepEqual(
      lines.map(({ rule, path, column }) => [rule, path, column]),
      [
        ['core/data-key', 'data[😀]', 65],
        ['schema/wrong-type', 'data[😀]', 71],
      ],
    );
  });

  test('ends with 0 without errors, though there are warnings', async () => {
    const text =
      'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}\nspec: {minAvailable: 1}\n';
    const terminal = new Terminal({ files: { 'a.yaml': text } });
    equal(await run(['a.yaml', '--format=json'], terminal), 0);
    match(terminal.printed, /"severity":"warning"/);
  });

  test('ends with 1 for errors; none where they are not asked for', async () => {
    const files = { 'a.yaml': aPod('a', typo) };
    equal(await run(['a.yaml'], new Terminal({ files })), 1);
    equal(await run(['a.yaml', '--only', 'yaml'], new Terminal({ files })), 0);
  });

  test('ends with 2 where something cannot be read, and judges the rest', async () => {
    const terminal = new Terminal({ files: { 'b.yaml': aPod('b', typo) } });
    const lines = await problems(terminal, '/no/such.yaml', 'b.yaml', '--severity', 'error');
    deepEqual(rulesOf(lines), ['schema/unknown-field']);
    match(terminal.complaints, /^timonel check: \/no\/such\.yaml: ENOENT/);
    equal(await run(['/no/such.yaml', 'b.yaml'], terminal), 2);
  });

  test('ends with 2 for a command line that makes no sense, and says why', async () => {
    for (const [args, words] of [
      [[], /name a file or folder/],
      [['a', '--format', 'xml'], /no such format: xml/],
      [['a', '--only', 'schema/unknwon'], /no such rule: schema\/unknwon/],
      [['a', '--severity', 'fatal'], /no such severity: fatal/],
      [['-'], /no standard input/],
    ] as const) {
      const terminal = new Terminal();
      equal(await run(args, terminal), 2, args.join(' '));
      match(terminal.complaints, words);
    }
  });

  test('ends with 2 without schemas', async () => {
    const terminal = new Terminal({ files: { a: aPod('a') } });
    terminal.schemaFile = () => undefined;
    equal(await run(['a'], terminal), 2);
    match(terminal.complaints, /schemas are missing/);
  });

  test('--only takes rules and areas, by commas and repeated', async () => {
    const text = `${aPod('a', typo)}  nodSelector: {}\n  restartPolicy: Sometimes\n`;
    const only = async (...args: readonly string[]) =>
      new Set(rulesOf(await problems(new Terminal({ files: { a: text } }), 'a', ...args)));
    deepEqual(await only('--only', 'schema/unknown-field'), new Set(['schema/unknown-field']));
    deepEqual(
      await only('--only', 'yaml,schema/unknown-field', '--only=schema/unsupported-value'),
      new Set(['schema/unknown-field', 'schema/unsupported-value']),
    );
    equal((await only('--only', 'kserve')).size, 0);
  });

  test('--severity shows that level and above', async () => {
    const text = aPod('a', typo).replace('name: a\n', 'name: a\n  uid: x\n');
    const found = async (level: string) =>
      (await problems(new Terminal({ files: { a: text } }), 'a', '--severity', level)).map(
        ({ severity }) => severity,
      );
    deepEqual(new Set(await found('error')), new Set(['error']));
    equal((await found('hint')).includes('hint'), true);
    equal((await found('information')).includes('hint'), false);
  });

  test('minds the comments that ignore', async () => {
    const ignored = aPod('a', typo.replace('\n', ' # timonel: ignore schema/unknown-field\n'));
    equal(await run(['a'], new Terminal({ files: { a: ignored } })), 0);
    equal(await run(['a'], new Terminal({ files: { a: `# timonel: ignore\n${aPod('a', typo)}` } })), 0);
  });

  test('reads standard input, in pieces', async () => {
    const bytes = new TextEncoder().encode(aPod('é', typo));
    const input = [bytes.slice(0, 41), bytes.slice(41)];
    const lines = await problems(new Terminal({ input }), '-', '--only', 'schema/unknown-field');
    deepEqual(
      lines.map(({ file, line }) => [file, line]),
      [['-', 9]],
    );
  });

  test('explains itself', async () => {
    const terminal = new Terminal();
    equal(await run(['--help'], terminal), 0);
    match(terminal.printed, /^usage: timonel check PATH…/);
  });
});
