import { removeEntry, replaceValue } from '../fix/edits.ts';
import type { Fix } from '../fix/fix.ts';
import type { ManifestObject } from '../object.ts';
import type { Report } from '../rule.ts';
import { say } from '../say.ts';
import { entryHolding, nodeAt, pathOf } from '../syntax/lookup.ts';
import { type Difference, differences } from './compare.ts';
import { coreImmutables } from './coreImmutables.ts';
import type { Immutable, Pair } from './immutable.ts';
import { liveAt } from './live.ts';
import { mlImmutables } from './mlImmutables.ts';
import { immutableMessage } from './updateWords.ts';

const rule = 'update/immutable-field';

/** Reports the fields of an object that differ from what is live although nobody can change them. */
export function judgeImmutables(object: ManifestObject, live: unknown, report: Report): void {
  const kind = `${object.group}/${object.kind}`;
  const pair = { object, live };
  for (const field of coreImmutables[kind] ?? mlImmutables[kind] ?? []) judgeField(field, pair, report);
  if (kind === '/Secret') judgeSecretKeys(pair, report);
}

function judgeField(field: Immutable, pair: Pair, report: Report): void {
  const { object, live } = pair;
  const written = nodeAt(object.node, ...field.path);
  if (written === undefined || field.unless?.(pair) === true) return;
  const patterns = (typeof field.mayChange === 'function' ? field.mayChange(pair) : field.mayChange) ?? [];
  const steps = patterns.map(pattern => (typeof pattern === 'string' ? pattern.split('.') : pattern));
  const found = differences(written, liveAt(live, ...field.path), {
    mayChange: path => steps.some(pattern => covers(pattern, path)),
    isAtomic: field.isAtomic === true,
  });
  for (const difference of found) tell(difference, field, pair, report);
}

function covers(pattern: readonly string[], path: readonly string[]): boolean {
  return (
    pattern.length === path.length && pattern.every((step, index) => step === '*' || step === path[index])
  );
}

function tell(difference: Difference, field: Immutable, { object }: Pair, report: Report): void {
  const { at, missing } = difference;
  const holder = pathOf(at, object.node);
  const place = missing === undefined ? holder : `${holder}.${missing}`;
  const shown = isConfidential(object, [...field.path, ...difference.path])
    ? undefined
    : shownValue(difference.live);
  const message = immutableMessage(place, shown, field.wayOut ?? 'recreate');
  const fixes = (): readonly Fix[] => fixesOf(difference, shown !== undefined);
  report(rule, at, message, missing === undefined ? { fixes } : { missing });
}

/** What may hold a credential: its value is neither shown nor written into a file. */
function isConfidential({ kind }: ManifestObject, path: readonly (string | number)[]): boolean {
  if (kind === 'Secret') return path[0] !== 'type' && path[0] !== 'immutable';
  return (path.includes('env') && path.at(-1) === 'value') || path.includes('data');
}

const longestShown = 60;

function shownValue(live: unknown): string | undefined {
  if (typeof live === 'number' || typeof live === 'boolean') return String(live);
  return typeof live === 'string' && live !== '' && live.length <= longestShown ? live : undefined;
}

function fixesOf({ at, live }: Difference, mayShow: boolean): readonly Fix[] {
  const entry = entryHolding(at);
  if (live === undefined && entry?.key === at)
    return [{ title: say`Remove ${entry.name}`, edits: removeEntry(at), isSafe: false }];
  if (!mayShow || at.kind !== 'scalar' || entry?.key === at || typeof live === 'object') return [];
  const value = live as string | number | boolean;
  return [{ title: say`Write back ${String(value)}`, edits: replaceValue(at, value), isSafe: false }];
}

/** Of an immutable Secret only the keys are known here: one that is new is a change for certain. */
function judgeSecretKeys({ object, live }: Pair, report: Report): void {
  if (liveAt(live, 'immutable') !== true) return;
  const known = new Set(Object.keys((liveAt(live, 'data') as object | undefined) ?? {}));
  for (const field of ['data', 'stringData']) {
    const map = nodeAt(object.node, field);
    if (map?.kind !== 'map') continue;
    for (const { key, name } of map.entries)
      if (!known.has(name))
        report(rule, key, immutableMessage(pathOf(key, object.node), undefined, 'rename'));
  }
}
