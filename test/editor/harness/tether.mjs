// node tether.mjs SCRIPT [ARGUMENT…]: runs a script in a process group of its own, which ends
// as soon as whoever started it ends, however that came about: its end closes standard input.
import { spawn } from 'node:child_process';

/** What a script gets to tidy up after itself, such as to remove its folder. */
const graceMs = 2_000;

const child = spawn(process.execPath, process.argv.slice(2), { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('exit', endGroup);

process.stdin.on('end', endScript).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, endScript);

function endScript() {
  child.kill();
  setTimeout(endGroup, graceMs);
}

/** Ends whatever the script left running, and this process with it. */
function endGroup() {
  if (process.platform === 'win32') process.exit();
  process.kill(-process.pid, 'SIGKILL');
}
