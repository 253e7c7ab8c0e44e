import type { Translate } from '../cluster/failureWords.ts';
import type { NodeFacts } from '../cluster/node.ts';
import type { ClusterIndex } from './clusterIndex.ts';
import type { AnyStore } from './factStore.ts';
import { type GpuUse, gpuUse, totalGpuUse } from './gpuUse.ts';
import { nodeRow } from './nodeRow.ts';
import { podRow } from './podRow.ts';
import { RowMemo } from './rowMemo.ts';
import { idOf, parseSegment, type RowPath, segment } from './rowPath.ts';
import { joined, optionalDescription, tooltipOf } from './rowText.ts';
import { type ChildRows, firstRows, isKnown, noRows, type Section } from './section.ts';
import type { TreeRow } from './treeRow.ts';

/** Nodes with their GPUs, and the pods on each. */
export class NodesSection implements Section {
  readonly id = 'nodes';
  readonly emptyText: string;
  readonly stores: readonly AnyStore[];
  readonly summaryStores: readonly AnyStore[];
  readonly #index: ClusterIndex;
  readonly #t: Translate;
  readonly #memo = new RowMemo();

  constructor(index: ClusterIndex, translate: Translate) {
    this.#index = index;
    this.#t = translate;
    this.emptyText = translate('No nodes');
    this.stores = [index.nodes, index.pods];
    this.summaryStores = this.stores;
  }

  groupRow(): TreeRow {
    const nodes = this.#index.nodeList.values();
    const notReady = nodes.filter(node => !node.isReady).length;
    const gpus = totalGpuUse(this.#gpuUses(nodes));
    const summary = joined(
      this.#t('{0} ready', nodes.length - notReady),
      notReady > 0 && this.#t('{0} not ready', notReady),
      ...gpus.map(use => `${use.label} ${this.#use(use)}`),
    );
    return {
      id: this.id,
      label: this.#t('Nodes'),
      ...optionalDescription(isKnown([this.#index.nodes]) ? summary : undefined),
      icon: 'server-environment',
      tone: notReady > 0 ? 'bad' : 'plain',
      tooltip: tooltipOf(
        this.#t('Nodes'),
        gpus.map(use => [use.label, this.#use(use)] as const),
      ),
      tokens: ['group'],
      isExpandable: true,
    };
  }

  rowAt(path: RowPath): TreeRow | undefined {
    const node = this.#nodeAt(path);
    return node === undefined ? undefined : this.#row(idOf(path), node);
  }

  childrenOf(path: RowPath, limit: number): ChildRows {
    if (path.length > 1) return this.#podsAt(path, limit);
    return this.#memo.round(remember =>
      firstRows(this.#index.nodeList.values(), limit, node =>
        remember(node.uid, this.#stampOfNode(node), () => this.#row(this.#idOf(node), node)),
      ),
    );
  }

  stampOf(path: RowPath): string {
    if (path.length > 1) return String(this.#index.nodeLoads.versionOf(parseSegment(path[1]).key));
    return `${this.#index.nodeList.version}|${this.#index.nodeLoads.version}`;
  }

  #podsAt(path: RowPath, limit: number): ChildRows {
    const { type, key } = parseSegment(path[1]);
    if (type !== 'node' || path.length > 2) return noRows;
    const id = idOf(path);
    return firstRows(this.#index.nodeLoads.podsOn(key), limit, pod =>
      podRow(`${id}/${segment('pod', pod.uid)}`, pod),
    );
  }

  #nodeAt(path: RowPath): NodeFacts | undefined {
    const { type, key } = parseSegment(path[1]);
    return type === 'node' && path.length === 2 ? this.#index.nodesByName.get(key) : undefined;
  }

  #row(id: string, node: NodeFacts): TreeRow {
    const { nodeLoads, pods } = this.#index;
    return nodeRow(id, node, {
      podCount: nodeLoads.countOn(node.name),
      taken: nodeLoads.takenOn(node.name),
      isKnown: isKnown([pods]),
    });
  }

  #idOf(node: NodeFacts): string {
    return `${this.id}/${segment('node', node.name)}`;
  }

  #stampOfNode(node: NodeFacts): string {
    const { nodeLoads, pods } = this.#index;
    return `${node.resourceVersion}|${nodeLoads.versionOf(node.name)}|${isKnown([pods])}`;
  }

  #gpuUses(nodes: readonly NodeFacts[]): readonly GpuUse[] {
    return nodes.flatMap(node => {
      const taken = this.#index.nodeLoads.takenOn(node.name);
      return node.allocatable.gpus === undefined && taken.gpus === undefined ? [] : gpuUse(node, taken);
    });
  }

  #use({ taken, allocatable }: GpuUse): string {
    return isKnown([this.#index.pods]) ? `${taken}/${allocatable}` : String(allocatable);
  }
}
