import type { ManifestObject } from '../object.ts';
import type { KnownObject } from '../surroundings.ts';
import type { ManifestDocument } from '../syntax/document.ts';
import { knownObjectOf } from './knownObject.ts';
import { isKustomization, kustomizationFacts } from './kustomization.ts';
import type { TargetKind } from './referenceRow.ts';

interface IndexedFile {
  readonly objects: readonly ManifestObject[];
  readonly known: readonly KnownObject[];
  /** True where the file draws in objects that no file shows. */
  readonly isOpen: boolean;
}

/** An object and the file that it stands in. */
export interface ObjectInFile {
  readonly uri: string;
  readonly object: ManifestObject;
}

/**
 * The objects that the files of a workspace define: the workspace's half of what surrounds a manifest. It is fed with
 * parsed files and answers at once. The same name may be known several times, as in the overlays of a kustomization.
 */
export class ObjectIndex {
  readonly #files = new Map<string, IndexedFile>();
  readonly #byKind = new Map<string, Map<string, Set<KnownObject>>>();
  readonly #namespaces = new Map<string, number>();
  #openFiles = 0;
  #generation = 0;

  /** Grows with every change; what was concluded from an older one is stale. */
  get generation(): number {
    return this.#generation;
  }

  /** Every object of every file, in the order in which the files came. */
  *objects(): IterableIterator<ObjectInFile> {
    for (const [uri, { objects }] of this.#files) for (const object of objects) yield { uri, object };
  }

  /** Takes in what a file holds now. */
  put(uri: string, documents: readonly ManifestDocument[]): void {
    this.remove(uri);
    const objects = documents.flatMap(document => document.objects);
    if (objects.length === 0) return;
    const kustomizations = objects.filter(isKustomization).map(object => kustomizationFacts(object, uri));
    const defined = objects.map(object => knownObjectOf(object, uri)).filter(known => known !== undefined);
    const known = [...defined, ...kustomizations.flatMap(facts => facts.generated)];
    const isOpen = kustomizations.some(facts => facts.isOpen);
    this.#files.set(uri, { objects, known, isOpen });
    for (const one of known) this.#add(one);
    if (isOpen) this.#openFiles++;
  }

  /** Forgets a file. */
  remove(uri: string): void {
    this.#generation++;
    const file = this.#files.get(uri);
    if (file === undefined) return;
    this.#files.delete(uri);
    for (const one of file.known) this.#drop(one);
    if (file.isOpen) this.#openFiles--;
  }

  /** The objects that a name in this namespace may mean. A file that leaves the namespace open may be any of them. */
  named(kind: TargetKind, name: string, namespace: string | undefined): readonly KnownObject[] {
    const found = this.#byKind.get(keyOf(kind))?.get(name);
    return found === undefined ? [] : [...found].filter(known => isReachable(known, namespace));
  }

  /** All objects of a kind that could be meant in this namespace, by name. */
  all(kind: TargetKind, namespace: string | undefined): readonly KnownObject[] {
    const names = this.#byKind.get(keyOf(kind));
    if (names === undefined) return [];
    return [...names.values()].flatMap(found => [...found].filter(known => isReachable(known, namespace)));
  }

  /**
   * `workspace` where the files ought to show what exists; `no` where charts, remote bases or foreign generators add to
   * them, or where the namespace is one that no file of the workspace writes to.
   */
  certainty(_kind: TargetKind, namespace: string | undefined): 'workspace' | 'no' {
    if (this.#openFiles > 0) return 'no';
    return namespace === undefined || this.#namespaces.has(namespace) ? 'workspace' : 'no';
  }

  #add(known: KnownObject): void {
    const names = this.#byKind.get(keyOf(known)) ?? new Map<string, Set<KnownObject>>();
    this.#byKind.set(keyOf(known), names);
    const found = names.get(known.name) ?? new Set<KnownObject>();
    names.set(known.name, found.add(known));
    if (known.namespace !== undefined)
      this.#namespaces.set(known.namespace, (this.#namespaces.get(known.namespace) ?? 0) + 1);
  }

  #drop(known: KnownObject): void {
    const names = this.#byKind.get(keyOf(known));
    const found = names?.get(known.name);
    found?.delete(known);
    if (found?.size === 0) names?.delete(known.name);
    if (known.namespace === undefined) return;
    const count = (this.#namespaces.get(known.namespace) ?? 1) - 1;
    if (count === 0) this.#namespaces.delete(known.namespace);
    else this.#namespaces.set(known.namespace, count);
  }
}

function keyOf({ group, kind }: TargetKind): string {
  return `${group}/${kind}`;
}

function isReachable(known: KnownObject, namespace: string | undefined): boolean {
  return namespace === undefined || known.namespace === undefined || known.namespace === namespace;
}
