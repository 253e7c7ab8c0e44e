import type { ClusterFacts } from '../protocol.ts';
import type { KnownObject } from '../surroundings.ts';
import type { TargetKind } from './referenceRow.ts';

/** The objects of a cluster as they were told last, ready to be looked up by kind and name. */
export class ClusterObjects {
  readonly facts: ClusterFacts;
  readonly #byKind = new Map<string, Map<string, KnownObject[]>>();
  readonly #complete: ReadonlyMap<string, 'all' | ReadonlySet<string>>;

  constructor(facts: ClusterFacts) {
    this.facts = facts;
    for (const object of facts.objects) this.#add(object);
    this.#complete = new Map(
      facts.complete.map(({ kind, namespaces }) => [
        kind,
        namespaces === 'all' ? namespaces : new Set(namespaces),
      ]),
    );
  }

  /** The objects of a name. A manifest that leaves the namespace open means the one that it will go to. */
  named(kind: TargetKind, name: string, namespace: string | undefined): readonly KnownObject[] {
    const found = this.#byKind.get(`${kind.group}/${kind.kind}`)?.get(name) ?? [];
    return found.filter(object => this.#isReachable(object, namespace));
  }

  all(kind: TargetKind, namespace: string | undefined): readonly KnownObject[] {
    const names = this.#byKind.get(`${kind.group}/${kind.kind}`);
    if (names === undefined) return [];
    return [...names.values()].flatMap(found => found.filter(object => this.#isReachable(object, namespace)));
  }

  /** Whether every object of the kind in that namespace was told. */
  isComplete(kind: TargetKind, namespace: string | undefined): boolean {
    const namespaces = this.#complete.get(`${kind.group}/${kind.kind}`);
    if (namespaces === undefined) return false;
    return namespaces === 'all' || namespaces.has(namespace ?? this.facts.namespace);
  }

  #add(object: KnownObject): void {
    const key = `${object.group}/${object.kind}`;
    const names = this.#byKind.get(key) ?? new Map<string, KnownObject[]>();
    this.#byKind.set(key, names);
    const found = names.get(object.name);
    if (found === undefined) names.set(object.name, [object]);
    else found.push(object);
  }

  #isReachable({ namespace: own }: KnownObject, wanted: string | undefined): boolean {
    return own === undefined || own === (wanted ?? this.facts.namespace);
  }
}
