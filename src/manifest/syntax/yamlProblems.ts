import type { Problem } from '../problem.ts';
import type { RuleFacts } from '../rule.ts';
import { type Message, say } from '../say.ts';
import { stretchOf } from './bareScalars.ts';
import type { Part } from './composeCut.ts';
import type { SyntaxFlaw } from './composed.ts';
import { yamlFixes } from './yamlFixes.ts';

export const yamlFacts: readonly RuleFacts[] = [
  {
    id: 'yaml/syntax',
    severity: 'error',
    summary: 'The text is no valid YAML.',
    why: 'No tool can read it: kubectl refuses the whole file.',
  },
  {
    id: 'yaml/too-large',
    severity: 'warning',
    summary: 'The document is larger than what a cluster stores.',
    why: 'etcd takes no object above 1.5 MiB, so the API server refuses it. Timonel does not read such a document either.',
  },
  {
    id: 'yaml/more-problems',
    severity: 'information',
    summary: 'A document has more problems than are told one by one.',
    why: 'After the first thousand only their number is told, so that the editor stays quick.',
  },
];

/** Words for what is wrong with the YAML itself; the parser's own sentence where we have no better one. */
export function yamlProblems({ piece, flaws }: Part): readonly Problem[] {
  return flaws
    .filter(flaw => !isHarmless(flaw))
    .map(flaw => ({
      rule: flaw.code === 'TOO_LARGE' ? 'yaml/too-large' : 'yaml/syntax',
      severity: flaw.code === 'TOO_LARGE' ? ('warning' as const) : ('error' as const),
      message: wordsFor(flaw),
      at: stretchOf(piece, flaw.from, flaw.to),
      fixes: () => yamlFixes(piece, flaw),
    }));
}

/** What libyaml, and so kubectl, takes without a word. */
const harmless: ReadonlySet<string> = new Set(['BAD_DIRECTIVE', 'TAG_RESOLVE_FAILED']);

function isHarmless(flaw: SyntaxFlaw): boolean {
  return harmless.has(flaw.code);
}

function wordsFor({ code, message }: SyntaxFlaw): Message {
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return say`This line nests two "key: value" pairs: quote the value, or put the inner pair on a line of its own, indented.`;
    case 'TAB_AS_INDENT':
      return say`YAML is indented with spaces; this line has a tab.`;
    case 'BAD_INDENT':
      return say`The indentation fits nothing above: line it up with its neighbours.`;
    case 'TOO_LARGE':
      return say`This document has more than 1.5 MiB, which no cluster stores as one object; it is not checked.`;
    case 'CONTROL':
      return say`YAML takes no control characters, and here is ${message}: write it as an escape in double quotes, or leave it out.`;
    case 'MISSING_CHAR':
      return say`YAML cannot read this: ${message}.`;
    default:
      return say`YAML cannot read this: ${message}`;
  }
}
