import { apiVersionOf, type KindName } from '../object.ts';
import type { KindEntry, SchemaCatalog } from './catalog.ts';
import type { OpenApiDocument } from './openApi.ts';
import { OpenApiSchemas } from './openApiSchemas.ts';
import type { Schema } from './schema.ts';

/** A kind that a cluster serves, as its discovery lists it (without subresources). */
export interface ServedKind extends KindName {
  readonly plural: string;
  readonly isNamespaced: boolean;
}

/**
 * What a connected cluster says of kinds, above what came with Timonel. Which kinds there are comes from discovery; the
 * schemas from OpenAPI documents, one for each group and version, that are asked for when a manifest first needs them. Until
 * one is there the catalogue below answers.
 */
export class ClusterCatalog implements SchemaCatalog {
  readonly isOfCluster = true;
  readonly #below: SchemaCatalog;
  readonly #onNeed: (apiVersion: string) => void;
  readonly #builtInGroups: ReadonlySet<string>;
  readonly #documents = new Map<string, OpenApiSchemas | undefined>();
  readonly #asked = new Set<string>();
  #served: readonly ServedKind[] = [];
  #entries: ReadonlyMap<string, KindEntry> | undefined;
  #changes = 0;

  /**
   * @param below answers for what the cluster has not said
   * @param onNeed is called once for each `group/version` whose document is missing, and again after it was forgotten
   */
  constructor(below: SchemaCatalog, onNeed: (apiVersion: string) => void) {
    this.#below = below;
    this.#onNeed = onNeed;
    this.#builtInGroups = new Set(
      below.kinds.filter(kind => kind.isBuiltIn === true).map(kind => kind.group),
    );
  }

  get generation(): number {
    return this.#below.generation + this.#changes;
  }

  get kinds(): readonly KindEntry[] {
    return [...this.#known().values()];
  }

  entry(kind: KindName): KindEntry | undefined {
    return this.#known().get(keyOf(kind));
  }

  schema(kind: KindName): Schema | undefined {
    if (this.entry(kind)?.origin !== 'cluster') return this.#below.schema(kind);
    const apiVersion = apiVersionOf(kind);
    if (!this.#documents.has(apiVersion)) this.#ask(apiVersion);
    const ours = this.#below.schema(kind);
    return this.#documents.get(apiVersion)?.schema(kind, ours) ?? ours;
  }

  /** Takes over the kinds that the cluster serves, in place of those of an earlier discovery. */
  serve(kinds: readonly ServedKind[]): void {
    this.#served = kinds;
    this.#entries = undefined;
    this.#changes++;
  }

  /** Takes over the document of a group and version; undefined where the cluster gave none, and then no more is asked. */
  add(apiVersion: string, document: OpenApiDocument | undefined): void {
    this.#documents.set(apiVersion, document && new OpenApiSchemas(document));
    this.#changes++;
  }

  /** Drops the document of a group and version, since a CRD of it changed: the next need asks for it anew. */
  forget(apiVersion: string): void {
    this.#asked.delete(apiVersion);
    if (this.#documents.delete(apiVersion)) this.#changes++;
  }

  #ask(apiVersion: string): void {
    if (this.#asked.has(apiVersion)) return;
    this.#asked.add(apiVersion);
    this.#onNeed(apiVersion);
  }

  #known(): ReadonlyMap<string, KindEntry> {
    this.#entries ??= this.#merged();
    return this.#entries;
  }

  #merged(): ReadonlyMap<string, KindEntry> {
    const served = new Map(this.#served.map(kind => [keyOf(kind), this.#ofCluster(kind)]));
    const others = this.#below.kinds.filter(kind => !served.has(keyOf(kind)));
    const versions = Map.groupBy(this.#served, ({ group, kind }) => `${group}/${kind}`);
    const unserved = others.map(kind => withoutServer(kind, versions.get(`${kind.group}/${kind.kind}`)));
    return new Map([...served, ...unserved.map(kind => [keyOf(kind), kind] as const)]);
  }

  #ofCluster({ group, version, kind, plural, isNamespaced }: ServedKind): KindEntry {
    const known = this.#below.entry({ group, version, kind });
    const isBuiltIn = this.#builtInGroups.has(group);
    return {
      group,
      version,
      kind,
      plural,
      isNamespaced,
      origin: 'cluster',
      ...(isBuiltIn && { isBuiltIn }),
      ...(known?.link !== undefined && { link: known.link }),
      ...(known?.retirement && { retirement: stillServed(known.retirement) }),
    };
  }
}

type Retirement = NonNullable<KindEntry['retirement']>;

/** What newer versions removed, an older cluster may serve: there it is no more than deprecated. */
function stillServed(retirement: Retirement): Retirement {
  const { since: _, ...rest } = retirement;
  return retirement.state === 'deprecated' ? retirement : { ...rest, state: 'deprecated' };
}

/** A version that this cluster does not serve, while it serves others of the kind. */
function withoutServer(kind: KindEntry, served: readonly ServedKind[] | undefined): KindEntry {
  const successor = served?.[0];
  if (successor === undefined || kind.retirement?.state === 'removed') return kind;
  return { ...kind, retirement: { state: 'unserved', successor: apiVersionOf(successor) } };
}

function keyOf({ group, version, kind }: KindName): string {
  return `${group}/${version}/${kind}`;
}
