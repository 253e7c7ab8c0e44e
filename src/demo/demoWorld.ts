import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/owner.ts';
import { builtinKinds } from './api/builtinKinds.ts';
import { Objects } from './api/objects.ts';
import { KindRegistry } from './api/servedKind.ts';
import { Store } from './api/store.ts';
import { seededRandom } from './random.ts';
import { ClusterAccess } from './simulation/clusterAccess.ts';
import { type Controller, ControllerLoop } from './simulation/controller.ts';
import { CronJobs } from './simulation/cronJobs.ts';
import { CustomKinds } from './simulation/customKinds.ts';
import { DaemonSets } from './simulation/daemonSets.ts';
import { Deployments } from './simulation/deployments.ts';
import { EventExpiry } from './simulation/eventExpiry.ts';
import { GarbageCollector } from './simulation/garbageCollector.ts';
import { InferenceServices } from './simulation/inferenceServices.ts';
import { Jobs } from './simulation/jobs.ts';
import { Kubelet } from './simulation/kubelet.ts';
import { LogBook } from './simulation/logBook.ts';
import { Namespaces } from './simulation/namespaces.ts';
import type { ProgramFinder } from './simulation/program.ts';
import { ReplicaSets } from './simulation/replicaSets.ts';
import { Scheduler } from './simulation/scheduler.ts';
import { StatefulSets } from './simulation/statefulSets.ts';
import { Volumes } from './simulation/volumes.ts';
import { WorldClock } from './simulation/worldClock.ts';

export interface DemoWorldOptions {
  /** The clock that counts once the past is over. */
  readonly clock: Clock;
  /** How long the world lives before it is first looked at, in ms. */
  readonly pastMs: number;
  /** How much faster than life things move after that. */
  readonly speed: number;
  /** The same seed makes the same names and numbers. */
  readonly seed: number;
  readonly findProgram: ProgramFinder;
  /** Hears what went wrong inside a controller; the others go on. */
  readonly onError: (error: unknown) => void;
}

/** All objects of a demo cluster, and the controllers that make them live. Knows nothing of HTTP. */
export class DemoWorld implements Disposable {
  readonly clock: WorldClock;
  readonly registry = new KindRegistry(builtinKinds);
  readonly access: ClusterAccess;
  readonly logs = new LogBook();
  /** When the past ends. */
  readonly bornMs: number;
  readonly #loop: ControllerLoop;

  constructor(options: DemoWorldOptions) {
    this.bornMs = options.clock.now();
    this.clock = new WorldClock(options.clock, {
      startMs: this.bornMs - options.pastMs,
      speed: options.speed,
    });
    const random = seededRandom(options.seed);
    const objects = new Objects(new Store(), this.clock, random);
    this.access = new ClusterAccess(objects, this.registry, this.clock, random);
    this.#loop = new ControllerLoop(this.access, this.#controllers(options), options.onError);
  }

  /** Lives through the past, and from then on goes with the clock. */
  goLive(): void {
    this.clock.passTime(this.bornMs);
    this.clock.goLive();
  }

  dispose(): void {
    this.#loop.dispose();
    this.clock.dispose();
  }

  #controllers({ findProgram, speed }: DemoWorldOptions): readonly Controller[] {
    const { access, logs, bornMs } = this;
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
      new Kubelet(access, { logs, findProgram, liveFromMs: bornMs, speed }),
      new GarbageCollector(access),
      new Namespaces(access),
      new EventExpiry(access),
      new CustomKinds(access),
    ];
  }
}
