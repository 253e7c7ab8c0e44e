import { kinds } from '../../cluster/resource.ts';
import type { ServedKind } from '../api/servedKind.ts';
import { refusals } from '../api/status.ts';
import type { Container, Pod } from '../api/wire.ts';
import type { ClusterAccess } from '../simulation/clusterAccess.ts';
import { type ContainerLog, type LogEntry, toLogTime } from '../simulation/containerLog.ts';
import type { LogBook } from '../simulation/logBook.ts';
import type { Exchange } from './exchange.ts';
import type { RequestInfo } from './requestInfo.ts';

/** Serves `pods/{name}/log`. */
export function servePodLog(
  exchange: Exchange,
  source: { readonly access: ClusterAccess; readonly logs: LogBook },
  kind: ServedKind,
  info: RequestInfo,
): void {
  const { access, logs } = source;
  const pod = access.objects.get(kind, info.namespace, info.name ?? '') as Pod;
  const container = chooseContainer(pod, exchange.query('container'));
  const isPrevious = exchange.flag('previous');
  const { uid } = pod.metadata;
  const log = isPrevious ? logs.previous(uid, container.name) : logs.current(uid, container.name);
  const where = `container ${JSON.stringify(container.name)} in pod ${JSON.stringify(pod.metadata.name)}`;
  if (!log && isPrevious) {
    throw refusals.badRequest(`previous terminated ${where.replace(' in pod', ' in pod')} not found`);
  }
  if (!pod.spec.nodeName) throw refusals.badRequest(`pod ${pod.metadata.name} does not have a host assigned`);
  if (!log) throw refusals.badRequest(`${where} is ${whyWaiting(pod, container)}`);
  new LogStream(exchange, access, log).run(
    () => access.find(kinds.pods, pod.metadata.namespace, pod.metadata.name) !== undefined,
  );
}

function chooseContainer(pod: Pod, name: string | undefined): Container {
  const { containers, initContainers = [] } = pod.spec;
  if (name) {
    const found = [...containers, ...initContainers].find(container => container.name === name);
    if (found) return found;
    throw refusals.badRequest(`container ${name} is not valid for pod ${pod.metadata.name}`);
  }
  const [only, ...others] = containers;
  const preferred = containers.find(
    one => one.name === pod.metadata.annotations?.['kubectl.kubernetes.io/default-container'],
  );
  if (preferred) return preferred;
  if (only && others.length === 0) return only;
  const list = containers.map(container => container.name).join(' ');
  const inits =
    initContainers.length > 0
      ? ` or one of the init containers: [${initContainers.map(one => one.name).join(' ')}]`
      : '';
  throw refusals.badRequest(
    `a container name must be specified for pod ${pod.metadata.name}, choose one of: [${list}]${inits}`,
  );
}

function whyWaiting(pod: Pod, container: Container): string {
  const all = [...(pod.status?.containerStatuses ?? []), ...(pod.status?.initContainerStatuses ?? [])];
  const reason = all.find(({ name }) => name === container.name)?.state.waiting?.reason;
  if (reason === 'ErrImagePull') return "waiting to start: image can't be pulled";
  if (reason === 'ImagePullBackOff') return 'waiting to start: trying and failing to pull image';
  return reason ? `waiting to start: ${reason}` : 'not available';
}

/** One log on its way to one reader. */
class LogStream {
  readonly #exchange: Exchange;
  readonly #access: ClusterAccess;
  readonly #log: ContainerLog;
  readonly #withTimes: boolean;
  #bytesLeft: number;
  #sent = 0;

  constructor(exchange: Exchange, access: ClusterAccess, log: ContainerLog) {
    this.#exchange = exchange;
    this.#access = access;
    this.#log = log;
    this.#withTimes = exchange.flag('timestamps');
    this.#bytesLeft = exchange.number('limitBytes') ?? Number.POSITIVE_INFINITY;
  }

  run(isPodThere: () => boolean): void {
    const first = this.#firstIndex();
    this.#exchange.response.writeHead(200, {
      'Content-Type': 'text/plain',
      'Cache-Control': 'no-cache, private',
    });
    this.#exchange.response.flushHeaders();
    this.#sent = first;
    this.#send();
    if (!this.#exchange.flag('follow')) this.#exchange.response.end();
    else this.#follow(isPodThere);
  }

  #firstIndex(): number {
    const entries = this.#log.entries();
    const sinceMs = this.#sinceMs();
    const byTime = sinceMs === undefined ? 0 : entries.findIndex(entry => entry.timeMs >= sinceMs);
    const tail = this.#exchange.number('tailLines');
    const byTail = tail === undefined ? 0 : Math.max(0, entries.length - tail);
    return Math.max(byTime < 0 ? entries.length : byTime, byTail);
  }

  /** The API server rounds `sinceTime` down to whole seconds. */
  #sinceMs(): number | undefined {
    const seconds = this.#exchange.number('sinceSeconds');
    if (seconds !== undefined) return this.#access.clock.now() - seconds * 1000;
    const sinceTime = this.#exchange.query('sinceTime');
    if (!sinceTime) return undefined;
    const timeMs = Date.parse(sinceTime);
    if (Number.isNaN(timeMs))
      throw refusals.badRequest(
        `parsing time ${JSON.stringify(sinceTime)} as "2006-01-02T15:04:05Z07:00": cannot parse`,
      );
    return Math.floor(timeMs / 1000) * 1000;
  }

  #follow(isPodThere: () => boolean): void {
    if (this.#exchange.signal.aborted) return;
    this.#send();
    if (this.#log.hasEnded || this.#bytesLeft <= 0) return void this.#exchange.response.end();
    // Between lines, look up now and then, to see whether the container has ended.
    const lookMs = this.#access.clock.now() + 200;
    const dueMs = Math.min(lookMs, this.#log.nextAtMs() ?? lookMs);
    const timer = this.#access.clock.at(dueMs, () => this.#follow(isPodThere));
    this.#exchange.signal.addEventListener('abort', () => timer.dispose(), { once: true });
  }

  #send(): void {
    const entries = this.#log.entries();
    const fresh = entries.slice(this.#sent);
    if (fresh.length === 0) return;
    const textOf = (entry: LogEntry, offset: number) =>
      `${this.#withTimes ? `${toLogTime(entry, this.#sent + offset)} ` : ''}${entry.text}\n`;
    const bytes = Buffer.from(fresh.map(textOf).join(''));
    this.#sent = entries.length;
    this.#exchange.response.write(bytes.subarray(0, Math.min(bytes.length, this.#bytesLeft)));
    this.#bytesLeft -= bytes.length;
  }
}
