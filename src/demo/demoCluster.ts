import { randomBytes } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import { systemClock } from '../base/systemClock.ts';
import { builtinKinds } from './api/builtinKinds.ts';
import { Objects } from './api/objects.ts';
import { KindRegistry } from './api/servedKind.ts';
import { Store } from './api/store.ts';
import type { Pod } from './api/wire.ts';
import { serveAccessReview, serveRulesReview } from './http/accessReviews.ts';
import { ApiServer, type SpecialRoute } from './http/apiServer.ts';
import { administrator, narrowUser } from './http/authorization.ts';
import { serveEviction } from './http/eviction.ts';
import { servePodLog } from './http/podLogs.ts';
import { type Backend, serveServiceProxy } from './http/serviceProxy.ts';
import { seededRandom } from './random.ts';
import { ClusterAccess } from './simulation/clusterAccess.ts';
import { type Controller, ControllerLoop } from './simulation/controller.ts';
import { CronJobs } from './simulation/cronJobs.ts';
import { DaemonSets } from './simulation/daemonSets.ts';
import { Deployments } from './simulation/deployments.ts';
import { EventExpiry } from './simulation/eventExpiry.ts';
import { GarbageCollector } from './simulation/garbageCollector.ts';
import { InferenceServices } from './simulation/inferenceServices.ts';
import { Jobs } from './simulation/jobs.ts';
import { Kubelet, type KubeletOptions } from './simulation/kubelet.ts';
import { LogBook } from './simulation/logBook.ts';
import { Namespaces } from './simulation/namespaces.ts';
import type { ProgramFinder } from './simulation/program.ts';
import { ReplicaSets } from './simulation/replicaSets.ts';
import { Scheduler } from './simulation/scheduler.ts';
import { StatefulSets } from './simulation/statefulSets.ts';
import { Volumes } from './simulation/volumes.ts';
import { WorldClock } from './simulation/worldClock.ts';
import { backendFinder } from './world/backends.ts';
import { findProgram } from './world/programs.ts';
import { pastMs } from './world/timeline.ts';
import { buildWorld } from './world/world.ts';

export interface DemoClusterOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** How much faster than life things move from the start on: 1 by default. */
  readonly speed?: number;
  /** The same seed makes the same names and numbers. */
  readonly seed?: number;
  readonly clock?: Clock;
  /** The bearer token that is asked for; random without it. */
  readonly token?: string;
  /** Without a world there are only the namespaces that every cluster has. */
  readonly isEmpty?: boolean;
  /** A namespace for a second user, who may do nothing elsewhere. */
  readonly narrowNamespace?: string;
  /** Hears what went wrong inside the simulation; by default it goes to standard error. */
  readonly onError?: (error: unknown) => void;
  /** What containers do when they run; by default what their annotations and images suggest. */
  readonly findProgram?: ProgramFinder;
}

/** A running demo cluster. Its token is held in memory alone. */
export interface DemoCluster {
  /** `http://127.0.0.1:PORT`. */
  readonly server: string;
  readonly token: string;
  /** The token of the user with narrow rights, where there is one. */
  readonly narrowToken?: string;
  readonly contextName: string;
  stop(): Promise<void>;
}

/** The version that the demo cluster says it is. */
const version = 'v1.36.3';

/** Starts a small Kubernetes world on a loopback port, with a past and a life of its own. */
export async function startDemoCluster(options: DemoClusterOptions = {}): Promise<DemoCluster> {
  const { clock: outer = systemClock, speed = 1, seed = 1, isEmpty = false } = options;
  const startMs = outer.now();
  const clock = new WorldClock(outer, { startMs: startMs - pastMs, speed });
  const random = seededRandom(seed);
  const registry = new KindRegistry(builtinKinds);
  const objects = new Objects(new Store(), clock, random);
  const access = new ClusterAccess(objects, registry, clock, random);
  const logs = new LogBook();
  const kubelet = { logs, findProgram: options.findProgram ?? findProgram, liveFromMs: startMs, speed };
  const loop = new ControllerLoop(access, controllersOf(access, kubelet), options.onError ?? toStandardError);
  buildWorld(access, { isEmpty, ...(options.narrowNamespace ? { extra: options.narrowNamespace } : {}) });
  clock.passTime(startMs);
  clock.goLive();
  const token = options.token ?? newToken();
  const users = new Map([[token, administrator]]);
  const narrow = options.narrowNamespace ? { narrowToken: newToken() } : {};
  if (options.narrowNamespace && narrow.narrowToken) {
    users.set(narrow.narrowToken, narrowUser(options.narrowNamespace));
  }
  const findBackend = backendFinder(startMs, () => clock.now());
  const special = specialRoutes(access, logs, findBackend);
  const server = new ApiServer({ objects, registry, users, special, version });
  const port = await server.listen(options.port ?? 0);
  const stop = async () => {
    loop.dispose();
    clock.dispose();
    await server.close();
  };
  return { server: `http://127.0.0.1:${port}`, token, ...narrow, contextName: 'timonel-demo', stop };
}

function controllersOf(access: ClusterAccess, kubelet: KubeletOptions): readonly Controller[] {
  return [
    new InferenceServices(access),
    new CronJobs(access),
    new Jobs(access),
    new Deployments(access),
    new StatefulSets(access),
    new DaemonSets(access),
    new ReplicaSets(access),
    new Volumes(access),
    new Scheduler(access),
    new Kubelet(access, kubelet),
    new GarbageCollector(access),
    new Namespaces(access),
    new EventExpiry(access),
  ];
}

function toStandardError(error: unknown): void {
  console.error('demo cluster:', error);
}

function newToken(): string {
  return randomBytes(24).toString('base64url');
}

function specialRoutes(
  access: ClusterAccess,
  logs: LogBook,
  findBackend: (pod: Pod) => Backend,
): ReadonlyMap<string, SpecialRoute> {
  return new Map<string, SpecialRoute>([
    [
      'authorization.k8s.io/selfsubjectaccessreviews',
      (exchange, _kind, _info, user) => serveAccessReview(exchange, user),
    ],
    [
      'authorization.k8s.io/selfsubjectrulesreviews',
      (exchange, _kind, _info, user) => serveRulesReview(exchange, user),
    ],
    ['pods/eviction', (exchange, kind, info) => serveEviction(exchange, access.objects, kind, info)],
    ['services/proxy', (exchange, _kind, info) => serveServiceProxy(exchange, { access, findBackend }, info)],
    ['pods/log', (exchange, kind, info) => servePodLog(exchange, { access, logs }, kind, info)],
  ]);
}
