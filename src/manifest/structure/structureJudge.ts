import type { Report } from '../rule.ts';
import type { Schema } from '../schema/schema.ts';
import { pathOf } from '../syntax/lookup.ts';
import type { MapNode, SyntaxNode } from '../syntax/node.ts';
import type { Flavour, TypeChecks, Verdict } from './judging.ts';
import { Walk } from './walk.ts';
import { webhookMending } from './webhookMends.ts';

type KeptVerdicts = WeakMap<SyntaxNode, Map<Schema, readonly Verdict[]>>;

/** Problems of one object that are told. Whoever has more has another problem than these. */
const mostProblems = 1_000;

/**
 * Judges objects as the API server does under strict field validation, with the checks that hang on type names in the same
 * walk. Verdicts of unchanged pieces of text are kept with their nodes, so that an edit costs its own piece.
 */
export class StructureJudge {
  readonly #checks: TypeChecks;
  readonly #kept: Readonly<Record<Flavour, KeptVerdicts>> = { builtIn: new WeakMap(), custom: new WeakMap() };

  constructor(checks: TypeChecks = new Map()) {
    this.#checks = checks;
  }

  /** Judges one object. `flavour`: `builtIn` where the API server decodes the kind into types of its own. */
  judge(node: MapNode, schema: Schema, flavour: Flavour, report: Report): void {
    const verdicts: Verdict[] = [];
    const walk: Walk = new Walk({
      flavour,
      checks: this.#checks,
      report: (rule, at, message, details) => verdicts.push({ rule, at, message, details }),
      enter: (piece, pieceSchema, judge) => this.#enter(piece, pieceSchema, { flavour, verdicts, judge }),
    });
    walk.object(node, schema);
    for (const verdict of distinct(verdicts).slice(0, mostProblems)) tell(verdict, node, report);
  }

  #enter(
    node: SyntaxNode,
    schema: Schema,
    {
      flavour,
      verdicts,
      judge,
    }: { readonly flavour: Flavour; readonly verdicts: Verdict[]; readonly judge: () => void },
  ): void {
    const kept = this.#kept[flavour];
    const known = kept.get(node)?.get(schema);
    if (known !== undefined) {
      for (const verdict of known) verdicts.push(verdict);
      return;
    }
    const before = verdicts.length;
    judge();
    const bySchema = kept.get(node) ?? new Map<Schema, readonly Verdict[]>();
    bySchema.set(schema, verdicts.slice(before));
    kept.set(node, bySchema);
  }
}

function tell({ rule, at, message, details }: Verdict, object: MapNode, report: Report): void {
  const holder = () => pathOf(at, object);
  const path = () => (details?.missing === undefined ? holder() : `${holder()}.${details.missing}`);
  const mending = webhookMending(object, { rule, at, path });
  if (mending === undefined) report(rule, at, message, details);
  else if (mending === 'rewritten') report(rule, at, message, { ...details, severity: 'warning' });
}

/** Aliases lead to the same node more than once: what was said of it there is said once. */
function distinct(verdicts: readonly Verdict[]): readonly Verdict[] {
  if (verdicts.length < 2) return verdicts;
  const said = new Map<SyntaxNode, Set<string>>();
  return verdicts.filter(({ rule, at, message, details }) => {
    const text = `${rule} ${details?.missing ?? ''} ${message.template} ${message.values.join(' ')}`;
    const texts = said.get(at) ?? new Set();
    if (texts.has(text)) return false;
    said.set(at, texts.add(text));
    return true;
  });
}
