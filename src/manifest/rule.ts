import type { Fix } from './fix/fix.ts';
import type { ManifestObject } from './object.ts';
import type { Severity } from './problem.ts';
import type { Message } from './say.ts';
import type { Surroundings } from './surroundings.ts';
import type { MapNode, SyntaxNode } from './syntax/node.ts';

/** What a rule stands for, apart from the code that judges it: the source of docs/rules.md and of the settings. */
export interface RuleFacts {
  /** `area/name`. */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence: what is objected to. */
  readonly summary: string;
  /** One or two sentences: what goes wrong otherwise, and who refuses it (API server, webhook, controller, nobody). */
  readonly why: string;
}

export interface ReportDetails {
  readonly missing?: string;
  readonly related?: readonly { readonly at: SyntaxNode; readonly message: Message }[];
  readonly fixes?: () => readonly Fix[];
  readonly tags?: readonly ('deprecated' | 'unnecessary')[];
  /** Where one rule weighs differently by case. Otherwise the rule's own. */
  readonly severity?: Severity;
  /** True where the API server stops before conditions over this case of a rule, as it does not over others of it. */
  readonly blocksConditions?: true;
}

/** Files a problem under a rule id. `at`: see Problem.at. */
export type Report = (rule: string, at: SyntaxNode, message: Message, details?: ReportDetails) => void;

/**
 * Judges every node whose schema is of a named type (`PodSpec`, `Container`, `Probe` …: the names of the core definitions),
 * wherever it is embedded. It must look at nothing but the node and what is below it: its verdict is kept for as long as the
 * node's text stays the same.
 */
export type TypeCheck = (node: MapNode, report: Report) => void;

/**
 * Judges one object of a kind. It runs after every edit of its document: what it has to gather from long lists (templates,
 * tasks) it keeps by node with `keptByNode`, since nodes of unchanged text stay the same.
 */
export type KindCheck = (object: ManifestObject, report: Report) => void;

/** Judges one object against the other files of the workspace and, where one is connected, against the cluster. */
export type SurroundingsCheck = (object: ManifestObject, surroundings: Surroundings, report: Report) => void;

/** What one file of rules contributes. */
export interface RuleSet {
  readonly facts: readonly RuleFacts[];
  readonly types?: Readonly<Record<string, TypeCheck>>;
  /** By `group/Kind` (`/Pod` for the core group), for every version of the kind. */
  readonly kinds?: Readonly<Record<string, KindCheck>>;
  /** For every object. */
  readonly surroundings?: readonly SurroundingsCheck[];
}
