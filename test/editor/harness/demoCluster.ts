import { join } from 'node:path';
import { projectRoot } from './edition.ts';
import { runTethered } from './tethered.ts';

/** A demo cluster that runs in a process of its own. Disposing ends it. */
export interface DemoCluster extends AsyncDisposable {
  readonly kubeconfig: string;
}

/** Starts the demo cluster from its sources, and resolves once it answers. */
export async function startDemoCluster(): Promise<DemoCluster> {
  const demo = runTethered(join(projectRoot, 'src', 'demo', 'main.ts'), [], process.env);
  demo.errors.pipe(process.stderr);
  const { kubeconfig } = await demo.firstLine(line => JSON.parse(line) as { readonly kubeconfig: string });
  return { kubeconfig, [Symbol.asyncDispose]: () => demo[Symbol.asyncDispose]() };
}
