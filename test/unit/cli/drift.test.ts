import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { run } from '../../../src/cli/drift.ts';
import { Terminal } from '../../support/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'timonel-drift-'));
after(() => rmSync(folder, { recursive: true }));

const lines = (line: (row: number) => string) => Array.from({ length: 60 }, (_, row) => line(row)).join('\n');
const calm = file(
  'calm.csv',
  `age,plan,note\n${lines(row => `${20 + row * 0.5},${row % 2 ? 'a' : 'b'},n${row}`)}\n`,
);
const older = file(
  'older.csv',
  `age,plan,extra\n${lines(row => `${50 + row * 0.5},${row % 2 ? 'a' : 'b'},1`)}\n`,
);

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function runDrift(...args: readonly string[]) {
  const terminal = new Terminal();
  const exitCode = await run(args, terminal);
  return { exitCode, out: terminal.printed, err: terminal.complaints };
}

suite('timonel drift', () => {
  test('prints a table, the drifted features first, and what was not compared', async () => {
    const { exitCode, out, err } = await runDrift(calm, older);
    assert.equal(exitCode, 1);
    assert.equal(err, '');
    assert.equal(
      out,
      [
        'Drift: 1 of 2 features drifted (50 %; the tables have drifted from 50 % on).',
        '',
        'feature  kind         test    score  threshold  drifted        n  missing',
        'age      numeric      ks    2.1e-35     < 0.05  yes      60 → 60    0 → 0',
        'plan     categorical  z      1.0000     < 0.05           60 → 60    0 → 0',
        '',
        'Not compared:',
        '  note: is only in the reference table',
        '  extra: is only in the current table',
        '',
      ].join('\n'),
    );
  });

  test('prints one JSON object of the documented shape', async () => {
    const { exitCode, out } = await runDrift(calm, older, '--format', 'json');
    assert.equal(exitCode, 1);
    const report = JSON.parse(out) as Record<string, unknown> & { features: Record<string, unknown>[] };
    assert.deepEqual(Object.keys(report), ['features', 'drifted', 'share', 'skipped']);
    assert.deepEqual(
      report.features.map(feature => Object.keys(feature).join()),
      Array.from({ length: 2 }, () => 'name,kind,test,score,pValue,threshold,drifted,n,missing,statistics'),
    );
    assert.equal(report['share'], 0.5);
    assert.deepEqual(report.features[1]?.['n'], [60, 60]);
  });

  test('leaves with 0 where nothing has drifted', async () => {
    const { exitCode, out } = await runDrift(calm, calm, '--format=json');
    assert.equal(exitCode, 0);
    assert.deepEqual((JSON.parse(out) as { skipped: unknown }).skipped, [
      { name: 'note', why: 'holds text: 60 different values in 60 rows' },
    ]);
  });

  test('says that no feature could be compared', async () => {
    const { exitCode, out } = await runDrift(file('one.csv', 'a\n1\n'), file('other.csv', 'b\n1\n'));
    assert.equal(exitCode, 0);
    assert.match(out, /^No feature could be compared\.\n\nNot compared:/);
  });

  test('leaves with 2 where a table cannot be read, and says why', async () => {
    const missing = await runDrift(calm, join(folder, 'nowhere.csv'));
    assert.equal(missing.exitCode, 2);
    assert.match(missing.err, /^timonel drift: ENOENT/);
    const ragged = await runDrift(calm, file('ragged.csv', 'a,b\n1\n'));
    assert.equal(ragged.exitCode, 2);
    assert.equal(ragged.err, 'timonel drift: ragged.csv: row 2 has 1 field; the header has 2\n');
  });

  test('explains itself', async () => {
    assert.equal((await runDrift('--help')).exitCode, 0);
    assert.match((await runDrift('--help')).out, /Exit code: 0 the tables have not drifted, 1 they have/);
    for (const args of [[], [calm], [calm, calm, calm], [calm, calm, '--format=yaml'], ['--wrong']]) {
      const { exitCode, err } = await runDrift(...args);
      assert.equal(exitCode, 2);
      assert.match(err, /usage: timonel drift REFERENCE CURRENT/);
    }
  });
});
