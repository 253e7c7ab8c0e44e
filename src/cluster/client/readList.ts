import { fail, succeed } from '../../base/outcome.ts';
import type { Result } from '../failure.ts';
import type { WireObject } from '../resource.ts';
import { isRecord } from '../wireReader.ts';
import { ListCutter } from './listCutter.ts';
import { badAnswer } from './toFailure.ts';
import type { TurnBudget } from './turnBudget.ts';

/** A list's answer, read. */
export interface ReadList {
  /** Those that were not handed out before. */
  readonly items: readonly WireObject[];
  /** What stands beside the items. */
  readonly around: WireObject;
}

/**
 * Reads a list object by object while it comes, so that no page keeps the thread for long. Items that are no objects
 * are passed over. Throws what the bytes throw.
 *
 * @param budget shared with whoever else reads at the same time
 * @param onItems takes the objects as they come, so that nobody has to hold a page of them.
 */
export async function readList(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  budget: TurnBudget,
  onItems?: (items: readonly WireObject[]) => void,
): Promise<Result<ReadList>> {
  const cutter = new ListCutter();
  const items: WireObject[] = [];
  const take = onItems ?? ((more: readonly WireObject[]) => void items.push(...more));
  for await (const chunk of chunks) {
    await budget.spend(() => take(cutter.push(chunk)));
  }
  const around = endOf(cutter);
  if (!isRecord(around)) return fail(badAnswer(`${path}: an answer that is not a JSON object`));
  const last = around['items'];
  if (last !== null && !Array.isArray(last)) return fail(badAnswer(`${path}: an answer that is no list`));
  for (const item of last ?? []) if (isRecord(item)) items.push(item);
  return succeed({ items, around });
}

function endOf(cutter: ListCutter): unknown {
  try {
    return cutter.end();
  } catch {
    return undefined;
  }
}
