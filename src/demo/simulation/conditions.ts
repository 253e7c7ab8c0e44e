import type { Condition, Pod } from '../api/wire.ts';

/** Sets a condition in a list; its transition time moves only with its status. */
export function setCondition(
  conditions: readonly Condition[] | undefined,
  next: Condition,
  now: string,
): Condition[] {
  const list = conditions ?? [];
  const old = list.find(condition => condition.type === next.type);
  const lastTransitionTime = old && old.status === next.status ? old.lastTransitionTime : now;
  const merged: Condition = { ...next, ...(lastTransitionTime ? { lastTransitionTime } : {}) };
  return old ? list.map(condition => (condition === old ? merged : condition)) : [...list, merged];
}

export function hasCondition(conditions: readonly Condition[] | undefined, type: string): boolean {
  return conditions?.some(condition => condition.type === type && condition.status === 'True') ?? false;
}

export function isReady(pod: Pod): boolean {
  return !pod.metadata.deletionTimestamp && hasCondition(pod.status?.conditions, 'Ready');
}

/** Neither over nor on its way out. */
export function isActive(pod: Pod): boolean {
  return !pod.metadata.deletionTimestamp && !isFinished(pod);
}

export function isFinished(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}
