// npm run cluster:up: builds the real control plane where it is out of date and runs it until Ctrl-C. Arguments go through
// to it: see test/control-plane/README.md.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildControlPlane } from '../test/control-plane/build.ts';

try {
  const folder = await buildControlPlane(line => console.error(line));
  const args = ['--stop-with-stdin', ...process.argv.slice(2)];
  // The pipe tells the child even of an end that this process cannot handle.
  const child = spawn(join(folder, 'control-plane'), args, { stdio: ['pipe', 'inherit', 'inherit'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', code => process.exit(code ?? 1));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}
