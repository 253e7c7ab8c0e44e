import type { KindCheck, RuleFacts, RuleSet, SurroundingsCheck, TypeCheck } from './rule.ts';

/** All rules, ready to be looked up by what they judge. */
export interface RuleTable {
  readonly facts: ReadonlyMap<string, RuleFacts>;
  /** By name of the core type. */
  readonly types: ReadonlyMap<string, readonly TypeCheck[]>;
  /** By `group/Kind`. */
  readonly kinds: ReadonlyMap<string, readonly KindCheck[]>;
  /** By `group/Kind`: what stands in for the CEL rules of kinds whose schema carries none. */
  readonly conditions: ReadonlyMap<string, readonly KindCheck[]>;
  readonly surroundings: readonly SurroundingsCheck[];
}

/** Gathers rule sets. An id that two sets claim is a mistake in the program, and thrown. */
export function ruleTable(sets: readonly RuleSet[], conditionSets: readonly RuleSet[] = []): RuleTable {
  const facts = new Map<string, RuleFacts>();
  const types = new Map<string, TypeCheck[]>();
  const kinds = new Map<string, KindCheck[]>();
  const conditions = new Map<string, KindCheck[]>();
  for (const fact of [...sets, ...conditionSets].flatMap(set => set.facts)) {
    if (facts.has(fact.id)) throw new Error(`Two rules are called ${fact.id}.`);
    facts.set(fact.id, fact);
  }
  for (const set of conditionSets) gather(conditions, set.kinds ?? {});
  for (const set of sets) {
    gather(types, set.types ?? {});
    gather(kinds, set.kinds ?? {});
  }
  return { facts, types, kinds, conditions, surroundings: sets.flatMap(set => set.surroundings ?? []) };
}

function gather<Check>(into: Map<string, Check[]>, checks: Readonly<Record<string, Check>>): void {
  for (const [name, check] of Object.entries(checks)) into.set(name, [...(into.get(name) ?? []), check]);
}
