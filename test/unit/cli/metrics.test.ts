import { equal, match } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { run } from '../../../src/cli/metrics.ts';
import { Terminal } from '../../support/terminal.ts';

const log = ['hello', 'step=120 epoch=1.5 loss=0.31', '', 'loss: nan'].join('\n');

function terminal(files: Readonly<Record<string, string>>, input?: readonly string[]) {
  const chunks = input?.map(text => Buffer.from(text, 'latin1'));
  return { io: new Terminal({ files, ...(chunks && { input: chunks }) }) };
}

suite('timonel metrics', () => {
  test('JSON: one line for each log line that holds values', async () => {
    const { io } = terminal({ 'a.log': log });
    equal(await run(['a.log', '--format', 'json'], io), 0);
    equal(
      io.printed,
      '{"line":2,"step":120,"epoch":1.5,"metrics":{"loss":0.31}}\n{"line":4,"metrics":{"loss":"NaN"}}\n',
    );
  });
  test('text: a table', async () => {
    const { io } = terminal({ 'a.log': log });
    equal(await run(['a.log'], io), 0);
    equal(
      io.printed,
      '   line       step    epoch  metrics\n      2        120      1.5  loss=0.31\n      4                      loss=NaN\n',
    );
  });
  test('standard input in pieces, with a character cut in two', async () => {
    const { io } = terminal({}, ['# \xc3', '\xa9\nloss', '=0.5\nacc', '=1']);
    equal(await run(['-', '--format=json'], io), 0);
    equal(io.printed, '{"line":2,"metrics":{"loss":0.5}}\n{"line":3,"metrics":{"acc":1}}\n');
  });
  test('of a line that was written over, the last value', async () => {
    const { io } = terminal({ a: 'step 1 loss=3\rstep 2 loss=2\rstep 3\n' });
    await run(['a', '--format=json'], io);
    equal(io.printed, '{"line":1,"step":2,"metrics":{"loss":2}}\n');
  });
  test('several logs: each line tells its log; one that is missing does not stop the others', async () => {
    const { io } = terminal({ a: 'loss=1', b: 'loss=2' });
    equal(await run(['a', 'x', 'b', '--format=json'], io), 2);
    equal(
      io.printed,
      '{"log":"a","line":1,"metrics":{"loss":1}}\n{"log":"b","line":1,"metrics":{"loss":2}}\n',
    );
    match(io.complaints, /^timonel metrics: x: .*no such file/);
  });
  test('says how it is used', async () => {
    for (const args of [[], ['a', '--format=xml'], ['--nonsense'], ['-']]) {
      const { io } = terminal({ a: '' });
      equal(await run(args, io), 2, args.join(' '));
      match(io.complaints, /^timonel metrics: /);
    }
    const { io } = terminal({});
    equal(await run(['--help'], io), 0);
    match(io.printed, /^usage: timonel metrics/);
  });
});
