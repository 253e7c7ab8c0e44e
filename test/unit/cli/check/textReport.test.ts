import { equal } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { run } from '../../../../src/cli/check.ts';
import { Terminal } from '../../../support/terminal.ts';

const files = {
  'a.yaml': `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selecter: {app: web}
  ports:
    - port: 80
      portt: "\\e[31m"
`,
  'b/c.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: b}\n',
};

async function printed(hasColours: boolean): Promise<string> {
  const terminal = new Terminal({ files, hasColours });
  await run(['a.yaml', 'b', '--only', 'schema'], terminal);
  return terminal.printed;
}

suite('text report', () => {
  test('groups by file, aligns, and sums up', async () =>
    equal(
      await printed(false),
      `a.yaml
  6:3  error  schema/unknown-field  There is no field selecter here. Did you mean selector?
  9:7  error  schema/unknown-field  There is no field portt here; the API server refuses it.

2 errors in 1 of 2 files.
`,
    ));

  test('has colours on a terminal alone', async () => {
    const [head, problem] = (await printed(true)).split('\n');
    equal(head, '\u001b[1ma.yaml\u001b[0m');
    equal(problem?.startsWith('  \u001b[2m6:3\u001b[0m  \u001b[31merror\u001b[0m  '), true);
  });

  test('lets no control character of a manifest reach the terminal', async () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"\\e]0;x\\a": 1\n';
    const terminal = new Terminal({ files: { a: text } });
    await run(['a', '--only', 'schema/unknown-field'], terminal);
    equal(terminal.printed.includes('\u001b'), false);
    equal(terminal.printed.includes('\\u001b]0;x\\u0007'), true);
  });

  test('counts one and many', async () => {
    const terminal = new Terminal({ files });
    await run(['b'], terminal);
    equal(terminal.printed, 'No problems in 1 file.\n');
  });
});
