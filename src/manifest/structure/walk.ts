import type { Report, ReportDetails } from '../rule.ts';
import { say } from '../say.ts';
import type { Schema } from '../schema/schema.ts';
import { entryOf } from '../syntax/lookup.ts';
import type { Entry, MapNode, ScalarNode, SequenceNode, SyntaxNode } from '../syntax/node.ts';
import { judgeAlternatives } from './alternatives.ts';
import { judgeDuplicates } from './duplicates.ts';
import { judgeEmbedded, objectMetaSchema } from './embedded.ts';
import { judgeEnum, judgeEnumOfCollections } from './enums.ts';
import type { Flavour, Mode, TypeChecks, Verdict } from './judging.ts';
import { judgeItemCount, judgePropertyCount } from './limits.ts';
import { addition } from './missingField.ts';
import { judgeScalar } from './scalars.ts';
import { isServerRequired } from './serverRequired.ts';
import { reportUnknown, reportUnknownPlainly } from './unknownField.ts';
import { isMadeUp, withDefaults } from './withDefaults.ts';
import { reportWrongType } from './wrongType.ts';

/** What a walk over an object needs to know. */
export interface WalkOptions {
  readonly flavour: Flavour;
  readonly checks: TypeChecks;
  readonly report: Report;
  /** Told of every subtree before it is walked: false where its verdict is known already. */
  readonly enter?: (node: SyntaxNode, schema: Schema, walk: () => void) => void;
}

/** Deeper than any manifest, and than the parser reads in one piece. */
const deepest = 600;

/** Unknown fields for which what was meant is looked for, which takes a while: who has more has written another kind. */
const closelyLookedAt = 50;

const objectFields: readonly string[] = ['apiVersion', 'kind', 'metadata'];

/** One pass over the nodes of an object with their schemas. */
export class Walk {
  readonly flavour: Flavour;
  readonly report: Report;
  /** Schemas of the maps around the node that is being judged, outermost first. */
  readonly around: Schema[] = [];
  readonly #checks: TypeChecks;
  readonly #enter: WalkOptions['enter'];
  readonly #shared = new Map<SyntaxNode, Set<Schema>>();
  #depth = 0;
  #unknown = 0;

  constructor({ flavour, checks, report, enter }: WalkOptions) {
    this.flavour = flavour;
    this.report = report;
    this.#checks = checks;
    this.#enter = enter;
  }

  /** Judges an API object: its metadata is the server's own matter, whatever the kind's schema says of it. */
  object(node: MapNode, schema: Schema): void {
    this.#fields(node, schema, 'whole', true);
    // Whether there is metadata is a matter of the object's name, and the other two made the text an object.
    this.#rest(node, schema, 'whole', objectFields);
  }

  /** Judges a node that is not null, or a list item. */
  visit(node: SyntaxNode, schema: Schema, mode: Mode): void {
    if (this.#depth >= deepest) {
      if (this.#depth === deepest) this.report('schema/too-deep', node, say`Nested too deeply to be judged.`);
      return;
    }
    this.#depth++;
    const isPieceRoot = node.parent !== undefined && node.parent.piece !== node.piece;
    if (isPieceRoot && mode === 'whole' && this.#enter)
      this.#enter(node, schema, () => this.#judge(node, schema, mode));
    else this.#judge(node, schema, mode);
    this.#depth--;
  }

  #judge(node: SyntaxNode, schema: Schema, mode: Mode): void {
    if (node.kind === 'map') this.#map(node, schema, mode);
    else if (node.kind === 'sequence') this.#sequence(node, schema, mode);
    else if (node.value === null) this.#null(node, schema, mode);
    else {
      const { flavour, report } = this;
      judgeScalar(node, schema, { flavour, mode, around: this.around.at(-1), report });
      if (mode !== 'decoding') this.#alternatives(node, schema);
    }
  }

  #map(node: MapNode, schema: Schema, mode: Mode): void {
    const { type } = schema.json;
    if ((type !== undefined && type !== 'object') || (schema.isIntOrString && type === undefined)) {
      reportWrongType(node, schema, this.report);
      return;
    }
    this.#fields(node, schema, mode, schema.isEmbeddedResource);
    if (mode === 'whole' && schema.isEmbeddedResource) judgeEmbedded(node, this.report);
    this.#rest(node, schema, mode);
  }

  #fields(node: MapNode, schema: Schema, mode: Mode, isObject: boolean): void {
    this.around.push(schema);
    for (const entry of node.entries) {
      if (isObject && mode === 'whole' && this.#ofObject(entry, schema)) continue;
      const child = schema.property(entry.name) ?? schema.additional;
      if (child === undefined) this.#undeclared(entry, node, schema, mode);
      else if (!isNull(entry.value))
        this.#field(entry, node, child, modeOf(entry, mode, this.around.length === 1));
    }
    this.around.pop();
  }

  /** The three fields that every object has; true where no more is to be said of one. */
  #ofObject({ name, value }: Entry, schema: Schema): boolean {
    if (name === 'apiVersion' || name === 'kind') return true;
    if (name !== 'metadata') return false;
    const own = schema.property(name);
    if (own !== undefined && own.typeName === undefined && !isNull(value)) this.visit(value, own, 'values');
    if (!isNull(value))
      new Walk({ flavour: 'builtIn', checks: this.#checks, report: this.report }).visit(
        value,
        objectMetaSchema,
        'whole',
      );
    return true;
  }

  #field({ value }: Entry, holder: MapNode, schema: Schema, mode: Mode): void {
    if (value.parent !== holder && this.#isKnown(value, schema)) return;
    this.visit(value, schema, mode);
  }

  /** What aliases share is judged once for each schema, or a few lines could stand for millions of nodes. */
  #isKnown(node: SyntaxNode, schema: Schema): boolean {
    const schemas = this.#shared.get(node);
    if (schemas?.has(schema)) return true;
    if (schemas) schemas.add(schema);
    else this.#shared.set(node, new Set([schema]));
    return false;
  }

  #undeclared(entry: Entry, node: MapNode, schema: Schema, mode: Mode): void {
    if (mode === 'values') this.#unwanted(entry, schema);
    if (mode === 'values' || takesAnyField(schema)) return;
    if (this.around.length === 1 && objectFields.includes(entry.name)) return;
    if (++this.#unknown <= closelyLookedAt) reportUnknown(entry, node, this.around, this.report);
    else reportUnknownPlainly(entry, this.report);
  }

  /** Branches declare no fields, but may close a map. */
  #unwanted({ key, name }: Entry, schema: Schema): void {
    if (schema.json.additionalProperties === false)
      this.report('schema/unknown-field', key, say`The field ${name} is not allowed here.`);
  }

  #rest(node: MapNode, schema: Schema, mode: Mode, given: readonly string[] = []): void {
    if (mode === 'decoding') return;
    for (const name of schema.required) {
      if (given.includes(name) || schema.property(name)?.json.default !== undefined) continue;
      const entry = entryOf(node, name);
      if (entry !== undefined && (!isNull(entry.value) || schema.property(name)?.json.nullable === true))
        continue;
      if (this.flavour === 'builtIn' && !isServerRequired(schema.typeName, name)) continue;
      const fixes = () => (entry === undefined ? [addition(node, name, schema.property(name))] : []);
      this.report('schema/missing-field', node, say`The field ${name} is required.`, {
        missing: name,
        fixes,
      });
    }
    judgePropertyCount(node, schema, this.report);
    judgeEnumOfCollections(node, schema, this.report);
    if (schema.typeName !== undefined && mode === 'whole') this.#runChecks(node, schema.typeName);
    this.#alternatives(node, schema);
  }

  #alternatives(node: SyntaxNode, schema: Schema): void {
    judgeAlternatives(node, schema, branch => this.#problemsOf(node, branch, schema), this.report);
  }

  /** What a branch objects to. */
  #problemsOf(node: SyntaxNode, branch: Schema, base: Schema): readonly Verdict[] {
    const verdicts: Verdict[] = [];
    const whole = withDefaults(node, branch, base);
    const inner = new Walk({
      flavour: this.flavour,
      checks: new Map(),
      report: (rule, at, message, details) =>
        verdicts.push({ rule, at: at === whole || isMadeUp(at) ? node : at, message, details }),
    });
    inner.#depth = this.#depth;
    inner.visit(whole, branch, 'values');
    return verdicts;
  }

  #runChecks(node: MapNode, typeName: string): void {
    for (const check of this.#checks.get(typeName) ?? []) check(node, this.report);
  }

  #sequence(node: SequenceNode, schema: Schema, mode: Mode): void {
    const { type } = schema.json;
    if ((type !== undefined && type !== 'array') || (schema.isIntOrString && type === undefined)) {
      reportWrongType(node, schema, this.report);
      return;
    }
    const { items } = schema;
    if (items !== undefined)
      for (const item of node.items)
        if (item.parent === node || !this.#isKnown(item, items)) this.visit(item, items, mode);
    if (mode === 'decoding') return;
    judgeItemCount(node, schema, this.report);
    judgeEnumOfCollections(node, schema, this.report);
    if (this.flavour === 'custom') judgeDuplicates(node, schema, this.report);
    this.#alternatives(node, schema);
  }

  /** A null that no field holds: Go reads an empty value from it, a CRD's schema takes it only where it is nullable. */
  #null(node: ScalarNode, schema: Schema, mode: Mode): void {
    if (mode === 'decoding' || schema.json.nullable === true) return;
    if (this.flavour === 'custom') {
      if (schema.json.type !== undefined || schema.isIntOrString) reportWrongType(node, schema, this.report);
      return;
    }
    this.#zeroValue(node, schema, mode);
  }

  /** Go reads a null item as one of which nothing is set: an empty map, an empty string. */
  #zeroValue(node: ScalarNode, schema: Schema, mode: Mode): void {
    if (node.parent?.kind !== 'sequence') return;
    if (schema.json.type === 'string') {
      judgeEnum({ ...node, value: '' }, schema, false, (rule, _, message) =>
        this.report(rule, node, message),
      );
      return;
    }
    if (schema.json.type !== 'object' || schema.propertyNames.length === 0) return;
    const empty: MapNode = {
      kind: 'map',
      piece: node.piece,
      from: node.from,
      to: node.to,
      parent: node.parent,
      entries: [],
      isFlow: true,
    };
    const report: Report = (rule, at, message, details) =>
      at === empty
        ? this.report(rule, node, message, withoutFixes(details))
        : this.report(rule, at, message, details);
    new Walk({ flavour: this.flavour, checks: this.#checks, report }).#rest(empty, schema, mode);
  }
}

/** Fixes were made for a map, and here is none yet. */
function withoutFixes(details: ReportDetails | undefined): ReportDetails {
  const { fixes, ...others } = details ?? {};
  return others;
}

function isNull(node: SyntaxNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

/** The status of an object is decoded, then dropped before anything else looks at it. */
function modeOf({ name }: Entry, mode: Mode, isTop: boolean): Mode {
  return isTop && name === 'status' && mode === 'whole' ? 'decoding' : mode;
}

/** A schema that says nothing of its fields takes all of them, but `type: object` alone takes none. */
function takesAnyField(schema: Schema): boolean {
  const { type, properties, additionalProperties } = schema.json;
  if (schema.preservesUnknown || additionalProperties === true) return true;
  return type === undefined && properties === undefined;
}
