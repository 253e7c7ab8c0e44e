import { enableCompileCache } from 'node:module';
import { nodeIo } from './nodeIo.ts';
import { runCommand } from './runCommand.ts';

// A command that is run again and again, as in a pipeline, starts faster with its code compiled already.
enableCompileCache();

// A reader that has seen enough, such as `head`, hangs up: that is no failure of ours, and nobody hears more.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// Setting the code lets what was written reach a slow reader, where exiting at once would cut it off.
process.exitCode = await runCommand(process.argv.slice(2), nodeIo);
