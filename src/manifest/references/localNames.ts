import { keptByNode } from '../keptByNode.ts';
import type { ManifestObject } from '../object.ts';
import type { MapNode, ScalarNode, SyntaxNode } from '../syntax/node.ts';
import { stepsOf } from './referenceTable.ts';

/** What a name within an object stands for. */
export type LocalSpace =
  | 'volume'
  | 'port'
  | 'claim'
  | 'template'
  | 'task'
  | 'graph node'
  | 'replicated job'
  | 'parameter'
  | 'trial parameter';

/** A name that means something within its own object: defined at one place, used at others. */
export interface LocalName {
  readonly space: LocalSpace;
  readonly name: string;
  readonly at: ScalarNode;
  /** Where the name stands within the node's source, from the node's start. */
  readonly from: number;
  readonly isDefinition: boolean;
  /** For parameters: the map that they belong to (`inputs` of a template, `arguments` of the workflow). */
  readonly scope: 'inputs' | 'workflow' | undefined;
}

interface LocalRow {
  readonly space: LocalSpace;
  readonly definitions: readonly string[];
  readonly uses: readonly string[];
  readonly scope?: LocalName['scope'];
}

/** Paths end anywhere in the object. `*` at the end of a definition stands for the keys of a map. */
const rows: readonly LocalRow[] = [
  {
    space: 'volume',
    definitions: ['volumes[].name', 'volumeClaimTemplates[].metadata.name'],
    uses: ['volumeMounts[].name', 'volumeDevices[].name'],
  },
  {
    space: 'port',
    definitions: ['containers[].ports[].name', 'initContainers[].ports[].name'],
    uses: ['httpGet.port', 'tcpSocket.port'],
  },
  { space: 'claim', definitions: ['resourceClaims[].name'], uses: ['resources.claims[].name'] },
  {
    space: 'template',
    definitions: ['templates[].name'],
    uses: [
      'entrypoint',
      'onExit',
      'steps[][].template',
      'tasks[].template',
      'hooks.*.template',
      'templateDefaults.template',
    ],
  },
  { space: 'task', definitions: ['tasks[].name'], uses: ['dependencies[]'] },
  { space: 'graph node', definitions: ['spec.nodes.*'], uses: ['steps[].nodeName'] },
  { space: 'replicated job', definitions: ['replicatedJobs[].name'], uses: ['dependsOn[].name'] },
  { space: 'parameter', definitions: ['inputs.parameters[].name'], uses: [], scope: 'inputs' },
  {
    space: 'parameter',
    definitions: ['spec.arguments.parameters[].name', 'workflowSpec.arguments.parameters[].name'],
    uses: [],
    scope: 'workflow',
  },
  { space: 'trial parameter', definitions: ['trialParameters[].name'], uses: [] },
];

interface Pattern {
  readonly row: LocalRow;
  readonly steps: readonly string[];
  readonly isDefinition: boolean;
}

const byLast = new Map<string, Pattern[]>();
for (const row of rows) {
  const add = (paths: readonly string[], isDefinition: boolean) => {
    for (const path of paths) {
      const steps = stepsOf(path);
      const last = steps.at(-1) ?? '';
      byLast.set(last, [...(byLast.get(last) ?? []), { row, steps, isDefinition }]);
    }
  };
  add(row.definitions, true);
  add(row.uses, false);
}

/** What a field at the end of these steps uses by name; undefined where it uses none. */
export function spaceUsedAt(steps: readonly string[]): LocalSpace | undefined {
  const patterns = byLast.get(steps.at(-1) ?? '') ?? [];
  return patterns.find(pattern => !pattern.isDefinition && fits(pattern.steps, steps))?.row.space;
}

/** Every name of an object that means something within it, in the order of the text. Kept by node. */
export function localNamesOf(object: ManifestObject): readonly LocalName[] {
  return kept(object.node);
}

const kept = keptByNode((node: MapNode): readonly LocalName[] => {
  const walk = new LocalWalk();
  walk.visit(node);
  return walk.found;
});

/**
 * Finds what uses of a name mean: among the definitions of the name in their space, the one that shares the innermost map or
 * list with the use; of several there, the first.
 */
export class Definitions {
  readonly #nearest = new Map<SyntaxNode, LocalName>();

  /** `like`: a definition or use of the name that is looked for; `all`: every name of its object. */
  constructor(like: LocalName, all: readonly LocalName[]) {
    for (const one of all) {
      if (!one.isDefinition || !isAlike(one, like)) continue;
      for (let at: SyntaxNode | undefined = one.at.parent; at !== undefined; at = at.parent) {
        if (this.#nearest.has(at)) break;
        this.#nearest.set(at, one);
      }
    }
  }

  /** The definition that a use means; undefined where nothing defines the name. */
  of(use: LocalName): LocalName | undefined {
    for (let at: SyntaxNode | undefined = use.at.parent; at !== undefined; at = at.parent) {
      const found = this.#nearest.get(at);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** Whether two names are the same word for the same sort of thing. */
export function isAlike(one: LocalName, other: LocalName): boolean {
  return one.space === other.space && one.name === other.name && one.scope === other.scope;
}

const deepest = 200;
const keptItems = new WeakMap<MapNode, { readonly path: string; readonly found: readonly LocalName[] }>();

class LocalWalk {
  readonly found: LocalName[] = [];
  readonly #steps: string[];
  readonly #isKept: boolean;
  readonly #seen = new Set<SyntaxNode>();

  /** `isKept`: true below an item whose names are kept as a whole. */
  constructor(steps: readonly string[] = [], isKept = false) {
    this.#steps = [...steps];
    this.#isKept = isKept;
  }

  visit(node: SyntaxNode): void {
    if (node.kind === 'scalar') {
      this.#scalar(node);
      return;
    }
    if (this.#seen.has(node) || this.#steps.length > deepest) return;
    this.#seen.add(node);
    if (node.kind === 'sequence') this.#items(node.items);
    else this.#entries(node);
  }

  #items(items: readonly SyntaxNode[]): void {
    this.#steps.push('[]');
    const path = this.#steps.join('/');
    for (const item of items) {
      if (this.#isKept || item.kind !== 'map') this.visit(item);
      else this.found.push(...this.#keptItem(item, path));
    }
    this.#steps.pop();
  }

  /** The names of an outermost list's item, kept for as long as its text and its path stay the same. */
  #keptItem(item: MapNode, path: string): readonly LocalName[] {
    const known = keptItems.get(item);
    if (known?.path === path) return known.found;
    const walk = new LocalWalk(this.#steps, true);
    walk.visit(item);
    keptItems.set(item, { path, found: walk.found });
    return walk.found;
  }

  #entries(node: MapNode): void {
    for (const { key, name, value, isMerged } of node.entries) {
      if (isMerged) continue;
      this.#steps.push(name);
      for (const pattern of byLast.get('*') ?? [])
        if (pattern.isDefinition && fits(pattern.steps, this.#steps)) this.#add(pattern, key, key.text);
      this.visit(value);
      this.#steps.pop();
    }
  }

  #scalar(at: ScalarNode): void {
    if (typeof at.value !== 'string' || at.value === '') return;
    for (const pattern of byLast.get(this.#steps.at(-1) ?? '') ?? [])
      if (fits(pattern.steps, this.#steps)) this.#add(pattern, at, at.value);
    if (at.value.includes('{{') || at.value.includes('${')) this.#expressions(at);
  }

  #add(pattern: Pattern, at: ScalarNode, name: string): void {
    const { space, scope } = pattern.row;
    const quote = at.style === 'plain' ? 0 : 1;
    this.found.push({
      space,
      name,
      at,
      from: quote,
      isDefinition: pattern.isDefinition,
      scope,
    });
  }

  /** Parameters that expressions of Argo and Katib use, each at its place in the source. */
  #expressions(at: ScalarNode): void {
    const source = at.piece.text.slice(at.from, at.to);
    for (const match of source.matchAll(
      /(inputs|workflow)\.parameters\.([\w-]+)|\$\{(trialParameters)\.([\w-]+)\}/g,
    )) {
      const name = match[2] ?? match[4] ?? '';
      const from = match.index + match[0].lastIndexOf(name);
      const scope = match[1] === 'inputs' || match[1] === 'workflow' ? match[1] : undefined;
      const space = match[3] === undefined ? 'parameter' : 'trial parameter';
      this.found.push({ space, name, at, from, isDefinition: false, scope });
    }
  }
}

function fits(pattern: readonly string[], steps: readonly string[]): boolean {
  const skipped = steps.length - pattern.length;
  return skipped >= 0 && pattern.every((step, index) => step === '*' || step === steps[index + skipped]);
}
