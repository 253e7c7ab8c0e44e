import { parser } from '@prometheus-io/lezer-promql';
import { keptByNode } from '../keptByNode.ts';
import { type Message, say } from '../say.ts';
import type { ScalarNode } from '../syntax/node.ts';
import { typeProblem } from './promqlTypes.ts';

/** Longer texts are no queries that a person wrote, and are passed over. */
const longest = 20_000;

/** Brackets nested deeper than this end the parser's patience, which would look like an error. */
const deepest = 200;

/**
 * What Prometheus would refuse in a query, as a whole sentence; undefined where it parses and its types fit. Marks of other
 * tools (`{{args.service}}`, `$__range`) count as whatever makes the query right.
 */
export function queryProblem(query: string): Message | undefined {
  if (query.length > longest || nestingOf(query) > deepest) return undefined;
  const readings = withoutMarks(query);
  let first: Message | undefined;
  for (const reading of readings) {
    const problem = judged(reading);
    if (problem === undefined) return undefined;
    first ??= problem;
  }
  return first;
}

/** The same of a scalar that holds a query, judged once for as long as its text stays. */
export const problemOfQuery: (scalar: ScalarNode) => Message | undefined = keptByNode(scalar =>
  queryProblem(scalar.text),
);

function nestingOf(query: string): number {
  let depth = 0;
  let most = 0;
  for (const sign of query) {
    if (sign === '(') most = Math.max(most, ++depth);
    else if (sign === ')') depth--;
  }
  return most;
}

function judged(query: string): Message | undefined {
  if (query.trim() === '') return say`The query is empty; write a PromQL expression.`;
  const tree = parser.parse(query);
  return syntaxProblem(tree, query) ?? typeProblem(tree.topNode, query);
}

type Tree = ReturnType<typeof parser.parse>;

function syntaxProblem(tree: Tree, query: string): Message | undefined {
  let at: number | undefined;
  let openString: number | undefined;
  tree.iterate({
    enter(node) {
      if (node.type.isError) at ??= node.from;
      if (node.name === 'StringLiteral' && !isClosed(query.slice(node.from, node.to)))
        openString ??= node.from;
    },
  });
  if (openString !== undefined)
    return say`The string that begins at character ${openString + 1} of the query is not closed; add the quote at its end.`;
  return at === undefined ? undefined : brokenAt(query, at);
}

function brokenAt(query: string, at: number): Message {
  const rest = query.slice(at).trim();
  const call = /([A-Za-z_]\w*)\s*$/.exec(query.slice(Math.max(0, at - 80), at));
  if (call?.[1] !== undefined && rest.startsWith('('))
    return say`PromQL has no function ${call[1]}; correct its name.`;
  if (rest === '') return say`The query breaks off at its end; a bracket or an operand is missing.`;
  const near = rest.length > 20 ? `${rest.slice(0, 20)}…` : rest;
  return say`The query does not parse at character ${at + 1}, before “${near}”; Prometheus refuses it.`;
}

function isClosed(text: string): boolean {
  return text.length > 1 && text.endsWith(text.charAt(0));
}

const mark = /\{\{[^{}]*\}\}|\$\{[^{}]*\}|\$__?\w+|\$\([^()]*\)/g;

/** The query with every mark replaced by text of the same length: first as a name or, in brackets, a duration; then as a number. */
function withoutMarks(query: string): readonly string[] {
  mark.lastIndex = 0;
  if (!mark.test(query)) return [query];
  const asName = query.replace(mark, (text: string, at: number) => {
    const isDuration =
      /[[:]\s*$/.test(query.slice(0, at)) && query.lastIndexOf('[', at) > query.lastIndexOf(']', at);
    return (isDuration ? '1m' : 'x'.repeat(text.length)).padEnd(text.length);
  });
  const asNumber = query.replace(mark, text => '1'.padEnd(text.length));
  return [asName, asNumber];
}
