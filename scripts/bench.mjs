// npm run bench -- [NAME…] [--json FILE]: runs test/bench/NAME.bench.ts, all of them where none is named.
import { globSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
const known = globSync('test/bench/*.bench.ts')
  .map(path => basename(path, '.bench.ts'))
  .sort();
const unknown = positionals.filter(name => !known.includes(name));

if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  process.exitCode = 2;
} else {
  await main(positionals.length > 0 ? positionals : known);
}

async function main(names) {
  const rows = [];
  for (const name of names) {
    console.error(`Measuring ${name} …`);
    rows.push(...(await measure(name)));
  }
  console.log(table(rows));
  if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
  if (rows.some(row => row.met === false)) process.exitCode = 1;
}

async function measure(name) {
  const { default: bench } = await import(pathToFileURL(join('test', 'bench', `${name}.bench.ts`)).href);
  try {
    return await bench();
  } catch (error) {
    console.error(error);
    return [{ name, value: null, unit: error.message, peer: null, peerValue: null, goal: null, met: false }];
  }
}

function table(rows) {
  const lines = [['name', 'value', 'unit', 'peer', 'peer value', 'goal', 'met'], ...rows.map(cells)];
  const widths = lines[0].map((_, column) => Math.max(...lines.map(line => line[column].length)));
  return lines
    .map(line =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cells({ name, value, unit, peer, peerValue, goal, met }) {
  const verdict = met === null ? '' : met ? 'yes' : 'no';
  return [name, number(value), unit, peer ?? '', number(peerValue), number(goal), verdict];
}

function number(value) {
  return value === null ? '' : value.toLocaleString('en', { maximumSignificantDigits: 4 });
}
