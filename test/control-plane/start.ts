import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildControlPlane } from './build.ts';

export interface ControlPlaneOptions {
  /** How many simulated nodes; 3 by default. */
  readonly nodes?: number;
  /** From three nodes on, the last but one is cut by MIG and the last one is shared; 0 by default. */
  readonly gpusPerNode?: number;
  /** `KEY=VALUE` for every node, `NUMBER:KEY=VALUE` for one, counted from 1. */
  readonly labels?: readonly string[];
  /** A folder of CustomResourceDefinitions, and the API groups to install from it; all where absent. */
  readonly crds?: string;
  readonly crdGroups?: readonly string[];
  /** A folder that outlives the control plane; a temporary one where absent. */
  readonly dataDir?: string;
  /** What happens, line by line, while it is built and started. */
  readonly onProgress?: (line: string) => void;
}

export interface ControlPlane {
  /** Path of the administrator's kubeconfig. */
  readonly kubeconfig: string;
  /** Path of a kubeconfig that may work in the namespace `team-a` only. */
  readonly narrowKubeconfig: string;
  readonly server: string;
  readonly dataDir: string;
  /** Where tests put logs of their own: see README.md. */
  readonly logsDir: string;
  /** Ends all its processes and removes its temporary files. */
  stop(): Promise<void>;
}

/**
 * Builds the control plane where it is out of date, starts it on free ports and resolves when its nodes are ready. It
 * ends with this process at the latest. Throws where there is no Go (`goIsMissing`) or where a component fails.
 */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const onProgress = options.onProgress ?? (() => undefined);
  const folder = await buildControlPlane(onProgress);
  const child = spawn(join(folder, 'control-plane'), ['--stop-with-stdin', ...argumentsOf(options)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  createInterface(child.stderr).on('line', line => {
    said.push(line);
    onProgress(line);
  });
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()));
  const ready = new Promise<string>(resolve => createInterface(child.stdout).once('line', resolve));
  const first = await Promise.race([ready, ended]);
  if (first === undefined) {
    throw new Error(`The control plane did not start:\n${said.join('\n')}`);
  }
  const { kubeconfig, narrowKubeconfig, server, dataDir, logsDir } = JSON.parse(first) as ControlPlane;
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  return { kubeconfig, narrowKubeconfig, server, dataDir, logsDir, stop };
}

function argumentsOf({
  nodes,
  gpusPerNode,
  labels,
  crds,
  crdGroups,
  dataDir,
}: ControlPlaneOptions): string[] {
  return [
    ...(nodes === undefined ? [] : ['--nodes', String(nodes)]),
    ...(gpusPerNode === undefined ? [] : ['--gpus-per-node', String(gpusPerNode)]),
    ...(labels ?? []).flatMap(label => ['--label', label]),
    ...(crds === undefined ? [] : ['--crds', crds]),
    ...(crdGroups === undefined ? [] : ['--crd-groups', crdGroups.join(',')]),
    ...(dataDir === undefined ? [] : ['--data', dataDir]),
  ];
}
