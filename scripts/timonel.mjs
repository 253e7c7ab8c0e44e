// npm run timonel -- COMMAND …: the terminal command from the sources.
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const madeOf = [
  'schemas/**/*.{json,yaml}',
  'scripts/schemas/**/*.ts',
  'src/manifest/schema/{core*,retiredKinds}.ts',
];

if (process.argv[2] === 'check' && !areSchemasFresh()) {
  const { writeSchemas } = await import('./schemas/buildSchemas.ts');
  await writeSchemas(join(root, 'dist', 'schemas'));
}

// The command looks for what came with it beside the script that was started.
process.argv[1] = join(root, 'src', 'cli', 'main.ts');
await import(pathToFileURL(process.argv[1]).href);

function areSchemasFresh() {
  const index = join(root, 'dist', 'schemas', 'index.json');
  if (!existsSync(index)) return false;
  const builtAt = statSync(index).mtimeMs;
  const sources = madeOf.flatMap(pattern => globSync(pattern, { cwd: root }));
  return sources.every(path => statSync(join(root, path)).mtimeMs <= builtAt);
}
