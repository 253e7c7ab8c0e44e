import { readFileSync } from 'node:fs';
import type { WireObject } from '../../src/cluster/resource.ts';

/** A recorded or hand-made object of `test/fixtures`, as the server would send it. */
export function fixture(path: string): WireObject {
  return JSON.parse(readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8')) as WireObject;
}
