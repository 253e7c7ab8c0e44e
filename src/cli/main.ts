import { enableCompileCache } from 'node:module';
import { nodeIo } from './nodeIo.ts';
import { runCommand } from './runCommand.ts';

// A command that is run again and again, as in a pipeline, starts faster with its code compiled already.
enableCompileCache();

// Setting the code lets what was written reach a slow reader, where exiting at once would cut it off.
process.exitCode = await runCommand(process.argv.slice(2), nodeIo);
