/**
 * What the editor and the language server say to each other beside the Language Server Protocol. Nothing in here is ever sent
 * before a manifest was opened, and nothing about a cluster before one was connected.
 */
import type { KindEntry } from './schema/catalog.ts';
import type { KnownObject, NodeRoom, QuotaRoom } from './surroundings.ts';

/** How manifests are judged: sent at the start and when the user changes a setting. */
export interface ManifestSettings {
  /** Severity by rule or area; `off` silences. */
  readonly rules: Readonly<Record<string, 'error' | 'warning' | 'information' | 'hint' | 'off'>>;
  /** `timonel`: everything. `other`: another extension completes, hovers and checks structure; rules and links stay ours. */
  readonly provider: 'timonel' | 'other';
}

export interface InitializationOptions {
  /** Folder of the built schemas. */
  readonly schemasFolder: string;
  /** The page that explains the rules, as a URI; empty where there is none. */
  readonly rulesPage: string;
  /** Fragment of each rule on that page (`L34` for its line). */
  readonly ruleLines: Readonly<Record<string, string>>;
  /** Sentences in the editor's language by their English template; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  readonly settings: ManifestSettings;
  /** Commands that the editor has for a document; lenses are shown for these alone. */
  readonly lensCommands: readonly string[];
}

/** Notification, editor → server: settings. */
export const settingsMethod = 'timonel/settings';

/** Notification, editor → server: what a connected cluster serves; null when it was left. */
export const clusterKindsMethod = 'timonel/clusterKinds';
export interface ClusterKinds {
  readonly kinds: readonly KindEntry[];
}

/** Request, server → editor: one OpenAPI v3 document of the connected cluster, by `apis/apps/v1` or `api/v1`. Null where there is none. */
export const openApiMethod = 'timonel/openApi';
export interface OpenApiRequest {
  readonly groupVersion: string;
}

/** Notification, editor → server: what stands in the connected cluster; null when it was left. Secrets come with their keys alone. */
export const clusterFactsMethod = 'timonel/clusterFacts';
export interface ClusterFacts {
  /** Namespace that manifests without one go to. */
  readonly namespace: string;
  readonly objects: readonly KnownObject[];
  /** Kinds (`group/Kind`) whose objects are listed completely, in all namespaces or in those named. */
  readonly complete: readonly { readonly kind: string; readonly namespaces: readonly string[] | 'all' }[];
  readonly nodes: readonly NodeRoom[];
  readonly quotas: readonly QuotaRoom[];
}

/** Request, editor → server: where a field of a document stands, for the answers of a dry run. */
export const placesMethod = 'timonel/places';
export interface PlacesRequest {
  readonly uri: string;
  /** Document in the file, from 0. */
  readonly document: number;
  /** Fields as the API server names them. */
  readonly paths: readonly string[];
}
