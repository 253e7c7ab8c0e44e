import { existsSync } from 'node:fs';
import { suite } from 'node:test';
import { fileURLToPath } from 'node:url';
import { appendToLog } from '../control-plane/containerLog.ts';
import { startControlPlane } from '../control-plane/start.ts';
import type { ContractServer } from './contractServer.ts';
import { contractSuite } from './suite.ts';

const crds = fileURLToPath(new URL('../../../shared/corpus/crds', import.meta.url));

async function startReal(): Promise<ContractServer> {
  const plane = await startControlPlane({ nodes: 3, crds, crdGroups: ['serving.kserve.io'] });
  return {
    kubeconfig: plane.kubeconfig,
    narrowKubeconfig: plane.narrowKubeconfig,
    appendLog: (owner, lines) => appendToLog(plane.logsDir, owner, lines),
    stop: () => plane.stop(),
  };
}

if (existsSync(crds)) contractSuite('the real control plane', startReal);
else
  suite(
    'the real control plane',
    { skip: `needs the custom resource definitions in ${crds}` },
    () => undefined,
  );
