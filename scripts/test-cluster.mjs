// npm run test:cluster: the contract tests against a real control plane, which is built with Go, and the screen on it.
import { spawnSync } from 'node:child_process';
import { check, nodeTests } from './checks.mjs';
import { add, close } from './counts.mjs';
import { clusterScreen } from './editor-tests.mjs';

if (spawnSync('go', ['version']).status === 0) {
  const patterns = [
    'test/control-plane/*.test.ts',
    'test/control-plane/agreement/*.test.ts',
    'test/contract/cluster.test.ts',
  ];
  // One after the other: each test file may start a control plane, which takes both cores of a small machine.
  const contract = await nodeTests('contract tests, real control plane', patterns, { concurrency: 1 });
  const build = await check('build', 'webpack', '--stats=errors-warnings');
  const environment = { TIMONEL_EDITION: 'newest' };
  const screen = await nodeTests('screen, real control plane', [clusterScreen], { environment });
  close(add(contract, build, screen));
} else {
  console.log('The real control plane is built with Go, which is not on the PATH: install Go 1.26 or newer.');
  console.log('0 passed, 0 failed, 1 skipped');
}
