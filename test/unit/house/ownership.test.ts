import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  isNode,
  lineOf,
  parseSource,
  readSource,
  type SyntaxNode,
  sourceFiles,
  walk,
} from '../../support/sources.ts';

/** Calls whose result has to be disposed of by somebody. */
const ownable =
  /^(register[A-Z]|onDid[A-Z]|onWill[A-Z]|create(TreeView|WebviewPanel|OutputChannel|StatusBarItem|DiagnosticCollection|FileSystemWatcher|TextEditorDecorationType|QuickPick|InputBox)$)/;

/** Names the calls in a file whose ownable result is dropped on the floor. */
function droppedIn(file: string): string[] {
  const text = readSource(file);
  const dropped: string[] = [];
  walk(parseSource(file), node => {
    if (node.type !== 'ExpressionStatement') return;
    const name = calledName(node['expression']);
    if (name && ownable.test(name))
      dropped.push(`${file}:${lineOf(text, node.start)} drops the result of ${name}`);
  });
  return dropped;
}

function calledName(expression: unknown): string | undefined {
  if (!isNode(expression) || expression.type !== 'CallExpression') return undefined;
  const callee = expression['callee'] as SyntaxNode;
  const name = callee.type === 'MemberExpression' ? callee['property'] : callee;
  return isNode(name) && typeof name['name'] === 'string' ? name['name'] : undefined;
}

suite('ownership', () => {
  test('every registration has an owner', () => {
    assert.deepEqual(sourceFiles('src/editor').concat('src/extension.ts').flatMap(droppedIn), []);
  });
});
