import type { Problem } from '../../src/manifest/problem.ts';
import { wordsOf } from '../../src/manifest/say.ts';
import { Schema } from '../../src/manifest/schema/schema.ts';
import type { SchemaJson } from '../../src/manifest/schema/schemaJson.ts';
import type { Flavour, TypeChecks } from '../../src/manifest/structure/judging.ts';
import { StructureJudge } from '../../src/manifest/structure/structureJudge.ts';
import { pathOf } from '../../src/manifest/syntax/lookup.ts';
import { aManifest } from './manifests.ts';

/** A schema of fields, each required one marked by a `!` behind its name. */
export function fields(properties: Readonly<Record<string, SchemaJson>>): SchemaJson {
  const names = Object.entries(properties).map(([name, json]) => [name.replace('!', ''), json] as const);
  const required = Object.keys(properties)
    .filter(name => name.endsWith('!'))
    .map(name => name.slice(0, -1));
  return { type: 'object', properties: Object.fromEntries(names), ...(required.length > 0 && { required }) };
}

export type FoundProblem = Omit<Problem, 'severity'>;

/** Judges `spec` by a schema, in an object that is otherwise fine. `text`: the YAML of what stands under `spec:`. */
export function judgedSpec(
  spec: SchemaJson,
  text: string,
  { flavour = 'custom', checks }: { readonly flavour?: Flavour; readonly checks?: TypeChecks } = {},
): readonly FoundProblem[] {
  const lines = text.split('\n').map(line => `  ${line}`);
  const manifest = aManifest(
    ['apiVersion: example.com/v1', 'kind: Thing', 'metadata: {name: a}', 'spec:', ...lines].join('\n'),
  );
  const problems: FoundProblem[] = [];
  new StructureJudge(checks).judge(
    manifest.node,
    new Schema(fields({ spec }), () => undefined),
    flavour,
    (rule, at, message, details) => problems.push({ ...details, rule, at, message }),
  );
  return problems;
}

/** `path rule`, the path as the API server writes it. */
export function placeOf({ at, missing, rule }: FoundProblem): string {
  return `${pathOf(at)}${missing === undefined ? '' : `.${missing}`} ${rule}`;
}

/** Where and by which rules a spec is objected to. */
export function placesIn(spec: SchemaJson, text: string, flavour: Flavour = 'custom'): readonly string[] {
  return judgedSpec(spec, text, { flavour }).map(placeOf);
}

/** The words of all problems of a spec. */
export function wordsIn(spec: SchemaJson, text: string, flavour: Flavour = 'custom'): readonly string[] {
  return judgedSpec(spec, text, { flavour }).map(problem => wordsOf(problem.message));
}

/** The text after the first problem's first fix; throws where there is none. */
export function mendedSpec(spec: SchemaJson, text: string, flavour: Flavour = 'custom'): string {
  const [problem] = judgedSpec(spec, text, { flavour });
  const fix = problem?.fixes?.()[0];
  if (problem === undefined || fix === undefined) throw new Error('no fix');
  const edits = [...fix.edits].sort((a, b) => b.start - a.start);
  const whole = edits.reduce(
    (file, { start, end, newText }) => file.slice(0, start) + newText + file.slice(end),
    problem.at.piece.text,
  );
  const body = whole.slice(whole.indexOf('spec:') + 5).replace(/^\n/, '');
  return body
    .split('\n')
    .map(line => line.replace(/^ {2}/, ''))
    .join('\n');
}
