import { writeFileSync } from 'node:fs';
import { nodeIo } from '../../../src/cli/nodeIo.ts';
import { runCommand } from '../../../src/cli/runCommand.ts';

// ours.ts REFERENCE CURRENT OUTPUT: the command as it stands, with its peak memory (kilobytes) left behind the report.
const [reference = '', current = '', output = ''] = process.argv.slice(2);
let report = '';
await runCommand(['drift', reference, current, '--format', 'json'], {
  ...nodeIo,
  out: text => {
    report += text;
  },
});
writeFileSync(
  output,
  JSON.stringify({ report: JSON.parse(report), peakMb: process.resourceUsage().maxRSS / 1024 }),
);
