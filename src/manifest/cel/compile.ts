import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import type { CelFunction } from './functions/callable.ts';
import { called, celFunctions, nameSpaces } from './functions/table.ts';
import { branch, conjunction, disjunction } from './logic.ts';
import { compileMacro } from './macros.ts';
import { binaryOperators, fieldOf, itemAt, negate, unwrapped } from './operators.ts';
import { type Code, type Compile, type Names, variable } from './scope.ts';
import {
  CelError,
  CelList,
  CelMap,
  LiteralMap,
  noOverload,
  Optional,
  TypeName,
  Uint,
  type Value,
} from './value.ts';

/** An expression that we cannot make out: bad syntax, a name or function that we do not know. */
export class CompileError extends Error {}

/**
 * Makes an expression ready to be evaluated over the named variables.
 *
 * The library's parser reads it; operators, functions and macros are ours, since they work on values that a schema types, count
 * their steps, compare sets and keyed lists, and know Kubernetes' functions. Throws a CompileError.
 */
export function compile(expression: string, variables: readonly string[]): Code {
  return compileNode(parsed(expression), new Set(variables));
}

const parser = new Environment({
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
  enableOptionalTypes: true,
  limits: { maxAstNodes: 20_000, maxDepth: 150 },
});

const functions = celFunctions();

const typeNames: ReadonlySet<string> = new Set(
  'int uint double bool string bytes list map null_type type google.protobuf.Timestamp google.protobuf.Duration net.IP net.CIDR kubernetes.URL kubernetes.Quantity'.split(
    ' ',
  ),
);

function parsed(expression: string): ASTNode {
  try {
    return parser.parse(expression).ast;
  } catch (error) {
    throw new CompileError(error instanceof Error ? error.message : String(error));
  }
}

const compileNode: Compile = (node, names) => {
  switch (node.op) {
    case 'value':
      return constant(node.args);
    case 'id':
      return identifier(node.args, names);
    case '.':
    case '.?':
      return fieldAccess(node, names);
    case '[]':
    case '[?]':
      return itemAccess(node, names);
    case 'call':
      return call(node.args[0], [], node.args[1], names);
    case 'rcall':
      return methodCall(node, names);
    case 'list':
      return list(node.args, names);
    case 'map':
      return map(node.args, names);
    case '?:':
      return branch(
        compileNode(node.args[0], names),
        compileNode(node.args[1], names),
        compileNode(node.args[2], names),
      );
    case '&&':
      return conjunction(compileNode(node.args[0], names), compileNode(node.args[1], names));
    case '||':
      return disjunction(compileNode(node.args[0], names), compileNode(node.args[1], names));
    case '!_':
      return negation(compileNode(node.args, names));
    case '-_':
      return minus(node.args, names);
    default:
      return binary(node.op, compileNode(node.args[0], names), compileNode(node.args[1], names));
  }
};

function constant(literal: string | number | bigint | boolean | null | object): Code {
  // The parser has a class of its own for unsigned numbers, which it does not hand out.
  const isUint = typeof literal === 'object' && literal !== null && !(literal instanceof Uint8Array);
  const value = isUint ? new Uint(BigInt(String(literal))) : literal;
  return () => value;
}

function identifier(name: string, names: Names): Code {
  if (names.has(name)) return scope => variable(scope, name);
  if (!typeNames.has(name)) throw new CompileError(`the name ${name} is unknown`);
  const type = new TypeName(name);
  return () => type;
}

function fieldAccess(node: ASTNode & { op: '.' | '.?' }, names: Names): Code {
  const [holderNode, name] = node.args;
  const dotted = dottedName(node);
  if (dotted !== undefined && typeNames.has(dotted)) {
    const type = new TypeName(dotted);
    return () => type;
  }
  const holder = compileNode(holderNode, names);
  const isOptional = node.op === '.?';
  return scope => picked(holder(scope), isOptional, name, value => fieldOf(value, name));
}

function itemAccess(node: ASTNode & { op: '[]' | '[?]' }, names: Names): Code {
  const holder = compileNode(node.args[0], names);
  const index = compileNode(node.args[1], names);
  const isOptional = node.op === '[?]';
  return scope => {
    const held = holder(scope);
    const at = index(scope);
    return picked(held, isOptional, at, value => itemAt(value, at));
  };
}

/** What a field or index leads to. Once an optional is on the way, the answer is optional; otherwise absence is an error. */
function picked(
  holder: Value,
  isOptional: boolean,
  key: Value,
  pick: (value: Value) => Value | undefined,
): Value {
  if (isOptional || holder instanceof Optional) {
    const inner = unwrapped(holder);
    return new Optional(inner === undefined ? undefined : pick(inner));
  }
  const value = pick(holder);
  if (value === undefined)
    throw new CelError(holder instanceof CelList ? `index out of bounds: ${key}` : `no such key: ${key}`);
  return value;
}

function methodCall(node: ASTNode & { op: 'rcall' }, names: Names): Code {
  const [name, receiver, values] = node.args;
  if (receiver.op === 'id' && nameSpaces.has(receiver.args) && !names.has(receiver.args))
    return call(`${receiver.args}.${name}`, [], values, names);
  return (
    compileMacro({ name, receiver, values, names, compile: compileNode }) ??
    call(`.${name}`, [receiver], values, names)
  );
}

function call(name: string, receiver: readonly ASTNode[], values: readonly ASTNode[], names: Names): Code {
  if (name === 'has') return presence(values, names);
  const known: CelFunction | undefined = functions.get(name);
  if (known === undefined) throw new CompileError(`the function ${name.replace(/^\./, '')} is unknown`);
  const codes = [...receiver, ...values].map(value => compileNode(value, names));
  return scope => {
    const given = codes.map(code => code(scope));
    return called(name, known(given, scope.budget), given);
  };
}

/** `has(a.b)`: whether a holds b. */
function presence(values: readonly ASTNode[], names: Names): Code {
  const [field] = values;
  if (values.length !== 1 || (field?.op !== '.' && field?.op !== '.?'))
    throw new CompileError('has() wants the name of a field');
  const holder = compileNode(field.args[0], names);
  const name = field.args[1];
  return scope => {
    const held = unwrapped(holder(scope));
    if (held === undefined) return false;
    return held instanceof CelMap ? held.has(name) : noOverload(`has(${name})`, [held]);
  };
}

function list(items: readonly ASTNode[], names: Names): Code {
  const codes = items.map(item => compileNode(item, names));
  return scope => new CelList(codes.map(code => code(scope)));
}

function map(entries: readonly (readonly [ASTNode, ASTNode])[], names: Names): Code {
  const codes = entries.map(([key, value]) => [compileNode(key, names), compileNode(value, names)] as const);
  return scope => new LiteralMap(codes.map(([key, value]) => [key(scope), value(scope)] as const));
}

function negation(code: Code): Code {
  return scope => {
    const value = code(scope);
    if (typeof value !== 'boolean') throw new CelError('no such overload: !_');
    return !value;
  };
}

/** The lowest int is written as the negation of a number that is itself too large. */
function minus(node: ASTNode, names: Names): Code {
  if (node.op === 'value' && node.args === 9223372036854775808n) return () => -9223372036854775808n;
  const code = compileNode(node, names);
  return scope => negate(code(scope));
}

function binary(operator: string, left: Code, right: Code): Code {
  const apply = binaryOperators[operator];
  if (apply === undefined) throw new CompileError(`the operator ${operator} is unknown`);
  return scope => apply(left(scope), right(scope), scope.budget);
}

function dottedName(node: ASTNode): string | undefined {
  if (node.op === 'id') return node.args;
  if (node.op !== '.') return undefined;
  const holder = dottedName(node.args[0]);
  return holder === undefined ? undefined : `${holder}.${node.args[1]}`;
}
