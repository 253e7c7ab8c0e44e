import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { commands, contextKeys, panels, settings, viewContainer, views } from '../../../src/editor/ids.ts';
import { readSource, sourceFiles } from '../../support/sources.ts';

interface Contributes {
  readonly commands: readonly { readonly command: string }[];
  readonly viewsContainers: Readonly<Record<string, readonly { readonly id: string }[]>>;
  readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
  readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
}

const manifestText = readSource('package.json');
const contributes = (JSON.parse(manifestText) as { contributes: Contributes }).contributes;
const english = JSON.parse(readSource('package.nls.json')) as Record<string, string>;
const spanish = JSON.parse(readSource('package.nls.es.json')) as Record<string, string>;

function sorted(values: Iterable<string>): string[] {
  return [...new Set(values)].sort();
}

suite('ids', () => {
  test('commands are those of the manifest', () => {
    assert.deepEqual(
      sorted(Object.values(commands)),
      sorted(contributes.commands.map(({ command }) => command)),
    );
  });

  test('menus name known commands only', () => {
    const known = new Set<string>(Object.values(commands));
    const used = Object.values(contributes.menus).flatMap(items => items.map(({ command }) => command));
    assert.deepEqual(
      used.filter(command => !known.has(command)),
      [],
    );
  });

  test('views and their container are those of the manifest', () => {
    assert.deepEqual(
      Object.values(contributes.viewsContainers)
        .flat()
        .map(({ id }) => id),
      [viewContainer],
    );
    assert.deepEqual(
      sorted(Object.values(views)),
      sorted(
        Object.values(contributes.views)
          .flat()
          .map(({ id }) => id),
      ),
    );
  });

  test('settings are those of the manifest', () => {
    assert.deepEqual(
      sorted(Object.values(settings)),
      sorted(Object.keys(contributes.configuration.properties)),
    );
  });

  test('context keys of the manifest are set by the code', () => {
    const used = [...manifestText.matchAll(/timonel:\w+/g)].map(([key]) => key);
    const known = new Set<string>(Object.values(contextKeys));
    assert.deepEqual(
      used.filter(key => !known.has(key)),
      [],
    );
  });

  test('every id stands in the typed file only', () => {
    const known = [...Object.values(commands), ...Object.values(settings), ...Object.values(panels)];
    const strays = sourceFiles('src/editor')
      .filter(file => file !== 'src/editor/ids.ts')
      .flatMap(file => known.filter(id => readSource(file).includes(`'${id}'`)).map(id => `${file}: ${id}`));
    assert.deepEqual(strays, []);
  });

  test('the README lists every command and every setting', () => {
    const readme = readSource('README.md');
    const missing = [...Object.values(commands), ...Object.values(settings)].filter(
      id => !readme.includes(`\`${id}\``),
    );
    assert.deepEqual(missing, []);
    const listed = [...readme.matchAll(/^\| `(timonel\.[\w.]+)`/gm)].map(match => match[1] ?? '');
    assert.deepEqual(sorted(listed), sorted([...Object.values(commands), ...Object.values(settings)]));
  });
});

suite('words', () => {
  test('the manifest has words for each key, in both languages, and no more', () => {
    const used = sorted([...manifestText.matchAll(/"%([\w.]+)%"/g)].map(match => match[1] ?? ''));
    assert.deepEqual(sorted(Object.keys(english)), used);
    assert.deepEqual(sorted(Object.keys(spanish)), used);
  });

  test('commands in the words exist', () => {
    const known = new Set<string>(Object.values(commands));
    const named = [...JSON.stringify([english, spanish]).matchAll(/command:([\w.]+)/g)].map(
      match => match[1] ?? '',
    );
    assert.deepEqual(
      named.filter(id => !known.has(id)),
      [],
    );
  });
});
