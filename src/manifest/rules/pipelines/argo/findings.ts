import type { Report, ReportDetails } from '../../../rule.ts';
import type { Message } from '../../../say.ts';
import type { SyntaxNode } from '../../../syntax/node.ts';

/** A problem that was found in one node and is kept with it, to be filed again after every edit elsewhere. */
interface Finding {
  readonly rule: string;
  readonly at: SyntaxNode;
  readonly message: Message;
  readonly details: ReportDetails | undefined;
}

export type Findings = readonly Finding[];

/** Runs a check and keeps what it files instead of filing it. */
export function found(check: (report: Report) => void): Findings {
  const findings: Finding[] = [];
  check((rule, at, message, details) => findings.push({ rule, at, message, details }));
  return findings;
}

export function file(findings: Findings, report: Report): void {
  for (const { rule, at, message, details } of findings) report(rule, at, message, details);
}
