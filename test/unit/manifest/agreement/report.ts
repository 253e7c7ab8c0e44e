// node test/unit/manifest/agreement/report.ts [--kind TEXT] [--misses] [--false-errors] [--elsewhere]
//
// How our verdicts agree with a real API server's over the corpus: a matrix by kind and, on request, every document that
// stands behind a number. Exceptions count like all others here.
import { parseArgs } from 'node:util';
import { builtInCatalog } from '../../../support/schemas.ts';
import { type Comparison, compareAll, type Outcome } from './agreement.ts';
import { exceptionFor } from './exceptions.ts';

const { values: flags } = parseArgs({
  options: {
    kind: { type: 'string', default: '' },
    misses: { type: 'boolean', default: false },
    'false-errors': { type: 'boolean', default: false },
    elsewhere: { type: 'boolean', default: false },
  },
});

const outcomes: readonly Outcome[] = [
  'accepted by both',
  'false error',
  'found at the same path',
  'found inside',
  'found elsewhere',
  'missed',
];

const comparisons = compareAll(builtInCatalog()).filter(({ server }) =>
  `${server.apiVersion} ${server.kind}`.includes(flags.kind),
);

printMatrix();
if (flags['false-errors'])
  printEach('False errors (files that are not suspect)', c => c.outcome === 'false error' && !c.isSuspect);
if (flags['false-errors'])
  printEach('Errors on accepted documents of suspect files', c => c.outcome === 'false error' && c.isSuspect);
if (flags.misses) printEach('Missed', c => c.outcome === 'missed');
if (flags.elsewhere)
  printEach(
    'Found, but not at the path that the server names',
    c => c.outcome.startsWith('found') && c.outcome !== 'found at the same path',
  );

function printMatrix(): void {
  const groups = Map.groupBy(comparisons, ({ server }) => `${server.apiVersion} ${server.kind}`);
  console.log(['accepted', 'false', 'same', 'inside', 'elsewhere', 'missed', 'kind'].join('\t'));
  const rows = [...groups].filter(([, all]) => all.some(c => c.outcome !== 'accepted by both'));
  for (const [kind, all] of rows.sort(([a], [b]) => (a < b ? -1 : 1))) console.log(row(all, kind));
  console.log(row(comparisons, 'all'));
  const refused = comparisons.filter(c => c.server.status !== '201' && exceptionFor(c.server) === undefined);
  const same = refused.filter(c => c.outcome === 'found at the same path').length;
  const inside = refused.filter(c => c.outcome === 'found inside').length;
  const falseErrors = comparisons.filter(
    c => c.outcome === 'false error' && !c.isSuspect && exceptionFor(c.server) === undefined,
  );
  console.log(
    `\nRefused at the same path: ${same} of ${refused.length} (${((100 * same) / refused.length).toFixed(1)} %) and ${inside} inside of it, exceptions left aside`,
  );
  console.log(`False errors: ${falseErrors.length}, exceptions left aside`);
}

function row(all: readonly Comparison[], name: string): string {
  return [...outcomes.map(outcome => all.filter(c => c.outcome === outcome).length), name].join('\t');
}

function printEach(title: string, isShown: (comparison: Comparison) => boolean): void {
  const shown = comparisons.filter(isShown);
  console.log(`\n## ${title}: ${shown.length}`);
  for (const { server, errors } of shown) {
    const reason = exceptionFor(server);
    console.log(
      `\n${server.part}/${server.file} #${server.index} ${server.apiVersion} ${server.kind}${reason ? ` (exception: ${reason})` : ''}`,
    );
    if (server.message)
      console.log(`  server: ${server.causes.join(', ')} | ${server.message.slice(0, 300)}`);
    for (const error of errors.slice(0, 6))
      console.log(`  ours:   ${error.path} | ${error.rule} | ${error.words}`);
  }
}
