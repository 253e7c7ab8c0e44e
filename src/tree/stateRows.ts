import type { Failure } from '../cluster/failure.ts';
import { failureWords, type Translate } from '../cluster/failureWords.ts';
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

/** What a group's state rows depend on beside its feeds. */
export interface StateParts {
  /** How many ordinary rows the group has. */
  readonly rowCount: number;
  readonly emptyText: string;
  readonly emptyAction?: RowAction | undefined;
  readonly translate: Translate;
}

/**
 * The rows that tell how a group's feeds do.
 *
 * A kind that the cluster does not serve says nothing: a cluster without KServe has no InferenceServices, which is no
 * error. One lost connection or one expired login is told once, however many feeds it stopped.
 */
export function stateRows(id: string, stores: readonly AnyStore[], parts: StateParts): StateRows {
  const before = [lostRow(id, stores, parts.translate), ...stoppedRows(id, stores, parts.translate)].filter(
    row => row !== undefined,
  );
  const loading = stores.filter(isUnderWay);
  if (loading.length > 0) return { before, after: [loadingRow(id, loading, parts.translate)] };
  const isEmpty = parts.rowCount === 0 && before.length === 0;
  return { before, after: isEmpty ? [emptyRow(id, parts)] : [] };
}

/** Has the store still to hear the first answer, or to be asked at all? */
export function isUnderWay({ state }: AnyStore): boolean {
  return state.kind === 'loading' || state.kind === 'idle';
}

/** The row under rows that are not all shown. */
export function showMoreRow(id: string, hiddenCount: number, t: Translate): TreeRow {
  return {
    id: `${id}/${segment('state', 'more')}`,
    label: t('Show more…'),
    description: t('{0} not shown', grouped(hiddenCount)),
    icon: 'ellipsis',
    tokens: ['showMore'],
    isExpandable: false,
    action: 'showMore',
  };
}

function loadingRow(id: string, stores: readonly AnyStore[], t: Translate): TreeRow {
  const loaded = stores.reduce((sum, { state }) => sum + (state.kind === 'loading' ? state.loaded : 0), 0);
  const label = loaded > 0 ? t('Loading… {0}', grouped(loaded)) : t('Loading…');
  return stateRow(id, 'loading', { label, icon: 'loading~spin', tone: 'busy' });
}

function emptyRow(id: string, { emptyText, emptyAction }: StateParts): TreeRow {
  const icon = emptyAction === undefined ? 'circle-outline' : 'add';
  return stateRow(id, 'empty', { label: emptyText, icon, tone: 'muted', action: emptyAction });
}

type Lost = Extract<FeedState, { kind: 'lost' }>;

function lostRow(id: string, stores: readonly AnyStore[], t: Translate): TreeRow | undefined {
  const lost = stores.map(store => store.state).filter((state): state is Lost => state.kind === 'lost');
  const [oldest] = lost.sort((a, b) => a.sinceMs - b.sinceMs);
  if (oldest === undefined) return undefined;
  const { title, detail } = failureWords(oldest.failure, t);
  return stateRow(id, 'lost', {
    // Where nothing was ever heard there is nothing to be shown as of a time.
    label:
      oldest.sinceMs > 0
        ? t('Connection lost · shown as of {0} · retrying', timeOfDay(oldest.sinceMs))
        : t('{0} · retrying', title),
    description: oneLine(detail),
    icon: 'debug-disconnect',
    tone: 'warning',
    action: 'retry',
    failure: oldest.failure,
  });
}

/** One row for each failure that says something of its own; what concerns all feeds is said once. */
function stoppedRows(id: string, stores: readonly AnyStore[], t: Translate): readonly TreeRow[] {
  const rows = new Map<string, TreeRow>();
  for (const { state, resource } of stores) {
    if (state.kind !== 'stopped' || state.failure.kind === 'kindNotServed') continue;
    const { failure } = state;
    const isOfOneKind = failure.kind === 'forbidden' || failure.kind === 'notFound';
    const key = isOfOneKind ? `${failure.kind}-${resource.plural}` : failure.kind;
    if (!rows.has(key)) rows.set(key, stoppedRow(id, key, named(failure, resource.plural), t));
  }
  return [...rows.values()];
}

/** A refusal that does not say what was refused: what was asked for is known. */
function named(failure: Failure, plural: string): Failure {
  return failure.kind === 'forbidden' ? { verb: 'list', resource: plural, ...failure } : failure;
}

const lookOf: Readonly<Partial<Record<RowAction, Pick<StateLook, 'icon' | 'tone'>>>> = {
  chooseNamespaces: { icon: 'lock', tone: 'warning' },
  signInAgain: { icon: 'sign-in', tone: 'warning' },
};

function stoppedRow(id: string, key: string, failure: Failure, t: Translate): TreeRow {
  const { title, detail, actions } = failureWords(failure, t);
  const action: RowAction = actions[0] ?? 'retry';
  const look = lookOf[action] ?? { icon: 'error', tone: 'bad' };
  return stateRow(id, key, { label: title, description: oneLine(detail), ...look, action, failure });
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
