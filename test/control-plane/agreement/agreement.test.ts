import { ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { SchemaCatalog } from '../../../src/manifest/schema/catalog.ts';
import { withoutCorpus } from '../../support/corpus.ts';
import { builtInCatalog } from '../../support/schemas.ts';
import { goIsMissing } from '../build.ts';
import { type ControlPlane, startControlPlane } from '../start.ts';
import { AskedServer } from './askedServer.ts';
import { type Compared, compareTried, isAgreed } from './compare.ts';
import { explanationOf } from './knownDifferences.ts';
import { agreement, matrix, pathAgreement } from './matrix.ts';
import { clusterCatalog, type Tried, tryMutations } from './trial.ts';

const crds = fileURLToPath(new URL('../../../../shared/corpus/crds', import.meta.url));
const withoutGo = spawnSync('go', ['version']).status === 0 ? false : goIsMissing;
const skip = withoutGo || withoutCorpus('crds') || withoutCorpus('server-verdicts');

/** Another seed sends other mutations: TIMONEL_SEED=7 npm run test:cluster. */
const usualSeed = 20260;
const seed = Number(process.env['TIMONEL_SEED'] ?? usualSeed);
const mutations = Number(process.env['TIMONEL_MUTATIONS'] ?? 20_000);

suite('agreement with a real API server on spoiled manifests', { skip }, () => {
  let plane: ControlPlane;
  let server: AskedServer;
  let tried: readonly Tried[];
  before(async () => {
    plane = await startControlPlane({ nodes: 1, crds, onProgress: line => console.error(line) });
    server = await AskedServer.of(plane.kubeconfig);
    tried = await tryMutations(server, mutations, seed);
    console.log(`${mutations} mutations of seed ${seed}`);
  });
  after(() => plane?.stop());

  test('the server judges nearly all of them', () => ok(tried.length > 0.99 * mutations, `${tried.length}`));

  test("99 % with the cluster's schemas", () =>
    agrees("the cluster's schemas", tried, clusterCatalog(server), 0.99));

  test('97 % offline', () => agrees('offline', tried, builtInCatalog(), 0.97));
});

function agrees(name: string, tried: readonly Tried[], catalog: SchemaCatalog, least: number): void {
  const compared = compareTried(tried, catalog);
  console.log(matrix(name, compared).join('\n'));
  ok(agreement(compared) >= least, `only ${agreement(compared)} of the verdicts are equal`);
  ok(pathAgreement(compared) >= 0.98, `only ${pathAgreement(compared)} are at the same path`);
  const unexplained = compared.filter(
    one => !isAgreed(one) && explanationOf(one, !catalog.isOfCluster) === undefined,
  );
  ok(
    unexplained.length === 0,
    `${unexplained.length} without a reason:\n${unexplained.map(told).join('\n')}`,
  );
}

function told({ tried, errors, outcome }: Compared): string {
  const { base, how, where, answer } = tried;
  const ours = errors.map(({ rule, path }) => `${rule} at ${path}`).join(', ');
  return `${outcome} of ${base.name} (${how} ${where}): ${answer.message.slice(0, 200)} | ${ours}`;
}
