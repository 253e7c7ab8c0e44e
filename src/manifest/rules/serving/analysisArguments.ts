import { keptByNode } from '../../keptByNode.ts';
import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode, SyntaxNode } from '../../syntax/node.ts';
import { given, givenEntry, mapsAt, repeatsAmong } from './given.ts';
import { perhapsMendedBy, removeField, repeating } from './mend.ts';

/** How Argo Rollouts wants arguments of analyses to be declared and used. */
export const analysisArgumentRules: RuleSet = {
  facts: [
    {
      id: 'rollouts/arguments',
      severity: 'error',
      summary: 'Arguments of an analysis have different names, and a value or a source of one.',
      why: 'The controller refuses both together, and an AnalysisRun whose argument has neither.',
    },
    {
      id: 'rollouts/undeclared-argument',
      severity: 'error',
      summary: 'Arguments that metrics use ({{args.name}}) are declared in args.',
      why: 'The controller cannot resolve others, and the AnalysisRun ends in error.',
    },
  ],
};

/** Judges `spec.args` and every use of an argument in the metrics of an analysis. */
export function judgeArguments(object: ManifestObject, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  const declared = mapsAt(spec, 'args');
  const names = declared.map(argument => nameOf(argument));
  for (const { again, first } of repeatsAmong(names))
    report('rollouts/arguments', again, say`The argument ${again.text} is declared twice.`, repeating(first));
  for (const argument of declared) judgeArgument(argument, object.kind === 'AnalysisRun', report);
  const known = new Set(names.map(name => name?.text));
  for (const { scalar, name } of usesIn(given(spec, 'metrics')))
    if (!known.has(name))
      report(
        'rollouts/undeclared-argument',
        scalar,
        say`The argument ${name} is not declared in args, so it is never filled in.`,
      );
}

function nameOf(argument: MapNode): ScalarNode | undefined {
  const name = given(argument, 'name');
  return name?.kind === 'scalar' ? name : undefined;
}

function judgeArgument(argument: MapNode, isRun: boolean, report: Report): void {
  const value = givenEntry(argument, 'value');
  const source = givenEntry(argument, 'valueFrom');
  if (value !== undefined && source !== undefined)
    report(
      'rollouts/arguments',
      source.key,
      say`The argument has a value and a source of one; keep one of them.`,
      perhapsMendedBy(() => removeField(source.key)),
    );
  if (isRun && value === undefined && source === undefined)
    report(
      'rollouts/arguments',
      argument,
      say`An argument of an AnalysisRun needs a value; nobody fills it in later.`,
      { missing: 'value' },
    );
}

interface Use {
  readonly scalar: ScalarNode;
  readonly name: string;
}

function usesIn(node: SyntaxNode | undefined): readonly Use[] {
  if (node === undefined) return [];
  if (node.kind === 'scalar') return usesOf(node);
  const children = node.kind === 'map' ? node.entries.map(entry => entry.value) : node.items;
  return children.flatMap(child => usesInKept(child));
}

const usesInKept: (node: SyntaxNode) => readonly Use[] = keptByNode(usesIn);

function usesOf(scalar: ScalarNode): readonly Use[] {
  if (!scalar.text.includes('{{')) return [];
  const names = [...scalar.text.matchAll(/\{\{\s*args\.([\w.-]+)\s*\}\}/g)].flatMap(match => match[1] ?? []);
  return [...new Set(names)].map(name => ({ scalar, name }));
}
