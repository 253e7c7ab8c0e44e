import type { KindName } from '../../../src/manifest/object.ts';
import { apiVersionOf } from '../../../src/manifest/object.ts';
import type { SchemaCatalog } from '../../../src/manifest/schema/catalog.ts';
import { stringAt } from '../../../src/manifest/syntax/lookup.ts';
import { parseManifestText } from '../../../src/manifest/syntax/parseText.ts';
import type { Random } from '../../support/schemaMutations.ts';
import { serverVerdicts, textOf } from '../../unit/manifest/agreement/serverVerdicts.ts';

/** A manifest of the corpus that the recorded server accepted, by itself. */
export interface Base extends KindName {
  /** `part/file#index`. */
  readonly name: string;
  readonly text: string;
  readonly namespace: string | undefined;
}

/** All single objects of the corpus that were accepted and whose kinds a catalogue knows. */
export function corpusBases(catalog: SchemaCatalog): readonly Base[] {
  const accepted = (['valid', 'invalid'] as const)
    .flatMap(serverVerdicts)
    .filter(({ status, kind }) => status === '201' && kind !== 'List');
  const files = Map.groupBy(accepted, ({ part, file }) => `${part}/${file}`);
  return [...files].flatMap(([name, verdicts]) => {
    const [first] = verdicts;
    if (first === undefined) return [];
    const documents = parseManifestText(textOf(first.part, first.file));
    return verdicts.flatMap(({ index }) => {
      const document = documents.find(one => one.index === index);
      const [object, ...others] = document?.objects ?? [];
      if (document === undefined || object === undefined || others.length > 0) return [];
      if (catalog.entry(object) === undefined) return [];
      const { group, version, kind, node } = object;
      const namespace = stringAt(node, 'metadata', 'namespace');
      return [{ name: `${name}#${index}`, text: document.piece.text, group, version, kind, namespace }];
    });
  });
}

/** How to name a kind in tables: `apps/v1 Deployment`. */
export function kindLabel(kind: KindName): string {
  return `${apiVersionOf(kind)} ${kind.kind}`;
}

/**
 * Draws manifests without end. A kind with n manifests comes up in proportion to the square root of n, so that the few of a
 * rare kind are not lost among hundreds of Deployments.
 */
export function drawing(bases: readonly Base[], random: Random): () => Base {
  const kinds = [...Map.groupBy(bases, kindLabel).values()];
  const weights = kinds.map(ofKind => Math.sqrt(ofKind.length));
  const sums = weights.map((_, at) => weights.slice(0, at + 1).reduce((sum, weight) => sum + weight, 0));
  return () => {
    const drawn = random() * (sums.at(-1) ?? 0);
    const ofKind = kinds[sums.findIndex(sum => drawn < sum)] ?? bases;
    return ofKind[Math.floor(random() * ofKind.length)] as Base;
  };
}
