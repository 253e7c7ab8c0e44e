import { existsSync, readFileSync } from 'node:fs';
import type { WireObject } from '../../src/cluster/resource.ts';

const folder = new URL('../../../shared/corpus/', import.meta.url);

/** Why a test on recorded data cannot run here; `false` where it can. For the option `skip` of a test. */
export function withoutCorpus(path: string): string | false {
  return existsSync(new URL(path, folder)) ? false : `the recorded data ../shared/corpus/${path} is not here`;
}

/** The objects of a recorded `List` of one kind; all of them without a kind. */
export function recorded(path: string, kind?: string): readonly WireObject[] {
  const list = JSON.parse(readFileSync(new URL(path, folder), 'utf8')) as {
    readonly items: readonly WireObject[];
  };
  return kind === undefined ? list.items : list.items.filter(item => item['kind'] === kind);
}
