import { type Clock, sleep } from '../base/clock.ts';
import { fail, succeed } from '../base/outcome.ts';
import type { Result } from '../cluster/failure.ts';
import type { Discovery, ObjectStore } from '../cluster/ports.ts';
import type { ObjectRef, ResourceKind } from '../cluster/resource.ts';
import { listAt, textAt } from '../cluster/wireReader.ts';

const pollMs = 250;
const patienceMs = 30_000;

interface Ports {
  readonly store: ObjectStore;
  readonly discovery: Discovery;
  readonly clock: Clock;
}

/** Waits until a definition is established, or its names are refused. */
export function awaitDefinition(ref: ObjectRef, ports: Ports, signal?: AbortSignal): Promise<Result<void>> {
  return poll(ports.clock, signal, `${ref.name} was not established in time`, async () => {
    const got = await ports.store.get(ref, signal);
    if (!got.ok) return got;
    const conditions = listAt(got.value, 'status', 'conditions');
    const has = (type: string, status: string) =>
      conditions.find(item => textAt(item, 'type') === type && textAt(item, 'status') === status);
    const refusedNames = has('NamesAccepted', 'False');
    if (refusedNames !== undefined) {
      return fail({
        kind: 'invalid',
        causes: [],
        message: textAt(refusedNames, 'message') ?? 'names not accepted',
      });
    }
    return has('Established', 'True') === undefined ? undefined : succeed(undefined);
  });
}

/** Waits until discovery tells of a kind whose definition has just been made. */
export function awaitServed(
  step: { readonly apiVersion: string; readonly kind: string },
  ports: Ports,
  signal?: AbortSignal,
): Promise<Result<ResourceKind>> {
  return poll(ports.clock, signal, `${step.apiVersion} ${step.kind} was not served in time`, async () => {
    const found = await ports.discovery.findKind(step.apiVersion, step.kind, { refresh: true });
    if (!found.ok) return found;
    return found.value === undefined ? undefined : succeed(found.value);
  });
}

async function poll<T>(
  clock: Clock,
  signal: AbortSignal | undefined,
  tooLate: string,
  ask: () => Promise<Result<T> | undefined>,
): Promise<Result<T>> {
  const deadlineMs = clock.now() + patienceMs;
  for (;;) {
    if (signal?.aborted) return fail({ kind: 'cancelled', message: 'cancelled' });
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (clock.now() >= deadlineMs) return fail({ kind: 'timedOut', message: tooLate });
    await sleep(clock, pollMs, signal);
  }
}
