import type { Translate } from '../cluster/failureWords.ts';
import type { PodFacts } from '../cluster/pod.ts';
import type { ClusterIndex } from './clusterIndex.ts';
import type { AnyStore } from './factStore.ts';
import { compareNames } from './nameOrder.ts';
import { type PodHealth, podRow } from './podRow.ts';
import { idOf, parseSegment, type RowPath, segment } from './rowPath.ts';
import { grouped, joined, optionalDescription } from './rowText.ts';
import { type ChildRows, firstRows, isKnown, joinRows, noRows, type Section } from './section.ts';
import type { TreeRow } from './treeRow.ts';
import { type WorkloadName, workloadKey } from './workloadNames.ts';
import { type NamespacePods, namespaceRow, workloadRow } from './workloadRow.ts';

/**
 * Namespaces with their workloads and the pods that belong to none of them.
 *
 * The namespaces are those that something runs in: so no right to list namespaces is needed, and empty ones are no
 * clutter.
 */
export class WorkloadsSection implements Section {
  readonly id = 'workloads';
  readonly emptyText: string;
  readonly stores: readonly AnyStore[];
  readonly summaryStores: readonly AnyStore[];
  readonly #index: ClusterIndex;
  readonly #t: Translate;

  constructor(index: ClusterIndex, translate: Translate) {
    this.#index = index;
    this.#t = translate;
    this.emptyText = translate('Nothing runs here');
    this.stores = [index.pods, index.deployments, index.statefulSets, index.daemonSets];
    this.summaryStores = [index.pods];
  }

  groupRow(): TreeRow {
    const { podHealth, pods } = this.#index;
    const failing = podHealth.count('bad');
    const waiting = podHealth.count('warning');
    const summary = joined(
      this.#t('{0} pods', grouped(pods.size)),
      failing > 0 && this.#t('{0} failing', failing),
      waiting > 0 && this.#t('{0} pending', waiting),
    );
    return {
      id: this.id,
      label: this.#t('Workloads'),
      ...optionalDescription(isKnown([pods]) ? summary : undefined),
      icon: 'layers',
      tone: failing > 0 ? 'bad' : waiting > 0 ? 'warning' : 'plain',
      tokens: ['group'],
      isExpandable: true,
    };
  }

  rowAt(path: RowPath): TreeRow | undefined {
    const namespace = namespaceAt(path);
    if (namespace === undefined) return undefined;
    if (path.length === 2) {
      return this.#isThere(namespace) ? this.#namespaceRow(idOf(path), namespace) : undefined;
    }
    const workload = this.#workloadAt(path);
    return workload && this.#workloadRow(idOf(path), workload);
  }

  childrenOf(path: RowPath, limit: number): ChildRows {
    const id = idOf(path);
    if (path.length === 1) {
      return firstRows(this.#namespaces(), limit, name =>
        this.#namespaceRow(`${id}/${segment('namespace', name)}`, name),
      );
    }
    const namespace = namespaceAt(path);
    if (namespace === undefined) return noRows;
    if (path.length === 2) return this.#belowNamespace(id, namespace, limit);
    const workload = this.#workloadAt(path);
    return workload === undefined ? noRows : podRows(id, this.#podsOf(workload), limit);
  }

  stampOf(path: RowPath): string {
    const { workloadNames, loosePods, pods, podsByWorkload, deployments, statefulSets, daemonSets } =
      this.#index;
    if (path.length === 1) {
      return `${workloadNames.byNamespace.keysVersion}|${loosePods.keysVersion}|${pods.version}`;
    }
    const workload = this.#workloadAt(path);
    if (workload !== undefined) {
      return String(podsByWorkload.version(workloadKey(workload.namespace, workload)));
    }
    const objects = `${deployments.version}|${statefulSets.version}|${daemonSets.version}`;
    return `${objects}|${pods.version}`;
  }

  #belowNamespace(id: string, namespace: string, limit: number): ChildRows {
    const { workloadNames, loosePods } = this.#index;
    const workloads = firstRows(workloadNames.byNamespace.values(namespace), limit, workload =>
      this.#workloadRow(`${id}/${segment(workload.kind, workload.name)}`, workload),
    );
    return joinRows(workloads, podRows(id, loosePods.values(namespace), limit));
  }

  #namespaces(): readonly string[] {
    const { workloadNames, loosePods } = this.#index;
    return [...new Set([...workloadNames.byNamespace.keys(), ...loosePods.keys()])].sort(compareNames);
  }

  #isThere(namespace: string): boolean {
    const { workloadNames, loosePods } = this.#index;
    return workloadNames.byNamespace.has(namespace) || loosePods.has(namespace);
  }

  #namespaceRow(id: string, name: string): TreeRow {
    return namespaceRow(id, name, this.#podCounts(name));
  }

  #podCounts(namespace: string): NamespacePods {
    const count = (health: PodHealth) => this.#index.podHealthByNamespace.count(`${health}/${namespace}`);
    const [failing, waiting] = [count('bad'), count('warning')];
    return { failing, waiting, all: failing + waiting + count('good') + count('busy') + count('muted') };
  }

  #workloadAt(path: RowPath): WorkloadName | undefined {
    const namespace = namespaceAt(path);
    if (namespace === undefined || path.length !== 3) return undefined;
    const { type, key } = parseSegment(path[2]);
    return this.#index.workloadNames.get(workloadKey(namespace, { kind: type, name: key }));
  }

  #workloadRow(id: string, workload: WorkloadName): TreeRow {
    const facts = this.#index.workloads.get(workloadKey(workload.namespace, workload));
    return workloadRow(id, workload, facts, this.#podsOf(workload));
  }

  #podsOf(workload: WorkloadName): readonly PodFacts[] {
    return this.#index.podsByWorkload.values(workloadKey(workload.namespace, workload));
  }
}

function namespaceAt(path: RowPath): string | undefined {
  const { type, key } = parseSegment(path[1]);
  return type === 'namespace' ? key : undefined;
}

function podRows(id: string, pods: readonly PodFacts[], limit: number): ChildRows {
  return firstRows(pods, limit, pod => podRow(`${id}/${segment('pod', pod.uid)}`, pod));
}
