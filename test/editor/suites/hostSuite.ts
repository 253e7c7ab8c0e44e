/** Tests that run inside the extension host, with the editor's API as users' editors have it. */
export interface HostSuite {
  readonly name: string;
  /** What is to hold, and the code that finds out: it throws where it does not hold. */
  readonly tests: Readonly<Record<string, () => void | Promise<void>>>;
}

/** How one test went; `error` and `skipped` are absent where it passed. */
export interface HostResult {
  readonly suite: string;
  readonly name: string;
  readonly error?: string;
  readonly skipped?: string;
}

class Skipped extends Error {}

/** Ends the test that calls it, as one that cannot be run here. */
export function skip(why: string): never {
  throw new Skipped(why);
}

/** Runs the tests of a suite one after the other; a failure does not keep the next from running. */
export async function runSuite(suite: HostSuite): Promise<readonly HostResult[]> {
  const results: HostResult[] = [];
  for (const [name, run] of Object.entries(suite.tests)) {
    results.push({ suite: suite.name, name, ...(await verdict(run)) });
  }
  return results;
}

async function verdict(run: () => void | Promise<void>): Promise<Partial<HostResult>> {
  try {
    await run();
    return {};
  } catch (error) {
    if (error instanceof Skipped) return { skipped: error.message };
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
