// npm run test:cluster: the contract tests against a real control plane, which is built with Go.
import { spawnSync } from 'node:child_process';
import { nodeTests } from './checks.mjs';
import { close } from './counts.mjs';

if (spawnSync('go', ['version']).status === 0) {
  const patterns = ['test/control-plane/*.test.ts', 'test/contract/cluster.test.ts'];
  // One after the other: each test file may start a control plane, which takes both cores of a small machine.
  close(await nodeTests('contract tests, real control plane', patterns, { concurrency: 1 }));
} else {
  console.log('The real control plane is built with Go, which is not on the PATH: install Go 1.26 or newer.');
  console.log('0 passed, 0 failed, 1 skipped');
}
