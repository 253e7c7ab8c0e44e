// node tether.mjs SCRIPT [ARGUMENT…]: runs a script in a process group of its own, which ends
// as soon as whoever started it ends, however that came about: its end closes standard input.
import { spawn } from 'node:child_process';

const child = spawn(process.execPath, process.argv.slice(2), { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('exit', code => process.exit(code ?? 1));

process.stdin.on('end', endGroup).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, endGroup);

function endGroup() {
  if (process.platform === 'win32') child.kill();
  else process.kill(-process.pid, 'SIGKILL');
}
