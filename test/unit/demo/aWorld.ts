import { kinds } from '../../../src/cluster/resource.ts';
import type { JsonObject } from '../../../src/demo/api/kubeObject.ts';
import type { Job, Node, Pod, Workload } from '../../../src/demo/api/wire.ts';
import { DemoWorld } from '../../../src/demo/demoWorld.ts';
import { findProgram } from '../../../src/demo/world/programs.ts';
import { FakeClock } from '../../support/fakeClock.ts';

/** A world with a clock that only a test moves. Errors of controllers fail the test. */
export class TestWorld {
  readonly world: DemoWorld;
  readonly #errors: unknown[] = [];
  #nowMs: number;

  constructor() {
    const clock = new FakeClock();
    const pastMs = 7 * 24 * 3_600_000;
    this.world = new DemoWorld({
      clock,
      pastMs,
      speed: 1,
      seed: 7,
      findProgram,
      onError: error => this.#errors.push(error),
    });
    this.#nowMs = clock.now() - pastMs;
    this.create(kinds.namespaces, { metadata: { name: 'ml' } });
  }

  get access() {
    return this.world.access;
  }

  create<T = JsonObject>(kind: (typeof kinds)[keyof typeof kinds], body: JsonObject): T {
    return this.access.create(kind, kind.isNamespaced ? 'ml' : undefined, body) as unknown as T;
  }

  /** Lets so many seconds pass. */
  pass(seconds: number): void {
    this.#nowMs += seconds * 1000;
    this.world.clock.passTime(this.#nowMs);
    if (this.#errors.length > 0) throw this.#errors[0];
  }

  node(
    name: string,
    allocatable: Record<string, string>,
    extra: { labels?: Record<string, string>; spec?: JsonObject } = {},
  ): Node {
    const all = { cpu: '8', memory: '32Gi', pods: '110', ...allocatable };
    const body = { metadata: { name, labels: extra.labels ?? {} }, spec: extra.spec ?? {} };
    const node = this.access.create<Node>(kinds.nodes, undefined, body);
    this.access.editStatus(kinds.nodes, node, draft => {
      draft.status = { allocatable: all, capacity: all };
    });
    return node;
  }

  pods(): readonly Pod[] {
    return this.access.list<Pod>(kinds.pods, 'ml');
  }

  pod(name: string): Pod | undefined {
    return this.access.find<Pod>(kinds.pods, 'ml', name);
  }

  deployment(name: string): Workload | undefined {
    return this.access.find<Workload>(kinds.deployments, 'ml', name);
  }

  job(name: string): Job | undefined {
    return this.access.find<Job>(kinds.jobs, 'ml', name);
  }

  /** The reasons of the events about an object, sorted. */
  reasons(name: string): readonly string[] {
    const events = this.access.list(kinds.events, 'ml');
    return events
      .filter(event => (event['involvedObject'] as { name: string }).name === name)
      .map(event => event['reason'] as string)
      .sort();
  }
}

export function podBody(
  name: string,
  extra: { spec?: JsonObject; annotations?: JsonObject; requests?: JsonObject } = {},
): JsonObject {
  const resources = extra.requests ? { resources: { requests: extra.requests } } : {};
  return {
    metadata: { name, annotations: extra.annotations ?? {} },
    spec: { containers: [{ name: 'main', image: 'example/main:1', ...resources }], ...extra.spec },
  };
}

export function deploymentBody(
  name: string,
  spec: JsonObject = {},
  annotations: JsonObject = {},
): JsonObject {
  return {
    metadata: { name },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name }, annotations },
        spec: { containers: [{ name: 'web', image: 'example/web:1' }] },
      },
      ...spec,
    },
  };
}

export function jobBody(name: string, spec: JsonObject = {}, annotations: JsonObject = {}): JsonObject {
  return {
    metadata: { name },
    spec: {
      template: {
        metadata: { annotations: { 'timonel.test/run-seconds': '5', ...annotations } },
        spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'example/train:1' }] },
      },
      ...spec,
    },
  };
}
