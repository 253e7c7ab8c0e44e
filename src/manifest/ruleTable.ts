import type { KindCheck, RuleFacts, RuleSet, SurroundingsCheck, TypeCheck } from './rule.ts';

/** All rules, ready to be looked up by what they judge. */
export interface RuleTable {
  readonly facts: ReadonlyMap<string, RuleFacts>;
  /** By name of the core type. */
  readonly types: ReadonlyMap<string, readonly TypeCheck[]>;
  /** By `group/Kind`. */
  readonly kinds: ReadonlyMap<string, readonly KindCheck[]>;
  readonly surroundings: readonly SurroundingsCheck[];
}

/** Gathers rule sets. An id that two sets claim is a mistake in the program, and thrown. */
export function ruleTable(sets: readonly RuleSet[]): RuleTable {
  const facts = new Map<string, RuleFacts>();
  const types = new Map<string, TypeCheck[]>();
  const kinds = new Map<string, KindCheck[]>();
  for (const set of sets) {
    for (const fact of set.facts) {
      if (facts.has(fact.id)) throw new Error(`Two rules are called ${fact.id}.`);
      facts.set(fact.id, fact);
    }
    gather(types, set.types ?? {});
    gather(kinds, set.kinds ?? {});
  }
  return { facts, types, kinds, surroundings: sets.flatMap(set => set.surroundings ?? []) };
}

function gather<Check>(into: Map<string, Check[]>, checks: Readonly<Record<string, Check>>): void {
  for (const [name, check] of Object.entries(checks)) into.set(name, [...(into.get(name) ?? []), check]);
}
