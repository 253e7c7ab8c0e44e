import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** What is said of a kind. */
export interface KindDescriptions {
  readonly group: string;
  readonly kind: string;
  /** Path → text, the kind's own under `.`. */
  readonly texts: ReadonlyMap<string, string>;
  /** Parts that are described elsewhere. */
  readonly likes: readonly Like[];
}

/** A part of a kind that has the fields of another kind's part, and so its words where there are none of its own. */
export interface Like {
  /** Path of the part, `.` for the whole. */
  readonly at: string;
  readonly group: string;
  readonly kind: string;
  /** Path of the part that is described, `.` for the whole. */
  readonly from: string;
}

interface DescriptionFile {
  readonly like?: Readonly<Record<string, string>>;
  readonly [path: string]: string | Readonly<Record<string, string>> | undefined;
}

/**
 * Reads every `<group>/<Kind>.describe.yaml` below a folder: texts by path, alternatives as `spec.{a,b}.c`, and under `like`
 * the parts that are described with another kind: `spec.template.spec: jobset.x-k8s.io/JobSet#spec`.
 */
export function readDescriptions(folder: string): readonly KindDescriptions[] {
  return globSync('*/*.describe.yaml', { cwd: folder })
    .map(path => path.replaceAll('\\', '/'))
    .sort()
    .map(path => {
      const [group = '', file = ''] = path.split('/');
      const { like = {}, ...texts } = load(readFileSync(join(folder, path), 'utf8')) as DescriptionFile;
      const spelled = Object.entries(texts).flatMap(([key, text]) =>
        spelledOut(key).map(each => [each, String(text).trim()] as const),
      );
      const likes = Object.entries(like).flatMap(([at, source]) =>
        spelledOut(at).map(each => ({ at: each, ...sourceOf(source) })),
      );
      return { group, kind: file.replace('.describe.yaml', ''), texts: new Map(spelled), likes };
    });
}

function sourceOf(source: string): Omit<Like, 'at'> {
  const [name = '', from = '.'] = source.split('#');
  const [group = '', kind = ''] = name.split('/');
  return { group, kind, from };
}

/** `spec.{a,b}.c` → `spec.a.c`, `spec.b.c`. */
export function spelledOut(path: string): readonly string[] {
  const [all, before = '', choices = '', after = ''] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(path) ?? [];
  if (all === undefined) return [path];
  return choices.split(',').flatMap(choice => spelledOut(before + choice.trim() + after));
}
