import type { Failure } from '../cluster/failure.ts';
import type { FeedState } from '../cluster/feed.ts';
import type { AnyStore } from './factStore.ts';
import { timeOfDay } from './moment.ts';
import { segment } from './rowPath.ts';
import { grouped, oneLine, optionalDescription, tooltipOf } from './rowText.ts';
import type { RowAction, RowTone, TreeRow } from './treeRow.ts';

/** What a group says instead of rows, or beside them. */
export interface StateRows {
  /** Above the rows: what is wrong. */
  readonly before: readonly TreeRow[];
  /** Below the rows: more is coming, or there is nothing. */
  readonly after: readonly TreeRow[];
}

export interface StateWords {
  readonly emptyText: string;
  readonly emptyAction?: RowAction | undefined;
}

/**
 * The rows that tell how a group's feeds do.
 *
 * A kind that the cluster does not serve says nothing: a cluster without KServe has no InferenceServices, which is no
 * error. One lost connection or one expired login is told once, however many feeds it stopped.
 *
 * @param rowCount how many ordinary rows the group has
 */
export function stateRows(
  id: string,
  stores: readonly AnyStore[],
  rowCount: number,
  words: StateWords,
): StateRows {
  const before = [lostRow(id, stores), ...stoppedRows(id, stores)].filter(row => row !== undefined);
  const loading = stores.filter(isUnderWay);
  if (loading.length > 0) return { before, after: [loadingRow(id, loading)] };
  const isEmpty = rowCount === 0 && before.length === 0;
  return { before, after: isEmpty ? [emptyRow(id, words)] : [] };
}

/** Has the store still to hear the first answer, or to be asked at all? */
export function isUnderWay({ state }: AnyStore): boolean {
  return state.kind === 'loading' || state.kind === 'idle';
}

/** The row under rows that are not all shown. */
export function showMoreRow(id: string, hiddenCount: number): TreeRow {
  return {
    id: `${id}/${segment('state', 'more')}`,
    label: 'Show more…',
    description: `${grouped(hiddenCount)} not shown`,
    icon: 'ellipsis',
    tokens: ['showMore'],
    isExpandable: false,
    action: 'showMore',
  };
}

function loadingRow(id: string, stores: readonly AnyStore[]): TreeRow {
  const loaded = stores.reduce((sum, { state }) => sum + (state.kind === 'loading' ? state.loaded : 0), 0);
  return stateRow(id, 'loading', {
    label: loaded > 0 ? `Loading… ${grouped(loaded)}` : 'Loading…',
    icon: 'loading~spin',
    tone: 'busy',
  });
}

function emptyRow(id: string, words: StateWords): TreeRow {
  return stateRow(id, 'empty', {
    label: words.emptyText,
    icon: words.emptyAction === undefined ? 'circle-outline' : 'add',
    tone: 'muted',
    action: words.emptyAction,
  });
}

type Lost = Extract<FeedState, { kind: 'lost' }>;

function lostRow(id: string, stores: readonly AnyStore[]): TreeRow | undefined {
  const lost = stores.map(store => store.state).filter((state): state is Lost => state.kind === 'lost');
  const [oldest] = lost.sort((a, b) => a.sinceMs - b.sinceMs);
  if (oldest === undefined) return undefined;
  const age = oldest.sinceMs > 0 ? ` · shown as of ${timeOfDay(oldest.sinceMs)}` : '';
  return stateRow(id, 'lost', {
    label: `Connection lost${age} · retrying`,
    description: oneLine(oldest.failure.message),
    icon: 'debug-disconnect',
    tone: 'warning',
    action: 'retry',
    failure: oldest.failure,
  });
}

/** One row for each failure that says something of its own; what concerns all feeds is said once. */
function stoppedRows(id: string, stores: readonly AnyStore[]): readonly TreeRow[] {
  const rows = new Map<string, TreeRow>();
  for (const { state, resource } of stores) {
    if (state.kind !== 'stopped' || state.failure.kind === 'kindNotServed') continue;
    const isOfOneKind = state.failure.kind === 'forbidden' || state.failure.kind === 'notFound';
    const key = isOfOneKind ? `${state.failure.kind}-${resource.plural}` : state.failure.kind;
    if (!rows.has(key)) rows.set(key, stoppedRow(id, key, state.failure, resource.plural));
  }
  return [...rows.values()];
}

function stoppedRow(id: string, key: string, failure: Failure, plural: string): TreeRow {
  const description = oneLine(failure.message);
  switch (failure.kind) {
    case 'forbidden': {
      const where = failure.namespace === undefined ? 'in all namespaces' : `in ${failure.namespace}`;
      const label = `Not allowed to list ${plural} ${where}`;
      return stateRow(id, key, { label, icon: 'lock', tone: 'warning', action: 'chooseNamespaces', failure });
    }
    case 'expiredLogin':
    case 'loginFailed': {
      const label = failure.kind === 'expiredLogin' ? 'The login has expired' : 'The login failed';
      return stateRow(id, key, {
        label,
        description,
        icon: 'sign-in',
        tone: 'warning',
        action: 'signInAgain',
        failure,
      });
    }
    case 'badKubeconfig':
      return stateRow(id, key, {
        label: 'The kubeconfig cannot be used',
        description,
        icon: 'error',
        tone: 'bad',
        action: 'openKubeconfig',
        failure,
      });
    default:
      return stateRow(id, key, {
        label: `Cannot list ${plural}`,
        description,
        icon: 'error',
        tone: 'bad',
        action: 'retry',
        failure,
      });
  }
}

interface StateLook {
  readonly label: string;
  readonly description?: string;
  readonly icon: string;
  readonly tone: RowTone;
  readonly action?: RowAction | undefined;
  readonly failure?: Failure;
}

function stateRow(id: string, key: string, look: StateLook): TreeRow {
  return {
    id: `${id}/${segment('state', key)}`,
    label: look.label,
    ...optionalDescription(look.description),
    icon: look.icon,
    tone: look.tone,
    tokens: ['state'],
    isExpandable: false,
    ...(look.action === undefined ? {} : { action: look.action }),
    ...(look.failure === undefined ? {} : { tooltip: failureTooltip(look.label, look.failure) }),
  };
}

function failureTooltip(label: string, failure: Failure) {
  return tooltipOf(label, [
    ['Server', 'server' in failure ? failure.server : undefined],
    ['Said', failure.message],
    ['Status', failure.status],
  ]);
}
