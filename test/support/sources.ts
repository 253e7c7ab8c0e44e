import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { parse } from 'acorn';

/** The project's root folder. */
export const root = join(import.meta.dirname, '..', '..');

/** A node of the ESTree, as far as the house's tests look at it. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** Paths of the project's own sources below the given folders, relative to the root, sorted. */
export function sourceFiles(...folders: readonly string[]): string[] {
  const patterns = folders.map(folder => `${folder}/**/*.{ts,mjs,cjs,js}`);
  return globSync(patterns, { cwd: root, exclude: ['**/node_modules/**', '**/dist/**', '**/.cache/**'] })
    .map(path => path.replaceAll('\\', '/'))
    .sort();
}

export function readSource(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Parses a source file; types are blanked out first, so that positions stay true. */
export function parseSource(path: string): SyntaxNode {
  const text = readSource(path);
  const script = path.endsWith('.ts') ? stripTypeScriptTypes(text, { mode: 'strip' }) : text;
  const isScript = /\.cjs$/.test(path) || path === 'webpack.config.js';
  return parse(script, {
    ecmaVersion: 'latest',
    sourceType: isScript ? 'script' : 'module',
    allowHashBang: true,
  }) as unknown as SyntaxNode;
}

/** Visits every node below `node`, itself included. */
export function walk(node: SyntaxNode, visit: (node: SyntaxNode) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, visit);
    }
  }
}

export function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}

/** Line of a character position, from 1. */
export function lineOf(text: string, position: number): number {
  let line = 1;
  for (let index = text.indexOf('\n'); index >= 0 && index < position; index = text.indexOf('\n', index + 1))
    line++;
  return line;
}
