import type { ContextFacts } from '../cluster/contexts.ts';
import type { TreeRow } from './treeRow.ts';

/** How a context stands in the editor. */
export interface ContextStanding {
  /** Commands act on it when nothing else is named. */
  readonly isCurrent: boolean;
  readonly isConnected: boolean;
  /** The namespaces that it is limited to; empty for all. */
  readonly namespaces: readonly string[];
}

/** The row of a context. Making it asks nothing of the cluster. */
export function contextRow(context: ContextFacts, standing: ContextStanding): TreeRow {
  const { isCurrent, isConnected, namespaces } = standing;
  const scope = namespaces.length > 2 ? `${namespaces.length} namespaces` : namespaces.join(', ');
  const words = [isCurrent ? 'current' : '', scope].filter(word => word !== '');
  return {
    id: context.name,
    label: context.name,
    ...(words.length === 0 ? {} : { description: words.join(' · ') }),
    icon: isCurrent ? 'vm-active' : 'vm',
    tone: isConnected ? 'good' : isCurrent ? 'plain' : 'muted',
    tooltip: { title: context.name, rows: tooltipRows(context, standing) },
    tokens: [
      'context',
      ...(isCurrent ? [] : ['canUse']),
      ...(isConnected ? ['canDisconnect', 'canRetry'] : []),
      ...(context.loginCommand === undefined ? [] : ['canSignIn']),
    ],
    isExpandable: true,
  };
}

function tooltipRows(context: ContextFacts, standing: ContextStanding): (readonly [string, string])[] {
  return [
    ['Server', context.server === '' ? 'not named' : context.server],
    ['Cluster', context.cluster],
    ['User', context.user],
    ['Namespace', context.namespace ?? 'default'],
    ['Shown', standing.namespaces.length === 0 ? 'all namespaces' : standing.namespaces.join(', ')],
    ...(context.loginCommand === undefined ? [] : [['Login', context.loginCommand] as const]),
    ['Connected', standing.isConnected ? 'yes' : 'when it is opened'],
  ];
}
