import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from './edition.ts';

/** A demo cluster that runs in a process of its own. Disposing ends it. */
export interface DemoCluster extends AsyncDisposable {
  readonly kubeconfig: string;
}

/** Starts the demo cluster from its sources, and resolves once it answers. */
export async function startDemoCluster(): Promise<DemoCluster> {
  const child = spawn(process.execPath, [join(projectRoot, 'src', 'demo', 'main.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = () => child.kill();
  process.once('exit', end);
  for await (const line of createInterface({ input: child.stdout })) {
    const { kubeconfig } = JSON.parse(line) as { kubeconfig: string };
    child.stdout.resume();
    return {
      kubeconfig,
      [Symbol.asyncDispose]: async () => {
        process.off('exit', end);
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = once(child, 'exit');
        child.kill();
        await ended;
      },
    };
  }
  throw new Error('The demo cluster ended before it was ready.');
}
