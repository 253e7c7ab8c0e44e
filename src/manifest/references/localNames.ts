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
  /** The nodes around it, outermost first; the definition that shares most of them with a use is the one that counts. */
  readonly around: readonly SyntaxNode[];
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

/** Every name of an object that means something within it, in the order of the text. Kept by node. */
export function localNamesOf(object: ManifestObject): readonly LocalName[] {
  return kept(object.node);
}

const kept = keptByNode((node: MapNode): readonly LocalName[] => {
  const walk = new LocalWalk();
  walk.visit(node);
  return walk.found;
});

/** The definition that a use means: among those of its name the one that stands nearest in the tree. */
export function definitionOf(use: LocalName, all: readonly LocalName[]): LocalName | undefined {
  let best: LocalName | undefined;
  let most = -1;
  for (const one of all) {
    if (!one.isDefinition || one.space !== use.space || one.name !== use.name || one.scope !== use.scope)
      continue;
    const shared = sharedDepth(one.around, use.around);
    if (shared > most) {
      best = one;
      most = shared;
    }
  }
  return best;
}

function sharedDepth(a: readonly SyntaxNode[], b: readonly SyntaxNode[]): number {
  let depth = 0;
  while (depth < a.length && a[depth] === b[depth]) depth++;
  return depth;
}

const deepest = 200;

class LocalWalk {
  readonly found: LocalName[] = [];
  readonly #steps: string[] = [];
  readonly #around: SyntaxNode[] = [];
  readonly #seen = new Set<SyntaxNode>();

  visit(node: SyntaxNode): void {
    if (node.kind === 'scalar') {
      this.#scalar(node);
      return;
    }
    if (this.#seen.has(node) || this.#steps.length > deepest) return;
    this.#seen.add(node);
    this.#around.push(node);
    if (node.kind === 'sequence') this.#items(node.items);
    else this.#entries(node);
    this.#around.pop();
  }

  #items(items: readonly SyntaxNode[]): void {
    this.#steps.push('[]');
    for (const item of items) this.visit(item);
    this.#steps.pop();
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
      around: [...this.#around],
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
      this.found.push({ space, name, at, from, isDefinition: false, around: [...this.#around], scope });
    }
  }
}

function fits(pattern: readonly string[], steps: readonly string[]): boolean {
  const skipped = steps.length - pattern.length;
  return skipped >= 0 && pattern.every((step, index) => step === '*' || step === steps[index + skipped]);
}
