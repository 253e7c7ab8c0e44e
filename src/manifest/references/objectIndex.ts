import type { ManifestObject } from '../object.ts';
import type { KnownObject } from '../surroundings.ts';
import type { ManifestDocument } from '../syntax/document.ts';
import type { MapNode } from '../syntax/node.ts';
import { generatedBy } from './generatedObjects.ts';
import { knownObjectOf } from './knownObject.ts';
import { isKustomization, kustomizationFacts } from './kustomization.ts';
import type { TargetKind } from './referenceRow.ts';

interface IndexedFile {
  readonly objects: readonly ManifestObject[];
  readonly known: readonly KnownObject[];
  /** True where the file draws in objects that no file shows. */
  readonly isOpen: boolean;
}

/** So many namespaces' lists are kept for a kind. */
const mostLists = 50;

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
  /** What `all` answered, by kind and namespace, until an object of the kind comes or goes. */
  readonly #lists = new Map<string, Map<string | undefined, readonly KnownObject[]>>();
  readonly #uris = new WeakMap<MapNode, string>();
  readonly #kept = new WeakMap<MapNode, { readonly uri: string; readonly known: readonly KnownObject[] }>();
  #openFiles = 0;
  #generation = 0;
  #factsGeneration = 0;

  /** Grows with every change; what was concluded from an older one is stale. */
  get generation(): number {
    return this.#generation;
  }

  /** Grows with every change of what is known of objects, and not with edits that leave names, labels and the like alone. */
  get factsGeneration(): number {
    return this.#factsGeneration;
  }

  /** Whether charts, remote bases or foreign generators add objects that no file shows. */
  get hasUnseenSources(): boolean {
    return this.#openFiles > 0;
  }

  /** The file that an object stands in; undefined for one that was never put in. */
  fileOf(object: ManifestObject): string | undefined {
    return this.#uris.get(object.node);
  }

  /** Every object of every file, in the order in which the files came. */
  *objects(): IterableIterator<ObjectInFile> {
    for (const [uri, { objects }] of this.#files) for (const object of objects) yield { uri, object };
  }

  /** Takes in what a file holds now. */
  put(uri: string, documents: readonly ManifestDocument[]): void {
    const before = this.#files.get(uri);
    this.#forget(uri);
    const objects = documents.flatMap(document => document.objects);
    const file = objects.length === 0 ? undefined : this.#indexed(uri, objects);
    if (!isSameKnowledge(before, file)) this.#factsGeneration++;
    if (file === undefined) return;
    this.#files.set(uri, file);
    for (const one of file.known) this.#add(one);
    if (file.isOpen) this.#openFiles++;
  }

  /**
   * Lets go of the syntax of a file's objects, so that its tree can be freed: names and facts stay known, with an empty map
   * for the text. Putting the file in again brings the syntax back.
   */
  forgetSyntax(uri: string): void {
    const file = this.#files.get(uri);
    if (file === undefined) return;
    for (const one of file.known) this.#drop(one);
    const known = file.known.map(withoutSyntax);
    for (const one of known) this.#add(one);
    this.#files.set(uri, { ...file, objects: [], known });
  }

  /** Forgets a file. */
  remove(uri: string): void {
    if (this.#files.has(uri)) this.#factsGeneration++;
    this.#forget(uri);
  }

  #forget(uri: string): void {
    this.#generation++;
    const file = this.#files.get(uri);
    if (file === undefined) return;
    this.#files.delete(uri);
    for (const one of file.known) this.#drop(one);
    if (file.isOpen) this.#openFiles--;
  }

  #indexed(uri: string, objects: readonly ManifestObject[]): IndexedFile {
    const kustomizations = objects.filter(isKustomization).map(object => kustomizationFacts(object, uri));
    const defined = objects.flatMap(object => this.#known(object, uri));
    return {
      objects,
      known: [...defined, ...kustomizations.flatMap(facts => facts.generated)],
      isOpen: kustomizations.some(facts => facts.isOpen) || objects.some(drawsInObjects),
    };
  }

  /** What an object makes known, by itself and through its controller; the same for as long as its text is. */
  #known(object: ManifestObject, uri: string): readonly KnownObject[] {
    const kept = this.#kept.get(object.node);
    if (kept?.uri === uri) return kept.known;
    const itself = knownObjectOf(object, uri);
    const known = itself === undefined ? [] : [itself, ...generatedBy(object, uri)];
    this.#uris.set(object.node, uri);
    this.#kept.set(object.node, { uri, known });
    return known;
  }

  /** The objects that a name in this namespace may mean. A file that leaves the namespace open may be any of them. */
  named(kind: TargetKind, name: string, namespace: string | undefined): readonly KnownObject[] {
    const found = this.#byKind.get(keyOf(kind))?.get(name);
    return found === undefined ? [] : [...found].filter(known => isReachable(known, namespace));
  }

  /** All objects of a kind that could be meant in this namespace, by name. */
  all(kind: TargetKind, namespace: string | undefined): readonly KnownObject[] {
    const key = keyOf(kind);
    const names = this.#byKind.get(key);
    if (names === undefined) return [];
    const lists = this.#lists.get(key) ?? new Map<string | undefined, readonly KnownObject[]>();
    this.#lists.set(key, lists);
    const kept = lists.get(namespace);
    if (kept) return kept;
    const found = [...names.values()].flatMap(same => [...same].filter(one => isReachable(one, namespace)));
    if (lists.size >= mostLists) lists.clear();
    lists.set(namespace, found);
    return found;
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
    this.#lists.delete(keyOf(known));
    const names = this.#byKind.get(keyOf(known)) ?? new Map<string, Set<KnownObject>>();
    this.#byKind.set(keyOf(known), names);
    const found = names.get(known.name) ?? new Set<KnownObject>();
    names.set(known.name, found.add(known));
    if (known.namespace !== undefined)
      this.#namespaces.set(known.namespace, (this.#namespaces.get(known.namespace) ?? 0) + 1);
  }

  #drop(known: KnownObject): void {
    this.#lists.delete(keyOf(known));
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

/** Objects that stand for charts or folders elsewhere: what those hold cannot be known. */
function drawsInObjects({ group, kind }: ManifestObject): boolean {
  return (
    (group === 'helm.toolkit.fluxcd.io' && kind === 'HelmRelease') ||
    group === 'kustomize.toolkit.fluxcd.io' ||
    (group === 'argoproj.io' && (kind === 'Application' || kind === 'ApplicationSet'))
  );
}

function isSameKnowledge(before: IndexedFile | undefined, after: IndexedFile | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  return (
    before.isOpen === after.isOpen &&
    before.known.length === after.known.length &&
    before.known.every((known, index) => {
      const now = after.known[index];
      return known === now || (now !== undefined && textOf(known) === textOf(now));
    })
  );
}

/** All that is known of an object but its syntax, for comparison. */
function textOf({ manifest, ...facts }: KnownObject): string {
  return `${manifest?.uri} ${JSON.stringify(facts)}`;
}

function withoutSyntax(known: KnownObject): KnownObject {
  if (known.manifest === undefined) return known;
  const { uri, object } = known.manifest;
  return { ...known, manifest: { uri, object: { ...object, node: nothingWritten } } };
}

const nothingWritten: MapNode = {
  kind: 'map',
  piece: { text: '', offset: 0 },
  from: 0,
  to: 0,
  parent: undefined,
  entries: [],
  isFlow: false,
};

function keyOf({ group, kind }: TargetKind): string {
  return `${group}/${kind}`;
}

function isReachable(known: KnownObject, namespace: string | undefined): boolean {
  return namespace === undefined || known.namespace === undefined || known.namespace === namespace;
}
