import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ObjectSnippet, readSnippets, type SnippetFileJson } from '../assist/objectSnippets.ts';

/** The snippets of a folder, file by file; none where the folder is not there. */
export function folderSnippets(folder: string): readonly ObjectSnippet[] {
  return filesIn(folder).flatMap(name =>
    readSnippets(JSON.parse(readFileSync(join(folder, name), 'utf8')) as SnippetFileJson),
  );
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.json'))
      .sort();
  } catch {
    return [];
  }
}
