// Required before a command: leaves the peak of its memory, in MB, in the file that the environment names.
const { writeFileSync } = require('node:fs');

process.on('exit', () =>
  writeFileSync(process.env.TIMONEL_PEAK_MEMORY, String(process.resourceUsage().maxRSS / 1024)),
);
