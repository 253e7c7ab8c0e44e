import type { Severity } from '../../problem.ts';
import type { Report, RuleSet } from '../../rule.ts';
import type { ScalarNode } from '../../syntax/node.ts';
import { problemOfQuery } from '../promql.ts';

/** PromQL wherever it stands. */
export const queryRules: RuleSet = {
  facts: [
    {
      id: 'promql/query',
      severity: 'error',
      summary: 'A query is PromQL that Prometheus can read.',
      why: 'The operator’s webhook refuses a rule with another; elsewhere every evaluation fails, so that alerts, analyses and autoscaling stay silent.',
    },
  ],
};

/** Judges a PromQL query. Where other databases may answer it, `severity` is a warning. */
export function judgeQuery(query: ScalarNode, severity: Severity, report: Report): void {
  const problem = problemOfQuery(query);
  if (problem !== undefined) report('promql/query', query, problem, { severity });
}
