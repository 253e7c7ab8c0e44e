import { hasCelRules } from './cel/celRules.ts';
import { judgeCel } from './cel/judgeCel.ts';
import { judgeKind } from './judgeKind.ts';
import type { ManifestObject } from './object.ts';
import type { Problem, Severity } from './problem.ts';
import { problemRange } from './problemRange.ts';
import type { Report } from './rule.ts';
import { judgeDocumentTraps } from './rules/yaml/judgeDocumentTraps.ts';
import { judgeTraps } from './rules/yaml/judgeTraps.ts';
import type { RuleTable } from './ruleTable.ts';
import { say } from './say.ts';
import { isBuiltInGroup } from './schema/builtInGroups.ts';
import type { SchemaCatalog } from './schema/catalog.ts';
import { judgeDuplicateKeys } from './structure/duplicateKeys.ts';
import { judgeObjectName } from './structure/objectName.ts';
import { judgeOwnership } from './structure/ownership.ts';
import { StructureJudge } from './structure/structureJudge.ts';
import { withoutSuppressed } from './suppression.ts';
import type { Surroundings } from './surroundings.ts';
import type { ManifestDocument } from './syntax/document.ts';
import type { Piece } from './syntax/node.ts';
import { judgeUpdate } from './update/judgeUpdate.ts';

/** Severity by rule id or area (`advice`); `off` silences. A rule's own entry wins over its area's. */
export type Severities = Readonly<Record<string, Severity | 'off'>>;

/** Errors after which the server runs no CEL rules until they are mended. Beside all others it runs them. */
const blocking: ReadonlySet<string> = new Set([
  'schema/missing-field',
  'schema/unknown-field',
  'schema/unsupported-value',
  'schema/wrong-type',
]);

/** What `Judge.update` needs beside the document. */
export interface UpdateContext {
  readonly catalog: SchemaCatalog;
  /** What was said of the document by itself. */
  readonly found: readonly Problem[];
  /** The object that the cluster has in place of one of the document; undefined where none is known. */
  readonly liveOf: (object: ManifestObject) => unknown;
  readonly severities: Severities;
}

const noSeverities: Severities = {};

/** What was found around a document, while its text and what surrounds it stay the same. */
interface KeptAround {
  readonly generation: string;
  readonly severities: Severities;
  readonly problems: readonly Problem[];
}

/** Judges documents by all rules. Keeps the verdicts of unchanged pieces of text with their nodes. */
export class Judge {
  readonly #rules: RuleTable;
  readonly #structure: StructureJudge;
  readonly #around = new WeakMap<Piece, KeptAround>();

  constructor(rules: RuleTable) {
    this.#rules = rules;
    this.#structure = new StructureJudge(rules.types);
  }

  /** Everything that can be said of a document by itself, in the order of the text. */
  document(
    document: ManifestDocument,
    catalog: SchemaCatalog,
    severities: Severities = {},
  ): readonly Problem[] {
    const problems: Problem[] = [...document.problems];
    const report = this.#reporter(problems);
    if (document.root && document.objects.length > 0) judgeDuplicateKeys(document.root, report);
    for (const object of document.objects) {
      judgeKind(object, catalog, report);
      this.#judgeSchema(object, catalog, report);
      const entry = catalog.entry(object);
      if (entry?.plural) {
        judgeObjectName(object, entry.isNamespaced, report);
        judgeOwnership(object, report);
      }
      for (const check of this.#rules.kinds.get(`${object.group}/${object.kind}`) ?? [])
        check(object, report);
      this.#judgeConditions(object, catalog, report);
    }
    this.#judgeTraps(document, catalog, problems);
    return settled(document, problems, severities);
  }

  /** What can be said of a document only in view of other files and the cluster. */
  surroundings(
    document: ManifestDocument,
    surroundings: Surroundings,
    severities: Severities = noSeverities,
  ): readonly Problem[] {
    const { generation } = surroundings;
    const known = this.#around.get(document.piece);
    if (generation !== undefined && known?.generation === generation && known.severities === severities)
      return known.problems;
    const found: Problem[] = [];
    const report = this.#reporter(found);
    for (const object of document.objects)
      for (const check of this.#rules.surroundings) check(object, surroundings, report);
    const problems = settled(document, found, severities);
    if (generation !== undefined) this.#around.set(document.piece, { generation, severities, problems });
    return problems;
  }

  /** What the API server would refuse because objects of a document exist already. */
  update(document: ManifestDocument, context: UpdateContext): readonly Problem[] {
    const problems: Problem[] = [];
    const report = this.#reporter(problems);
    for (const object of document.objects) {
      const live = context.liveOf(object);
      if (live === undefined) continue;
      // The server looks at what changes only once the structure is in order.
      const schema = isSound(context.found) ? context.catalog.schema(object) : undefined;
      judgeUpdate(object, { live, schema }, report);
    }
    return settled(document, problems, context.severities);
  }

  #judgeSchema(object: ManifestObject, catalog: SchemaCatalog, report: Report): void {
    const schema = catalog.schema(object);
    if (schema === undefined) return;
    let isSound = true;
    const watched: Report = (rule, at, message, details) => {
      const isError = (details?.severity ?? this.#rules.facts.get(rule)?.severity) === 'error';
      if (isError && (details?.blocksConditions === true || blocking.has(rule))) isSound = false;
      report(rule, at, message, details);
    };
    this.#structure.judge(object.node, schema, isBuiltInGroup(object.group) ? 'builtIn' : 'custom', watched);
    if (isSound) judgeCel(object.node, schema, report);
  }

  /** Where the schema carries no CEL rules, conditions of our own stand in for them. */
  #judgeConditions(object: ManifestObject, catalog: SchemaCatalog, report: Report): void {
    const checks = this.#rules.conditions.get(`${object.group}/${object.kind}`);
    const schema = checks && catalog.schema(object);
    if (checks === undefined || (schema !== undefined && hasCelRules(schema))) return;
    for (const check of checks) check(object, report);
  }

  /** Where another rule speaks already, a trap is no news. */
  #judgeTraps(document: ManifestDocument, catalog: SchemaCatalog, problems: Problem[]): void {
    const known = new Set(problems.map(({ at }) => at));
    const into = this.#reporter(problems);
    const report: Report = (rule, at, message, details) => {
      if (!known.has(at)) into(rule, at, message, details);
    };
    // Files that are no API objects are read by other parsers than kubectl's.
    for (const object of document.objects)
      if (catalog.entry(object)?.plural !== '') judgeTraps(object.node, catalog.schema(object), report);
    judgeDocumentTraps(document, catalog, report);
  }

  #reporter(into: Problem[]): Report {
    return (rule, at, message, details = {}) => {
      const severity = details.severity ?? this.#rules.facts.get(rule)?.severity;
      if (severity === undefined) throw new Error(`There are no facts about the rule ${rule}.`);
      into.push({ ...details, rule, severity, message, at });
    };
  }
}

function isSound(problems: readonly Problem[]): boolean {
  return !problems.some(({ rule, severity }) => severity === 'error' && blocking.has(rule));
}

function settled(
  document: ManifestDocument,
  problems: readonly Problem[],
  severities: Severities,
): readonly Problem[] {
  const weighed = problems.flatMap(problem => {
    const area = problem.rule.slice(0, problem.rule.indexOf('/'));
    const severity = severities[problem.rule] ?? severities[area] ?? problem.severity;
    if (severity === 'off') return [];
    return severity === problem.severity ? [problem] : [{ ...problem, severity }];
  });
  const sorted = withoutSuppressed(document, weighed).toSorted(
    (a, b) => problemRange(a).start - problemRange(b).start,
  );
  return sorted.length > mostProblems ? [...sorted.slice(0, mostProblems), theRest(sorted)] : sorted;
}

/** Problems of one document that are told one by one. */
const mostProblems = 1_000;

function theRest(problems: readonly Problem[]): Problem {
  const next = problems[mostProblems] ?? problems[0];
  if (next === undefined) throw new Error('There is no rest of nothing.');
  const message = say`There are ${problems.length - mostProblems} more problems from here on.`;
  return { rule: 'yaml/more-problems', severity: 'information', message, at: next.at };
}
