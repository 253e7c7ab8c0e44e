/** A task in a `depends` expression, with the result that is asked of it (`build.Succeeded`). */
export interface Dependency {
  readonly task: string;
  readonly result: string | undefined;
}

export type DependsReading =
  | { readonly dependencies: readonly Dependency[]; readonly flaw?: undefined }
  | { readonly dependencies: readonly Dependency[]; readonly flaw: string };

/** Results that a task can be asked for. */
export const taskResults = [
  'Succeeded',
  'Failed',
  'Errored',
  'Skipped',
  'Omitted',
  'Daemoned',
  'AnySucceeded',
  'AllFailed',
];

const token = /\s*(?:(&&|\|\||!|\(|\))|([a-zA-Z0-9_][-a-zA-Z0-9_]*)(?:\.([A-Za-z]+))?)/y;

/**
 * Reads the expression of `depends`: names of tasks, joined by `&&`, `||`, `!` and brackets. The flaw is what stands where
 * it cannot, empty for an expression that ends too early.
 */
export function readDepends(written: string): DependsReading {
  const text = written.trimEnd();
  const dependencies: Dependency[] = [];
  let depth = 0;
  let wantsOperand = true;
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const from = token.lastIndex;
    const [, sign, task, result] = token.exec(text) ?? [];
    if (sign === undefined && task === undefined) return { dependencies, flaw: text.slice(from).trim() };
    const isOperand = task !== undefined || sign === '!' || sign === '(';
    if (isOperand !== wantsOperand || (sign === ')' && depth === 0))
      return { dependencies, flaw: sign ?? task ?? '' };
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (task !== undefined) dependencies.push({ task, result });
    wantsOperand = task === undefined && sign !== ')';
  }
  const isWhole = depth === 0 && !wantsOperand;
  return isWhole ? { dependencies } : { dependencies, flaw: '' };
}
