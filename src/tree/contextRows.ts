import type { ContextFacts } from '../cluster/contexts.ts';
import { joined, oneLine, optionalDescription, tooltipOf } from './rowText.ts';
import type { RowToken } from './rowTokens.ts';
import type { TreeRow } from './treeRow.ts';

/** What the editor knows of a context beside the kubeconfig. */
export interface ContextState {
  /** The one that commands use: the user's choice, or the kubeconfig's current context. */
  readonly isCurrent: boolean;
  /** A session is open. */
  readonly isConnected: boolean;
  /** The chosen namespaces; empty for all. */
  readonly namespaces: readonly string[];
}

/** A context as the topmost row of its tree. */
export function contextRow(context: ContextFacts, state: ContextState): TreeRow {
  const tokens: readonly RowToken[] = [
    'context',
    ...(state.isConnected ? (['connected'] as const) : []),
    ...(state.isCurrent ? (['current'] as const) : []),
  ];
  const namespaces = state.namespaces.join(', ');
  return {
    id: context.name,
    label: context.name,
    ...optionalDescription(
      joined(state.isCurrent && 'current', oneLine(namespaces, 60), hostOf(context.server)),
    ),
    icon: state.isCurrent ? 'star-full' : 'server',
    tone: state.isConnected ? 'good' : 'muted',
    tooltip: tooltipOf(context.name, [
      ['Server', context.server],
      ['Cluster', context.cluster],
      ['User', context.user],
      ['Default namespace', context.namespace],
      ['Shown namespaces', namespaces],
      ['Login command', context.loginCommand],
      ['Connected', state.isConnected ? 'yes' : 'no'],
    ]),
    tokens,
    isExpandable: true,
  };
}

/** The server's host and port: the part that tells servers apart. */
function hostOf(server: string): string {
  return oneLine(server.replace(/^[a-z]+:\/\//, '').replace(/\/.*$/, ''), 80);
}
