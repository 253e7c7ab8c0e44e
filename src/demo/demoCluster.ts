import { randomBytes } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import { systemClock } from '../base/systemClock.ts';
import type { Pod } from './api/wire.ts';
import { DemoWorld } from './demoWorld.ts';
import { serveAccessReview, serveRulesReview } from './http/accessReviews.ts';
import { ApiServer, type SpecialRoute } from './http/apiServer.ts';
import { administrator, narrowUser } from './http/authorization.ts';
import { serveEviction } from './http/eviction.ts';
import { servePodLog } from './http/podLogs.ts';
import { type Backend, serveServiceProxy } from './http/serviceProxy.ts';
import type { ProgramFinder } from './simulation/program.ts';
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
  const { isEmpty = false, narrowNamespace } = options;
  const world = new DemoWorld({
    clock: options.clock ?? systemClock,
    pastMs,
    speed: options.speed ?? 1,
    seed: options.seed ?? 1,
    findProgram: options.findProgram ?? findProgram,
    onError: options.onError ?? toStandardError,
  });
  buildWorld(world.access, { isEmpty, ...(narrowNamespace ? { extra: narrowNamespace } : {}) });
  world.goLive();
  const token = options.token ?? newToken();
  const users = new Map([[token, administrator]]);
  const narrow = narrowNamespace ? { narrowToken: newToken() } : {};
  if (narrowNamespace && narrow.narrowToken) users.set(narrow.narrowToken, narrowUser(narrowNamespace));
  const server = new ApiServer({
    objects: world.access.objects,
    registry: world.registry,
    users,
    special: specialRoutes(world),
    version,
  });
  const port = await server.listen(options.port ?? 0);
  const stop = async () => {
    world.dispose();
    await server.close();
  };
  return { server: `http://127.0.0.1:${port}`, token, ...narrow, contextName: 'timonel-demo', stop };
}

function toStandardError(error: unknown): void {
  console.error('demo cluster:', error);
}

function newToken(): string {
  return randomBytes(24).toString('base64url');
}

function specialRoutes({ access, logs, bornMs, clock }: DemoWorld): ReadonlyMap<string, SpecialRoute> {
  const findBackend: (pod: Pod) => Backend = backendFinder(bornMs, () => clock.now());
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
