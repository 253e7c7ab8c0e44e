import { type DeployPlan, type PlanStep, stepTitle } from './plan.ts';
import type { ProjectProblem } from './project.ts';

/**
 * Prints a plan as a table, one line a step, then its problems and what was left out.
 *
 *     1  namespaces     apply   Namespace churn            k8s/00-namespace.yaml:1
 */
export function planText(plan: DeployPlan): string {
  const rows = plan.steps.map((step, number) => [
    String(number + 1),
    step.phase,
    step.action,
    stepTitle(step),
    placeOf(step),
  ]);
  const skipped = plan.skipped.map(entry => [entry.path, entry.why]);
  const parts = [
    rows.length === 0 ? ['nothing to deploy'] : table(rows, 1),
    plan.problems.length === 0
      ? []
      : ['', 'problems:', ...plan.problems.map(problem => `  ${problemText(problem)}`)],
    skipped.length === 0 ? [] : ['', 'left out:', ...table(skipped).map(line => `  ${line}`)],
  ];
  return `${parts.flat().join('\n')}\n`;
}

/** `k8s/model.yaml:12:7: message`, as compilers print, so that tools find the place. */
export function problemText(problem: ProjectProblem): string {
  const { line, character } = problem.range.start;
  return `${problem.file}:${line + 1}:${character + 1}: ${problem.message}`;
}

function placeOf(step: PlanStep): string {
  return step.document.isRendered
    ? `${step.document.file} (rendered)`
    : `${step.document.file}:${step.document.rangeOf([]).start.line + 1}`;
}

/** Columns as wide as their widest cell; `rightAligned` columns from the left are numbers. */
function table(rows: readonly (readonly string[])[], rightAligned = 0): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  return rows.map(row =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column < rightAligned ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

/** The stable JSON shape of a plan, for programs. Lines and columns count from 1. */
export interface PlanJson {
  readonly steps: readonly {
    readonly action: 'apply' | 'create';
    readonly phase: string;
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace: string | null;
    readonly name: string;
    readonly file: string;
    readonly document: number;
    readonly item: string | null;
    readonly line: number;
  }[];
  readonly problems: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
  }[];
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
}

/** Makes the JSON shape of a plan. */
export function planJson(plan: DeployPlan): PlanJson {
  return {
    steps: plan.steps.map(step => ({
      action: step.action,
      phase: step.phase,
      apiVersion: step.apiVersion,
      kind: step.kind,
      namespace: step.namespace ?? null,
      name: step.name,
      file: step.document.file,
      document: step.document.index,
      item: step.document.item === '' ? null : step.document.item,
      line: step.document.rangeOf([]).start.line + 1,
    })),
    problems: plan.problems.map(problem => ({
      file: problem.file,
      line: problem.range.start.line + 1,
      column: problem.range.start.character + 1,
      message: problem.message,
    })),
    skipped: plan.skipped,
  };
}
