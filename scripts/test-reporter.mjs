import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * A reporter for node:test that is quiet about what passes: it prints failures
 * whole, says why a test was skipped, and leaves the counts in the file that
 * TIMONEL_COUNTS names, for scripts/checks.mjs to add up.
 */
export default async function* report(events) {
  let skippedSuites = 0;
  for await (const { type, data } of events) {
    if (type === 'test:fail' && isLeaf(data)) yield failure(data);
    if (type === 'test:pass' && isLeaf(data) && typeof data.skip === 'string')
      yield `  - ${data.name}: ${data.skip}\n`;
    if (type === 'test:stderr' || type === 'test:stdout') yield data.message;
    if (type === 'test:pass' && data.skip !== undefined && data.details?.type === 'suite') skippedSuites += 1;
    if (type === 'test:summary' && data.file === undefined) keep(data.counts, skippedSuites);
  }
}

/** A suite fails with its tests; only what failed by itself is worth printing. */
function isLeaf(data) {
  return data.details?.type !== 'suite' || data.details?.error?.failureType !== 'subtestsFailed';
}

function failure({ name, file, line, details }) {
  const error = details.error?.cause ?? details.error;
  const text = typeof error === 'string' ? error : (error?.stack ?? String(error));
  const where = file ? ` (${relative(process.cwd(), file)}:${line})` : '';
  return `\n  ✖ ${name}${where}\n${text.replace(/^/gm, '      ')}\n`;
}

function keep({ passed, failed, cancelled, skipped, todo }) {
  const path = process.env.TIMONEL_COUNTS;
  if (path)
    writeFileSync(path, JSON.stringify({ passed, failed: failed + cancelled, skipped: skipped + todo }));
}
