/**
 * What the editor and the language server say to each other beside the Language Server Protocol. Nothing in here is ever sent
 * before a manifest was opened, and nothing about a cluster before one was connected.
 */
import type { ServedKind } from './schema/clusterCatalog.ts';
import type { KnownObject, NodeRoom, QuotaRoom } from './surroundings.ts';

/** How manifests are judged: sent at the start and when the user changes a setting. */
export interface ManifestSettings {
  /** Severity by rule or area; `off` silences. */
  readonly rules: Readonly<Record<string, 'error' | 'warning' | 'information' | 'hint' | 'off'>>;
  /** `timonel`: everything. `other`: another extension completes, hovers and checks structure; rules and links stay ours. */
  readonly provider: 'timonel' | 'other';
  /** Whether documents get lenses above them. */
  readonly codeLens: boolean;
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
  /** Ready-made objects; absent where there are none. */
  readonly snippets?: SnippetSource;
  /** Commands that the editor has for a document; lenses are shown for these alone. */
  readonly lensCommands: LensCommands;
}

/** Where the snippet files are, and whether the editor offers them by itself. */
export interface SnippetSource {
  readonly folder: string;
  /** True: the server offers none of them, nor bare headers of their kinds. */
  readonly areInEditor: boolean;
}

/** The commands behind lenses. */
export interface LensCommands {
  /** Takes a {@link DocumentTarget}. */
  readonly deploy?: LensCommand;
  /** Takes a {@link DocumentTarget}, and shows differences alone. */
  readonly diff?: LensCommand;
  /** Takes a {@link ManifestTarget}. */
  readonly followLogs?: LensCommand;
}

export interface LensCommand {
  readonly command: string;
  /** In the editor's language. */
  readonly title: string;
}

/** One document of a file, as a lens hands it to its command. */
export interface DocumentTarget {
  readonly uri: string;
  /** From 0, counting every part between separators. */
  readonly document: number;
  readonly isDiff?: boolean;
}

/** An object of a manifest whose pods are to be looked for in the current cluster. */
export interface ManifestTarget {
  readonly manifest: {
    /** As pods know it: a TrainJob's pods belong to its `JobSet`. */
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
  };
}

/** Notification, editor → server: settings. */
export const settingsMethod = 'timonel/settings';

/** Notification, editor → server: what a connected cluster serves; null when it was left. Sent anew when that changed. */
export const clusterKindsMethod = 'timonel/clusterKinds';
export interface ClusterKinds {
  /** The context; another one's schemas are never taken for this one's. */
  readonly context: string;
  readonly kinds: readonly ServedKind[];
  /** Hash of each OpenAPI v3 document by `apis/apps/v1`; empty where the cluster gives none. */
  readonly schemaHashes: Readonly<Record<string, string>>;
}

/** Request, server → editor: the JSON text of one OpenAPI v3 document of the connected cluster. Null where there is none. */
export const openApiMethod = 'timonel/openApi';
export interface OpenApiRequest {
  readonly context: string;
  /** `apis/apps/v1` or `api/v1`. */
  readonly groupVersion: string;
}

/** Notification, server → editor: what the open manifests lean on, so that nothing else is asked of a cluster. */
export const clusterNeedsMethod = 'timonel/clusterNeeds';
export interface ClusterNeeds {
  /** Kinds (`group/Kind`) of objects that a manifest names. */
  readonly kinds: readonly string[];
  /** True where a manifest asks for room on nodes and in quotas. */
  readonly room: boolean;
}

/** Notification, editor → server: what stands in the connected cluster; null when it was left. Secrets come with their keys alone. */
export const clusterFactsMethod = 'timonel/clusterFacts';
export interface ClusterFacts {
  /** Namespace that manifests without one go to. */
  readonly namespace: string;
  readonly objects: readonly KnownObject[];
  /** Kinds (`group/Kind`) whose objects are listed completely, in all namespaces or in those named. */
  readonly complete: readonly { readonly kind: string; readonly namespaces: readonly string[] | 'all' }[];
  /** Undefined while it is not known: nobody asked for it, it was refused, or the list is not whole yet. */
  readonly nodes: readonly NodeRoom[] | undefined;
  readonly quotas: readonly QuotaRoom[] | undefined;
}

/**
 * Request, server → editor: the object that the connected cluster has, as JSON, for rules that compare with it. Null where
 * there is none or it cannot be read. A Secret comes with null in place of each value.
 */
export const liveObjectMethod = 'timonel/liveObject';
export interface LiveObjectRequest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Absent for cluster-wide kinds. */
  readonly namespace?: string;
}
