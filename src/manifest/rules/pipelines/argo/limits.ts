import type { Report } from '../../../rule.ts';
import { say } from '../../../say.ts';
import { isGoDuration } from '../../../structure/times.ts';
import { mapAt } from '../../../syntax/lookup.ts';
import type { MapNode } from '../../../syntax/node.ts';
import { facts, given, givenMaps, givenScalar, isBlank } from '../../core/reading.ts';

export const limitFacts = [
  facts(
    'argo/synchronization',
    'error',
    'A lock does not say by what it is known.',
    'A mutex is known by its name, a semaphore by the key of a ConfigMap or of a database; the workflow fails without.',
  ),
  facts(
    'argo/memoize',
    'error',
    'What is remembered of a template has no key or no cache, or an age that cannot be read.',
    'Results are kept under a key in a ConfigMap; the node fails when the controller cannot find its way there.',
  ),
  facts(
    'argo/retry',
    'error',
    'How long to wait between retries cannot be read.',
    'Waits are seconds or durations such as 2m; the controller cannot plan a retry by others, and the node fails.',
  ),
] as const;

/** Judges locks, memories and retries, which templates and (but for memories) whole workflows have. */
export function checkLimits(node: MapNode, report: Report): void {
  checkLocks(mapAt(node, 'synchronization'), report);
  checkMemory(mapAt(node, 'memoize'), report);
  checkRetry(mapAt(node, 'retryStrategy'), report);
}

function checkLocks(locks: MapNode | undefined, report: Report): void {
  const single = mapAt(locks, 'mutex');
  for (const mutex of single === undefined
    ? givenMaps(locks, 'mutexes')
    : [single, ...givenMaps(locks, 'mutexes')])
    if (isBlank(mutex, 'name') && given(mutex, 'database') === undefined)
      report('argo/synchronization', mutex, say`The mutex needs a name.`, { missing: 'name' });
  const only = mapAt(locks, 'semaphore');
  const semaphores = givenMaps(locks, 'semaphores');
  for (const semaphore of only === undefined ? semaphores : [only, ...semaphores])
    if (given(semaphore, 'configMapKeyRef') === undefined && given(semaphore, 'database') === undefined)
      report('argo/synchronization', semaphore, say`The semaphore needs the place that holds its limit.`, {
        missing: 'configMapKeyRef',
      });
}

function checkMemory(memory: MapNode | undefined, report: Report): void {
  if (memory === undefined) return;
  if (isBlank(memory, 'key'))
    report('argo/memoize', memory, say`The key of the result is missing.`, { missing: 'key' });
  const cache = mapAt(memory, 'cache');
  if (
    given(memory, 'cache') === undefined ||
    (cache !== undefined && given(cache, 'configMap') === undefined)
  )
    report('argo/memoize', cache ?? memory, say`The ConfigMap that keeps results is missing.`, {
      missing: cache === undefined ? 'cache' : 'configMap',
    });
  checkTime(memory, 'maxAge', 'argo/memoize', report);
}

function checkRetry(retry: MapNode | undefined, report: Report): void {
  const backoff = mapAt(retry, 'backoff');
  for (const field of ['duration', 'maxDuration', 'cap'])
    if (backoff !== undefined) checkTime(backoff, field, 'argo/retry', report);
}

function checkTime(node: MapNode, field: string, rule: string, report: Report): void {
  const time = givenScalar(node, field);
  if (time === undefined || time.text === '' || /^\d+$/.test(time.text) || isGoDuration(time.text)) return;
  report(rule, time, say`"${time.text}" is no length of time, such as 30s, 5m or 1h30m.`);
}
