import { nodeIo } from './nodeIo.ts';
import { runCommand } from './runCommand.ts';

// Setting the code lets what was written reach a slow reader, where exiting at once would cut it off.
process.exitCode = await runCommand(process.argv.slice(2), nodeIo);
