import type { SyntaxNode as QueryNode } from '@lezer/common';
import { type Message, say } from '../say.ts';
import { type QueryType, queryFunctions } from './promqlFunctions.ts';

/** Deeper queries are passed over rather than risking the stack. */
const deepest = 150;

class Misfit {
  readonly message: Message;
  constructor(message: Message) {
    this.message = message;
  }
}

/** A type; undefined where a function is newer than our table; or what does not fit. */
type Verdict = QueryType | undefined | Misfit;

/**
 * What the types of a query that parses have against it: a range where a moment is wanted or the other way round, arguments
 * missing or too many, a selector without a condition. Rules of Prometheus's parser (promql/parser, checkAST).
 */
export function typeProblem(query: QueryNode, text: string): Message | undefined {
  const top = query.firstChild;
  const verdict = top === null ? undefined : typeOf(top, text, 0);
  if (verdict instanceof Misfit) return verdict.message;
  if (verdict === 'range vector')
    return say`The query gives a range of values for each series, which no rule can use; wrap it in a function such as rate or avg_over_time.`;
  if (verdict === 'string') return say`The query gives a string, which no rule can use.`;
  return undefined;
}

function typeOf(node: QueryNode, text: string, depth: number): Verdict {
  if (depth > deepest) return undefined;
  const judge = judges[node.name];
  return judge === undefined ? undefined : judge(node, text, depth + 1);
}

const judges: Readonly<Record<string, (node: QueryNode, text: string, depth: number) => Verdict>> = {
  NumberDurationLiteral: () => 'scalar',
  StringLiteral: () => 'string',
  VectorSelector: selector,
  MatrixSelector: range,
  SubqueryExpr: subquery,
  ParenExpr: inner,
  OffsetExpr: inner,
  StepInvariantExpr: inner,
  AnchoredExpr: inner,
  SmoothedExpr: inner,
  UnaryExpr: unary,
  BinaryExpr: binary,
  AggregateExpr: aggregation,
  FunctionCall: call,
};

function inner(node: QueryNode, text: string, depth: number): Verdict {
  return node.firstChild === null ? undefined : typeOf(node.firstChild, text, depth);
}

function selector(node: QueryNode, text: string): Verdict {
  if (node.getChild('Identifier') !== null) return 'instant vector';
  const matchers = node.getChild('LabelMatchers');
  const conditions = matchers === null ? '' : text.slice(matchers.from + 1, matchers.to - 1);
  if (/["'`]/.test(conditions.replace(/=\s*""|=~\s*"(?:\.\*)?"/g, ''))) return 'instant vector';
  return new Misfit(
    say`A selector without a metric name needs at least one label that cannot be empty; Prometheus would read every series.`,
  );
}

function range(node: QueryNode, text: string, depth: number): Verdict {
  const of = node.firstChild;
  if (of === null || of.name === 'VectorSelector' || isShifted(of)) {
    const verdict = of === null ? undefined : typeOf(of, text, depth);
    return verdict instanceof Misfit ? verdict : 'range vector';
  }
  if (of.name === 'BinaryExpr' || of.name === 'UnaryExpr') return operatorOnRange();
  return new Misfit(
    say`A range like [5m] stands behind the name of a metric only; to look back over an expression write a subquery, as [5m:].`,
  );
}

function isShifted(node: QueryNode): boolean {
  return (
    ['OffsetExpr', 'StepInvariantExpr'].includes(node.name) && node.firstChild?.name === 'VectorSelector'
  );
}

function operatorOnRange(): Misfit {
  return new Misfit(
    say`Operators take no ranges like metric[5m]; wrap the range in a function such as rate first.`,
  );
}

function subquery(node: QueryNode, text: string, depth: number): Verdict {
  const of = inner(node, text, depth);
  if (of instanceof Misfit || of === undefined || of === 'instant vector')
    return of instanceof Misfit ? of : 'range vector';
  return new Misfit(say`A subquery looks back over an instant vector, not over a ${of}.`);
}

function unary(node: QueryNode, text: string, depth: number): Verdict {
  const of = node.lastChild === null ? undefined : typeOf(node.lastChild, text, depth);
  return of === 'range vector' ? operatorOnRange() : of;
}

const comparisons = new Set(['Eql', 'Neq', 'Lte', 'Lss', 'Gte', 'Gtr']);
const sets = new Set(['And', 'Or', 'Unless']);

function binary(node: QueryNode, text: string, depth: number): Verdict {
  const { firstChild: left, lastChild: right } = node;
  if (left === null || right === null) return undefined;
  const operands = [typeOf(left, text, depth), typeOf(right, text, depth)];
  for (const operand of operands) {
    if (operand instanceof Misfit) return operand;
    if (operand === 'range vector') return operatorOnRange();
    if (operand === 'string') return new Misfit(say`Operators take no strings.`);
  }
  if (operands.includes(undefined)) return operands.includes('instant vector') ? 'instant vector' : undefined;
  if (operands.includes('instant vector')) return onVectors(node, operands);
  return onScalars(node);
}

function onScalars(node: QueryNode): Verdict {
  const operator = left(node);
  if (sets.has(operator))
    return new Misfit(
      say`The operators and, or and unless take no plain numbers; wrap a number as vector(1).`,
    );
  if (comparisons.has(operator) && node.getChild('BoolModifier') === null)
    return new Misfit(say`Numbers are compared with the word bool, as in 1 > bool 0.`);
  return 'scalar';
}

function onVectors(node: QueryNode, operands: readonly Verdict[]): Verdict {
  const operator = left(node);
  if (sets.has(operator) && operands.includes('scalar'))
    return new Misfit(
      say`The operators and, or and unless take no plain numbers; wrap a number as vector(1).`,
    );
  if (node.getChild('BoolModifier') !== null && !comparisons.has(operator))
    return new Misfit(say`The word bool stands behind comparisons only.`);
  return 'instant vector';
}

function left(node: QueryNode): string {
  return node.firstChild?.nextSibling?.name ?? '';
}

const withNumber = new Set(['topk', 'bottomk', 'quantile', 'limitk', 'limit_ratio']);

function aggregation(node: QueryNode, text: string, depth: number): Verdict {
  const operator = node.getChild('AggregateOp');
  const name = operator === null ? '' : text.slice(operator.from, operator.to).toLowerCase();
  const takes: QueryType[] = ['instant vector'];
  if (withNumber.has(name)) takes.unshift('scalar');
  if (name === 'count_values') takes.unshift('string');
  const misfit = argumentsMisfit(node, text, depth, {
    name,
    takes,
    atLeast: takes.length,
    isVariadic: false,
  });
  return misfit ?? 'instant vector';
}

function call(node: QueryNode, text: string, depth: number): Verdict {
  const identifier = node.getChild('FunctionIdentifier');
  const name = identifier === null ? '' : text.slice(identifier.from, identifier.to).toLowerCase();
  const known = queryFunctions.get(name);
  if (known === undefined) return undefined;
  return argumentsMisfit(node, text, depth, { name, ...known }) ?? known.gives;
}

interface Wanted {
  readonly name: string;
  readonly takes: readonly QueryType[];
  readonly atLeast: number;
  readonly isVariadic: boolean;
}

function argumentsMisfit(node: QueryNode, text: string, depth: number, wanted: Wanted): Misfit | undefined {
  const body = node.getChild('FunctionCallBody');
  const given: QueryNode[] = [];
  for (let child = body?.firstChild ?? null; child !== null; child = child.nextSibling)
    if (child.name !== 'LineComment') given.push(child);
  const { name, takes } = wanted;
  if (given.length < wanted.atLeast || (given.length > takes.length && !wanted.isVariadic))
    return new Misfit(
      say`${name} takes ${countOf(wanted)} arguments in its brackets (${takes.join(', ')}) and has ${given.length}.`,
    );
  for (const [index, argument] of given.entries()) {
    const type = takes[Math.min(index, takes.length - 1)];
    const verdict = typeOf(argument, text, depth);
    if (verdict instanceof Misfit) return verdict;
    if (verdict !== undefined && verdict !== type) return wrongArgument(name, type ?? '', verdict);
  }
  return undefined;
}

function countOf(wanted: Wanted): string {
  const most = wanted.isVariadic ? '…' : String(wanted.takes.length);
  return most === String(wanted.atLeast) ? most : `${wanted.atLeast}–${most}`;
}

function wrongArgument(name: string, wanted: string, got: QueryType): Misfit {
  if (wanted === 'range vector' && got === 'instant vector')
    return new Misfit(
      say`${name} looks back over a range; write it behind the metric, as ${name}(metric[5m]).`,
    );
  return new Misfit(say`${name} wants here: ${wanted}. The query gives it: ${got}.`);
}
