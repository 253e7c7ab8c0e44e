import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  lineOf,
  parseSource,
  readSource,
  type SyntaxNode,
  sourceFiles,
  walk,
} from '../../support/sources.ts';

const maxFileLines = 300;
const maxFunctionLines = 60;
const maxParameters = 4;

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const everything = ['src', 'test', 'scripts'];

interface FunctionSpan {
  readonly place: string;
  readonly lines: number;
  readonly parameters: number;
}

function functionsOf(file: string): FunctionSpan[] {
  const text = readSource(file);
  const spans: FunctionSpan[] = [];
  walk(parseSource(file), node => {
    if (!functionTypes.has(node.type) || isSuiteBody(node, text)) return;
    const first = lineOf(text, node.start);
    spans.push({
      place: `${file}:${first}`,
      lines: lineOf(text, node.end) - first + 1,
      parameters: (node['params'] as readonly unknown[]).length,
    });
  });
  return spans;
}

/** The body of a test suite is a list of tests, not a function to hold in mind. */
function isSuiteBody(node: SyntaxNode, text: string): boolean {
  return /\b(suite|describe)\([^\n]*$/.test(text.slice(Math.max(0, node.start - 200), node.start));
}

suite('the size of things', () => {
  test(`no file has more than ${maxFileLines} lines`, () => {
    const long = sourceFiles(...everything)
      .map(file => ({ file, lines: readSource(file).trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > maxFileLines);
    assert.deepEqual(long, []);
  });

  test(`no function has more than ${maxFunctionLines} lines`, () => {
    const long = sourceFiles(...everything)
      .flatMap(functionsOf)
      .filter(({ lines }) => lines > maxFunctionLines);
    assert.deepEqual(long, []);
  });

  test(`no function takes more than ${maxParameters} parameters`, () => {
    const wide = sourceFiles('src')
      .flatMap(functionsOf)
      .filter(({ parameters }) => parameters > maxParameters);
    assert.deepEqual(wide, []);
  });
});
