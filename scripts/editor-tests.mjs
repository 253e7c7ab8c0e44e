import { globSync } from 'node:fs';
import { check, nodeTests } from './checks.mjs';
import { add } from './counts.mjs';

/** The screen on the real control plane: npm run test:cluster takes it, and here only who names it. */
export const clusterScreen = 'test/editor/screens/wholeCluster.screen.ts';

const injections = 'test/editor/injections.test.ts';

/**
 * Runs the editor suites in both VS Code versions, and the screens; `names`
 * chooses some of either. A build of the extension must be there.
 */
export async function editorTests(names = []) {
  const isChosen = path => names.length === 0 || names.some(name => path.includes(name));
  const hasSuites = globSync('test/editor/suites/*.suite.ts').some(isChosen);
  const screens = globSync('test/editor/screens/*.screen.ts')
    .filter(isChosen)
    .filter(path => names.length > 0 || path !== clusterScreen);
  const counts = [
    await check('build of the suites', 'webpack', '--env', 'suites', '--stats=errors-warnings'),
  ];
  for (const edition of editions()) {
    const environment = { TIMONEL_EDITION: edition, TIMONEL_SUITES: names.join(',') };
    if (hasSuites)
      counts.push(
        await nodeTests(`suites, ${edition} VS Code`, ['test/editor/suites.test.ts'], { environment }),
      );
    // A pipeline looks at the screens in the newest version alone, to save time.
    const isLooking = edition === 'newest' || !process.env.CI;
    const pictures = isLooking ? screens : [];
    if (pictures.length > 0) {
      counts.push(await nodeTests(`screens, ${edition} VS Code`, pictures, { environment, concurrency: 2 }));
    }
  }
  // They read the YAML grammar of the editor that the suites have installed by now.
  if (isChosen(injections)) counts.push(await nodeTests('grammars inside of YAML', [injections]));
  return add(...counts);
}

/** Both versions, or the one that TIMONEL_EDITION names. */
function editions() {
  const wanted = process.env.TIMONEL_EDITION;
  return wanted ? [wanted] : ['newest', 'oldest'];
}
