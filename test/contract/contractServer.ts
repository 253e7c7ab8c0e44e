import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { connect } from '../../src/cluster/client/clusterClient.ts';
import { readKubeconfig } from '../../src/cluster/client/kubeconfig.ts';
import type { ClusterClient } from '../../src/cluster/ports.ts';
import { eventually, RawApi } from './rawApi.ts';

/** Names the log of one container. */
export interface LogOwner {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** A server under test: the demo cluster, or the real control plane. */
export interface ContractServer {
  /** Path of a kubeconfig that may do everything. */
  readonly kubeconfig: string;
  /** Path of one that may work in the namespace `team-a` alone, and may not list nodes or namespaces. */
  readonly narrowKubeconfig: string;
  /** Writes lines to a container's log, as its program would. The first ones come before the container starts. */
  appendLog(owner: LogOwner, lines: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** The two ways to a server that the tests use: plain HTTP, for what the API does, and our own client. */
export interface Doors {
  readonly api: RawApi;
  readonly client: ClusterClient;
  /** Our client with the narrow rights. */
  readonly narrow: ClusterClient;
  readonly server: ContractServer;
  /** Creates a namespace of its own for a test. */
  namespace(): Promise<string>;
}

let lastNamespace = 0;

export async function openDoors(server: ContractServer): Promise<Doors> {
  const api = RawApi.of(parse(await readFile(server.kubeconfig, 'utf8')));
  const client = await connectTo(server.kubeconfig);
  const narrow = await connectTo(server.narrowKubeconfig);
  const namespace = async () => {
    lastNamespace += 1;
    const name = `contract-${process.pid}-${lastNamespace}`;
    await api.create('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    return name;
  };
  // The real server puts off those who ask for a custom kind for the first time.
  const custom = '/apis/serving.kserve.io/v1beta1/inferenceservices?limit=1';
  await eventually(
    'the custom kinds',
    () => api.get(custom),
    answer => answer.status === 200,
  );
  return { api, client, narrow, server, namespace };
}

async function connectTo(path: string): Promise<ClusterClient> {
  const kubeconfig = await readKubeconfig({ path, env: {} });
  const [context] = kubeconfig.contexts;
  const material = kubeconfig.material(context?.name ?? '');
  if (!material.ok) throw new Error(material.failure.message);
  return connect(material.value, {});
}

export function closeDoors({ api, client, narrow }: Doors): void {
  api.dispose();
  client.dispose();
  narrow.dispose();
}

/** One part of the contract: a suite of tests that each begin by asking for the doors. */
export interface ContractPart {
  readonly title: string;
  define(doors: () => Doors): void;
}

export function describe(title: string, define: ContractPart['define']): ContractPart {
  return { title, define };
}
