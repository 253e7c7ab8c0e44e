import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/event.ts';
import { type Disposable, Owner } from '../base/owner.ts';
import { inEnglish, type Translate } from '../cluster/failureWords.ts';
import type { FeedSource } from '../cluster/feed.ts';
import type { PodFacts } from '../cluster/pod.ts';
import { ClusterIndex } from './clusterIndex.ts';
import { configSection } from './configSection.ts';
import { containerRow } from './containerRow.ts';
import type { AnyStore } from './factStore.ts';
import { ModelsSection } from './modelsSection.ts';
import { NodesSection } from './nodesSection.ts';
import { podRow } from './podRow.ts';
import { parentId, parseSegment, pathOf, segment } from './rowPath.ts';
import type { Section } from './section.ts';
import { servicesSection } from './servicesSection.ts';
import { type ShownId, ShownRows } from './shownRows.ts';
import { isUnderWay, showMoreRow, stateRows } from './stateRows.ts';
import { storageSection } from './storageSection.ts';
import { TrainingSection } from './trainingSection.ts';
import type { TreeRow } from './treeRow.ts';
import type { TreeSource } from './treeSource.ts';
import { WorkloadsSection } from './workloadsSection.ts';

const pageSize = 500;
const repaintEveryMs = 250;
/** Rows that are open, such as a group's summary, are painted more seldom: see {@link ShownRows.changes}. */
const repaintOpenEveryMs = 2_000;

/**
 * The tree of one connected context.
 *
 * A row's id is the way to it from its group (`nodes/node:gpu-1/pod:8f1…`), so that any row can be found again from its
 * id alone. Feeds run only for what {@link show} has declared visible; the groups' own rows need the feeds of models,
 * training, nodes and workloads for their summaries, while services, config and storage wait until they are opened.
 */
export class ClusterTree extends Owner implements TreeSource {
  readonly #clock: Clock;
  readonly #t: Translate;
  readonly #index: ClusterIndex;
  readonly #sections: ReadonlyMap<string, Section>;
  readonly #limits = new Map<string, number>();
  readonly #changed = this.own(new Emitter<readonly ShownId[]>());
  readonly #shown = new ShownRows({
    childrenOf: id => (id === undefined ? this.#groups() : this.#below(id)),
    stampOf: id => (id === undefined ? undefined : this.#stampOf(id)),
  });
  readonly onDidChange = this.#changed.event;
  #pending: Disposable | undefined;
  #pendingOpen: Disposable | undefined;
  #paintedAtMs = 0;
  #openPaintedAtMs = 0;

  /** @param translate words groups and states in the user's language; English without it */
  constructor(feeds: FeedSource, clock: Clock, translate: Translate = inEnglish) {
    super();
    this.#clock = clock;
    this.#t = translate;
    this.#index = this.own(new ClusterIndex(feeds, () => this.#plan()));
    const sections = sectionsOf(this.#index, translate);
    this.#sections = new Map(sections.map(section => [section.id, section]));
    this.own({ dispose: () => this.#pending?.dispose() });
    this.own({ dispose: () => this.#pendingOpen?.dispose() });
  }

  children(row?: TreeRow): readonly TreeRow[] {
    return this.#shown.read(row?.id);
  }

  parent(id: string): TreeRow | undefined {
    const above = parentId(id);
    return above === undefined ? undefined : this.row(above);
  }

  row(id: string): TreeRow | undefined {
    return this.#shown.find(parentId(id), id) ?? this.#rowAt(id);
  }

  #rowAt(id: string): TreeRow | undefined {
    const path = pathOf(id);
    const section = this.#section(id);
    if (section === undefined) return undefined;
    if (path.length === 1) return section.groupRow();
    const { type, key } = parseSegment(path.at(-1));
    if (type === 'state') return this.#below(parentId(id) ?? '').find(row => row.id === id);
    if (type === 'container') return this.#containerRows(parentId(id) ?? '').find(row => row.id === id);
    if (type !== 'pod') return section.rowAt(path);
    const pod = this.#index.pods.get(key);
    return pod && podRow(id, pod);
  }

  show(row: TreeRow | undefined): Disposable {
    const uses = new Owner();
    this.#shown.show(row?.id);
    uses.own({ dispose: () => this.#shown.hide(row?.id) });
    for (const store of this.#storesFor(row?.id)) uses.own(store.use());
    this.own(uses);
    return { dispose: () => this.release(uses) };
  }

  showMore(id: string): void {
    const listId = parseSegment(pathOf(id).at(-1)).type === 'state' ? (parentId(id) ?? id) : id;
    this.#limits.set(listId, this.#limitOf(listId) + pageSize);
    this.#plan();
  }

  retry(id?: string): void {
    for (const store of new Set(this.#storesOfGroup(id))) store.retry();
  }

  #groups(): readonly TreeRow[] {
    return [...this.#sections.values()].map(section => section.groupRow());
  }

  #below(id: string): readonly TreeRow[] {
    const path = pathOf(id);
    const section = this.#section(id);
    const { type } = parseSegment(path.at(-1));
    if (section === undefined || type === 'container' || type === 'state') return [];
    if (type === 'pod') return this.#containerRows(id);
    const { rows, total } = section.childrenOf(path, this.#limitOf(id));
    const shown = rows.slice(0, this.#limitOf(id));
    const more = total > shown.length ? [showMoreRow(id, total - shown.length, this.#t)] : [];
    const { before, after } = stateRows(id, section.stores, {
      rowCount: total,
      emptyText: section.emptyText,
      emptyAction: section.emptyAction,
      translate: this.#t,
    });
    // Below the groups, feeds are worth a word only while there is nothing else to see.
    if (path.length > 1) return total > 0 || !section.stores.some(isUnderWay) ? [...shown, ...more] : after;
    return [...before, ...shown, ...more, ...after];
  }

  #containerRows(podId: string): readonly TreeRow[] {
    const pod = this.#podAt(podId);
    if (pod === undefined) return [];
    return pod.containers.map(container =>
      containerRow(`${podId}/${segment('container', container.name)}`, pod, container),
    );
  }

  #podAt(id: string): PodFacts | undefined {
    const { type, key } = parseSegment(pathOf(id).at(-1));
    return type === 'pod' ? this.#index.pods.get(key) : undefined;
  }

  #stampOf(id: string): string | undefined {
    const pod = this.#podAt(id);
    if (pod !== undefined) return `${pod.uid}|${pod.resourceVersion}`;
    const section = this.#section(id);
    if (section === undefined) return undefined;
    const states = section.stores.map(store => store.stateVersion).join(',');
    return `${section.stampOf(pathOf(id))}|${states}|${this.#limitOf(id)}`;
  }

  #storesFor(id: ShownId): readonly AnyStore[] {
    if (id !== undefined) return this.#storesOfGroup(id);
    return [...new Set([...this.#sections.values()].flatMap(section => section.summaryStores))];
  }

  #storesOfGroup(id: ShownId): readonly AnyStore[] {
    if (id !== undefined) return this.#section(id)?.stores ?? [];
    return [...this.#sections.values()].flatMap(section => section.stores);
  }

  #section(id: string): Section | undefined {
    return this.#sections.get(pathOf(id)[0] ?? '');
  }

  #limitOf(id: string): number {
    return this.#limits.get(id) ?? pageSize;
  }

  /** Paints soon, but never twice within a quarter of a second. */
  #plan(): void {
    if (this.#pending !== undefined || this.#shown.isEmpty || this.isDisposed) return;
    const waitMs = Math.max(0, this.#paintedAtMs + repaintEveryMs - this.#clock.now());
    this.#pending = this.#clock.after(waitMs, () => this.#paint());
  }

  #paint(): void {
    this.#pending = undefined;
    const nowMs = this.#clock.now();
    const isCalm = nowMs - this.#openPaintedAtMs >= repaintOpenEveryMs;
    const { ids, isWaiting } = this.#shown.changes(isCalm);
    if (isWaiting) {
      const waitMs = this.#openPaintedAtMs + repaintOpenEveryMs - nowMs;
      this.#pendingOpen ??= this.#clock.after(waitMs, () => this.#paintOpen());
    }
    if (ids.length === 0) return;
    this.#paintedAtMs = nowMs;
    if (isCalm) this.#openPaintedAtMs = nowMs;
    this.#changed.fire(ids);
  }

  #paintOpen(): void {
    this.#pendingOpen = undefined;
    this.#plan();
  }
}

function sectionsOf(index: ClusterIndex, translate: Translate): readonly Section[] {
  return [
    new ModelsSection(index, translate),
    new TrainingSection(index, translate),
    new NodesSection(index, translate),
    new WorkloadsSection(index, translate),
    servicesSection(index, translate),
    configSection(index, translate),
    storageSection(index, translate),
  ];
}
