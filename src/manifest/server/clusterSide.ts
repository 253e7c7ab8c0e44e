import type { Connection } from 'vscode-languageserver';
import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/owner.ts';
import {
  type ClusterFacts,
  type ClusterKinds,
  type ClusterNeeds,
  clusterFactsMethod,
  clusterKindsMethod,
  clusterNeedsMethod,
  type OpenApiRequest,
  openApiMethod,
} from '../protocol.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import { ClusterCatalog } from '../schema/clusterCatalog.ts';
import type { OpenApiDocument } from '../schema/openApi.ts';

/** A document may lack a kind for some seconds after its CRD was installed: so often it is asked for again, and after so long. */
const mostTries = 5;
const retryMs = 4_000;
/** Needs are gathered for this long, since they become known one by one while a file is judged. */
const gatherMs = 50;

interface ClusterSideParts {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly builtIn: () => SchemaCatalog;
  /** Kinds, schemas or facts are others than before. */
  readonly onChange: (what: 'schemas' | 'facts') => void;
}

/** What the editor tells of the connected cluster, and what it is asked for. */
export class ClusterSide {
  readonly #parts: ClusterSideParts;
  readonly #needed = new Set<string>();
  #needsRoom = false;
  #telling: Disposable | undefined;
  #served: ClusterKinds | undefined;
  #catalog: ClusterCatalog | undefined;
  #facts: ClusterFacts | undefined;
  readonly #tries = new Map<string, number>();

  constructor(parts: ClusterSideParts) {
    this.#parts = parts;
    const { connection } = parts;
    connection.onNotification(clusterKindsMethod, (kinds: ClusterKinds | null) => this.#serve(kinds));
    connection.onNotification(clusterFactsMethod, (facts: ClusterFacts | null) => {
      this.#facts = facts ?? undefined;
      parts.onChange('facts');
    });
  }

  /** What judges: the cluster's schemas above the built-in ones. */
  get catalog(): SchemaCatalog {
    return this.#catalog ?? this.#parts.builtIn();
  }

  /** What stands in the cluster, as far as it was told; undefined while none is connected. */
  get facts(): ClusterFacts | undefined {
    return this.#facts;
  }

  /** Has the objects of a kind (`group/Kind`) told, where a cluster is or will be connected. */
  need(kind: string): void {
    if (this.#needed.has(kind)) return;
    this.#needed.add(kind);
    this.#tellNeeds();
  }

  /** Has the free room on nodes and in quotas told. */
  needRoom(): void {
    if (this.#needsRoom) return;
    this.#needsRoom = true;
    this.#tellNeeds();
  }

  #tellNeeds(): void {
    const { clock, connection } = this.#parts;
    this.#telling ??= clock.after(gatherMs, () => {
      this.#telling = undefined;
      const needs: ClusterNeeds = { kinds: [...this.#needed], room: this.#needsRoom };
      void connection.sendNotification(clusterNeedsMethod, needs);
    });
  }

  #serve(kinds: ClusterKinds | null): void {
    const before = this.#served;
    this.#served = kinds ?? undefined;
    if (kinds === null || kinds.context !== before?.context) {
      this.#catalog = undefined;
      this.#tries.clear();
    }
    if (kinds !== null) {
      this.#catalog ??= new ClusterCatalog(this.#parts.builtIn(), apiVersion => void this.#fetch(apiVersion));
      this.#catalog.serve(kinds.kinds);
      for (const apiVersion of this.#tries.keys()) {
        const path = documentPath(apiVersion);
        if (before?.schemaHashes[path] !== kinds.schemaHashes[path]) this.#forget(apiVersion);
      }
    }
    this.#parts.onChange('schemas');
  }

  #forget(apiVersion: string): void {
    this.#tries.delete(apiVersion);
    this.#catalog?.forget(apiVersion);
  }

  async #fetch(apiVersion: string): Promise<void> {
    const { connection, onChange } = this.#parts;
    const catalog = this.#catalog;
    const context = this.#served?.context;
    if (catalog === undefined || context === undefined) return;
    this.#tries.set(apiVersion, (this.#tries.get(apiVersion) ?? 0) + 1);
    const request: OpenApiRequest = { context, groupVersion: documentPath(apiVersion) };
    const text = await connection
      .sendRequest<string | null>(openApiMethod, request)
      // A connection that closes while it is asked has nobody left to be told.
      .catch(() => null);
    if (catalog !== this.#catalog) return;
    const document = text === null ? undefined : parsed(text);
    catalog.add(apiVersion, document);
    onChange('schemas');
    if (document !== undefined && this.#lacksKinds(apiVersion, document)) this.#askLater(apiVersion, catalog);
  }

  #lacksKinds(apiVersion: string, document: OpenApiDocument): boolean {
    const told = new Set(
      Object.values(document.components?.schemas ?? {}).flatMap(schema =>
        (schema['x-kubernetes-group-version-kind'] ?? []).map(({ kind }) => kind),
      ),
    );
    return (this.#served?.kinds ?? []).some(
      ({ group, version, kind }) =>
        (group === '' ? version : `${group}/${version}`) === apiVersion && !told.has(kind),
    );
  }

  #askLater(apiVersion: string, catalog: ClusterCatalog): void {
    if ((this.#tries.get(apiVersion) ?? 0) >= mostTries) return;
    this.#parts.clock.after(retryMs, () => {
      if (catalog === this.#catalog) void this.#fetch(apiVersion);
    });
  }
}

function documentPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `apis/${apiVersion}` : `api/${apiVersion}`;
}

function parsed(text: string): OpenApiDocument | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
