/**
 * The tokens of rows, which the editor's menus match against (`/\bcanLog;/`).
 *
 * The first of a row's tokens says what it is, the others what can be done with it.
 */
export type RowToken = RowKindToken | RowAbilityToken;

export type RowKindToken =
  | 'group'
  | 'model'
  | 'revision'
  | 'job'
  | 'cronJob'
  | 'node'
  | 'namespace'
  | 'deployment'
  | 'statefulSet'
  | 'daemonSet'
  | 'workload'
  | 'pod'
  | 'container'
  | 'service'
  | 'configMap'
  | 'secret'
  | 'key'
  | 'claim'
  | 'volume'
  /** A row that stands for a state: loading, empty, refused, lost. */
  | 'state'
  | 'showMore'
  | 'context';

export type RowAbilityToken =
  | 'canCopyName'
  | 'canDelete'
  | 'canDescribe'
  | 'canLog'
  | 'canYaml'
  /** Of a model: its live data can be compared with those that it was trained on. */
  | 'canDrift'
  /** Of a context that is not the current one: make it so. */
  | 'canUse'
  /** Of a connected context. */
  | 'canDisconnect'
  | 'canRetry'
  /** Of a context that has a login command. */
  | 'canSignIn';

/** Tokens of a row that stands for an object. Whatever has pods or is one can be followed by its log. */
export function objectTokens(kind: RowKindToken, ...more: readonly RowAbilityToken[]): readonly RowToken[] {
  return [kind, 'canDescribe', 'canYaml', 'canCopyName', 'canDelete', ...more];
}
