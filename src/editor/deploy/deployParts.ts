import type * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import type { ClusterSessions } from '../session/clusterSessions.ts';
import type { Memento } from '../session/sessionMemory.ts';
import type { DiffDocuments } from './diffDocuments.ts';

/** What deploying needs of the rest of the extension. */
export interface DeployDeps {
  readonly sessions: ClusterSessions;
  readonly clock: Clock;
  /** The workspace's memory: where each folder was deployed to last. */
  readonly memento: Memento;
}

/** What every run of a deploy shares. */
export interface DeployParts extends DeployDeps {
  readonly problems: vscode.DiagnosticCollection;
  readonly diffs: DiffDocuments;
}
