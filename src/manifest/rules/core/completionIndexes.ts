import { type Message, say } from '../../say.ts';

/** What a list of completion indexes (`0,2-5`) counts to, or what is wrong with it. */
export interface IndexReading {
  readonly total: number | undefined;
  readonly message?: Message;
}

/**
 * Reads a list of completion indexes: single numbers and ascending intervals, in ascending order, all below `completions`.
 * An empty text is an empty list.
 */
export function indexProblem(text: string, completions: number): IndexReading {
  let [last, total] = [-1, 0];
  for (const part of text === '' ? [] : text.split(',')) {
    const [first, end] = /^\+?(\d+)(?:-\+?(\d+))?$/.exec(part)?.slice(1) ?? [];
    if (first === undefined)
      return { total: undefined, message: say`"${part}" is neither an index nor an interval such as 2-5.` };
    const [from, to] = [Number(first), Number(end ?? first)];
    if (Math.max(from, to) >= completions)
      return {
        total: undefined,
        message: say`The index ${Math.max(from, to)} does not exist: the last one is ${completions - 1}.`,
      };
    if (from <= last || (end !== undefined && from >= to))
      return { total: undefined, message: say`Indexes have to ascend, but ${part} does not.` };
    total += to - from + 1;
    last = to;
  }
  return { total };
}
