import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** What is said of a kind: path → text, the kind's own under `.`. */
export interface KindDescriptions {
  readonly group: string;
  readonly kind: string;
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads every `<group>/<Kind>.describe.yaml` below a folder. Paths with alternatives (`spec.{a,b}.c`) are spelled out. */
export function readDescriptions(folder: string): readonly KindDescriptions[] {
  return globSync('*/*.describe.yaml', { cwd: folder })
    .map(path => path.replaceAll('\\', '/'))
    .sort()
    .map(path => {
      const [group = '', file = ''] = path.split('/');
      const texts = load(readFileSync(join(folder, path), 'utf8')) as Readonly<Record<string, string>>;
      const spelled = Object.entries(texts).flatMap(([key, text]) =>
        spelledOut(key).map(each => [each, text.trim()] as const),
      );
      return { group, kind: file.replace('.describe.yaml', ''), texts: new Map(spelled) };
    });
}

/** `spec.{a,b}.c` → `spec.a.c`, `spec.b.c`. */
export function spelledOut(path: string): readonly string[] {
  const [all, before = '', choices = '', after = ''] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(path) ?? [];
  if (all === undefined) return [path];
  return choices.split(',').flatMap(choice => spelledOut(before + choice.trim() + after));
}
