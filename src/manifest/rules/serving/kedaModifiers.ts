import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { given, mapsAt } from './given.ts';

/** What KEDA's webhook refuses in the formula of scalingModifiers. */
export const kedaModifierRules: RuleSet = {
  facts: [
    {
      id: 'keda/formula',
      severity: 'error',
      summary: 'scalingModifiers have a formula over named triggers and a target above zero.',
      why: 'The webhook refuses others, since it could not compute one metric from them.',
    },
  ],
};

/** Judges `spec.advanced.scalingModifiers` of a ScaledObject. */
export function judgeModifiers(spec: MapNode, report: Report): void {
  const modifiers = mapAt(spec, 'advanced', 'scalingModifiers');
  if (modifiers === undefined || modifiers.entries.length === 0) return;
  const formula = scalarOf(modifiers, 'formula');
  const target = scalarOf(modifiers, 'target');
  if (formula === undefined || formula.text === '')
    report('keda/formula', modifiers, say`scalingModifiers need a formula.`, { missing: 'formula' });
  else {
    if (target === undefined || target.text === '')
      report('keda/formula', modifiers, say`A formula needs a target to compare its result with.`, {
        missing: 'target',
      });
    judgeNames(formula, mapsAt(spec, 'triggers'), report);
  }
  if (target !== undefined && target.text !== '' && !(Number(target.text) > 0))
    report('keda/formula', target, say`The target ${target.text} is no number above zero.`);
}

function scalarOf(node: MapNode, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value : undefined;
}

const words = new Set([
  'and',
  'or',
  'not',
  'in',
  'true',
  'false',
  'nil',
  'let',
  'if',
  'else',
  'contains',
  'matches',
  'startsWith',
  'endsWith',
]);

function judgeNames(formula: ScalarNode, triggers: readonly MapNode[], report: Report): void {
  const text = formula.text.replace(/"[^"]*"|'[^']*'/g, '""');
  // Formulas that bind names of their own (let, closures with #) are left to the server.
  if (/\blet\b|[#{}]/.test(text)) return;
  const known = new Set<string>();
  for (const trigger of triggers) {
    const type = scalarOf(trigger, 'type')?.text;
    const name = scalarOf(trigger, 'name')?.text;
    if (name !== undefined && type !== 'cpu' && type !== 'memory') known.add(name);
  }
  for (const match of text.matchAll(/(?<![\w.])([A-Za-z_]\w*)(?!\w*\s*\()/g)) {
    const name = match[1] ?? '';
    if (known.has(name) || words.has(name)) continue;
    report(
      'keda/formula',
      formula,
      say`The formula uses ${name}, but no trigger has that name (cpu and memory do not count).`,
    );
    return;
  }
}
