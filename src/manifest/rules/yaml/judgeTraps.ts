import type { Report, ReportDetails } from '../../rule.ts';
import type { Message } from '../../say.ts';
import type { Schema } from '../../schema/schema.ts';
import type { Entry, MapNode, SequenceNode, SyntaxNode } from '../../syntax/node.ts';
import { isCommandLine, isScript, judgeKey, judgeScript, judgeValue } from './scalarTraps.ts';

interface Trap {
  readonly rule: string;
  readonly at: SyntaxNode;
  readonly message: Message;
  readonly details: ReportDetails | undefined;
}

/** Deeper than any manifest. */
const deepest = 600;
/** Who has more has another problem than these. */
const mostTraps = 200;

/** What was found in a piece of text, for as long as it stays the same: an edit costs its own piece. */
const kept = new WeakMap<MapNode, { readonly schema: Schema | undefined; readonly traps: readonly Trap[] }>();

/**
 * Reports where kubectl reads something else than the eye, over one object. What the schema decides (a boolean where a text
 * is wanted) is left to the judge of the structure. `schema`: undefined where the kind is not known.
 */
export function judgeTraps(object: MapNode, schema: Schema | undefined, report: Report): void {
  const walk = new TrapWalk();
  walk.map(object, schema);
  for (const { rule, at, message, details } of walk.traps.slice(0, mostTraps))
    report(rule, at, message, details);
}

class TrapWalk {
  readonly traps: Trap[] = [];
  readonly #report: Report = (rule, at, message, details) =>
    void this.traps.push({ rule, at, message, details });
  #depth = 0;

  map(node: MapNode, schema: Schema | undefined): void {
    for (const entry of node.entries) {
      if (entry.isMerged) continue;
      judgeKey(entry, this.#report);
      this.#value(entry, node, schema?.property(entry.name) ?? schema?.additional);
    }
  }

  #value(entry: Entry, holder: MapNode, schema: Schema | undefined): void {
    const { value } = entry;
    // What an alias leads to is looked at where it stands.
    if (value.parent !== holder) return;
    if (value.kind === 'sequence') this.#items(value, schema?.items, isCommandLine(entry));
    else this.#visit(value, schema, isScript(entry));
  }

  #items(node: SequenceNode, schema: Schema | undefined, isCommand: boolean): void {
    for (const item of node.items) if (item.parent === node) this.#visit(item, schema, isCommand);
  }

  #visit(node: SyntaxNode, schema: Schema | undefined, isCommand: boolean): void {
    if (this.#depth >= deepest) return;
    this.#depth++;
    if (node.kind === 'map') this.#keptMap(node, schema);
    else if (node.kind === 'sequence') this.#items(node, schema?.items, false);
    else {
      judgeValue(node, schema, this.#report);
      if (isCommand) judgeScript(node, this.#report);
    }
    this.#depth--;
  }

  /** A map that is the root of its piece is remembered. */
  #keptMap(node: MapNode, schema: Schema | undefined): void {
    if (node.parent === undefined || node.parent.piece === node.piece) {
      this.map(node, schema);
      return;
    }
    const known = kept.get(node);
    if (known !== undefined && known.schema === schema) {
      for (const trap of known.traps) this.traps.push(trap);
      return;
    }
    const before = this.traps.length;
    this.map(node, schema);
    kept.set(node, { schema, traps: this.traps.slice(before) });
  }
}
