import type { Report, ReportDetails } from '../../rule.ts';
import type { Message } from '../../say.ts';
import type { Surroundings } from '../../surroundings.ts';
import type { SyntaxNode } from '../../syntax/node.ts';

interface Finding {
  readonly rule: string;
  readonly at: SyntaxNode;
  readonly message: Message;
  readonly details: ReportDetails | undefined;
}

interface Kept {
  readonly generation: string;
  readonly scope: string;
  readonly findings: readonly Finding[];
}

/**
 * Keeps what was found about a thing (a reference, a node) for as long as the thing lives and the surroundings know the same.
 * `scope`: whatever else the verdict leans on, as the namespace of the object around it.
 */
export class KeptVerdicts<Thing extends object> {
  readonly #kept = new WeakMap<Thing, Kept>();

  /** Files what `judge` finds, or found before. */
  run(thing: Thing, place: VerdictPlace, judge: (report: Report) => void): void {
    const { surroundings, scope, report } = place;
    const { generation } = surroundings;
    if (generation === undefined) {
      judge(report);
      return;
    }
    const known = this.#kept.get(thing);
    const isFresh = known?.generation === generation && known.scope === scope;
    const findings = isFresh ? known.findings : gathered(judge);
    if (!isFresh) this.#kept.set(thing, { generation, scope, findings });
    for (const { rule, at, message, details } of findings) report(rule, at, message, details);
  }
}

/** What a verdict is given in view of, and where it goes. */
export interface VerdictPlace {
  readonly surroundings: Pick<Surroundings, 'generation'>;
  readonly scope: string;
  readonly report: Report;
}

function gathered(judge: (report: Report) => void): readonly Finding[] {
  const findings: Finding[] = [];
  judge((rule, at, message, details) => findings.push({ rule, at, message, details }));
  return findings;
}
