import type { SchemaCatalog } from '../../../src/manifest/schema/catalog.ts';
import { ClusterCatalog } from '../../../src/manifest/schema/clusterCatalog.ts';
import type { Random } from '../../support/schemaMutations.ts';
import { builtInCatalog } from '../../support/schemas.ts';
import { seededRandom } from '../../support/seededRandom.ts';
import type { Answer, AskedServer } from './askedServer.ts';
import { corpusBases, drawing } from './bases.ts';
import { type Mutant, mutantOf } from './mutations/mutants.ts';

/** A spoiled manifest and what the server said to it. */
export interface Tried extends Mutant {
  readonly answer: Answer;
}

/** What the server knows of kinds, above what came with Timonel. */
export function clusterCatalog({
  kinds,
  documents,
}: Pick<AskedServer, 'kinds' | 'documents'>): SchemaCatalog {
  const catalog: ClusterCatalog = new ClusterCatalog(builtInCatalog(), apiVersion =>
    catalog.add(apiVersion, documents[apiVersion]),
  );
  catalog.serve(kinds);
  return catalog;
}

const connections = 16;

/** Sends so many mutations of the corpus to a server. Answers that judge nothing of the text are left out. */
export async function tryMutations(
  server: AskedServer,
  count: number,
  seed: number,
): Promise<readonly Tried[]> {
  const catalog = clusterCatalog(server);
  const bases = corpusBases(catalog);
  await server.makeNamespaces(bases);
  const random: Random = seededRandom(seed);
  const draw = drawing(bases, random);
  const tried: Tried[] = [];
  let left = count;
  const work = async () => {
    while (left > 0) {
      const base = draw();
      const mutant = mutantOf(base, catalog, random);
      if (mutant === undefined) continue;
      left--;
      const answer = await server.judge(base, base.namespace, mutant.text);
      if (judgesText(answer)) tried.push({ ...mutant, answer });
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  return tried;
}

/** A clash with what is there, a missing namespace or one that the address does not name say nothing of the text. */
function judgesText({ status, message }: Answer): boolean {
  return (
    ['201', '400', '422'].includes(status) && !message.startsWith('the namespace of the provided object')
  );
}
