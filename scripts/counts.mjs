/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

/** Adds counts of several runs. */
export function add(...all) {
  return all.reduce(
    (sum, counts) => ({
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped,
    }),
    nothing,
  );
}

/** Words counts as the closing line that every test command ends with. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Prints the closing line, and lets the process end with the fitting exit code. */
export function close(counts) {
  console.log(closingLine(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
}
