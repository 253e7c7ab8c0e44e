import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One field of a model class, as the generated client declares it. */
export interface ModelField {
  /** Name in JSON: `default`, where the class says `_default`. */
  readonly name: string;
  /** TypeScript type: `string`, `Array<V1Container>`, `{ [key: string]: string; }`, `V1Probe`. */
  readonly type: string;
  /** `int32`, `int64`, `double`, `byte`, `date-time`, `int-or-string`, or the empty string. */
  readonly format: string;
  readonly isRequired: boolean;
  readonly description: string | undefined;
}

export interface Model {
  /** Class name: `V1Pod`, `CoreV1Event`. */
  readonly name: string;
  readonly description: string | undefined;
  readonly fields: readonly ModelField[];
}

interface ModelClass {
  readonly getAttributeTypeMap?: () => readonly {
    readonly name: string;
    readonly baseName: string;
    readonly type: string;
    readonly format: string;
  }[];
}

/** Folder of the installed client's generated code, with `models` and `apis` in it. */
export function generatedFolder(): string {
  const main = createRequire(import.meta.url).resolve('@kubernetes/client-node');
  return join(dirname(main), 'gen');
}

/**
 * Reads every model of the client: types and formats from the classes' attribute maps (which have what the declarations
 * lost: integer widths, base64), what is required and the descriptions from the declaration files.
 */
export async function readModels(folder: string): Promise<ReadonlyMap<string, Model>> {
  const url = pathToFileURL(join(folder, 'models', 'all.js')).href;
  const classes = (await import(url)) as Readonly<Record<string, ModelClass>>;
  const models = Object.entries(classes).flatMap(([name, made]) => {
    const attributes = made.getAttributeTypeMap?.();
    if (attributes === undefined) return [];
    const declared = readFileSync(join(folder, 'models', `${name}.d.ts`), 'utf8');
    return [[name, modelOf(name, attributes, declared)] as const];
  });
  return new Map(models.sort(([left], [right]) => (left < right ? -1 : 1)));
}

type Attributes = ReturnType<NonNullable<ModelClass['getAttributeTypeMap']>>;

function modelOf(name: string, attributes: Attributes, declared: string): Model {
  const members = membersOf(declared);
  const fields = attributes.map(({ name: member, baseName, type, format }) => ({
    name: baseName,
    type,
    format,
    isRequired: members.get(member)?.isRequired ?? false,
    description: members.get(member)?.description,
  }));
  const head = /\/\*\*\n\* ([^\n]*)\n\*\/\nexport declare class/.exec(declared);
  return { name, description: head?.[1] && unescaped(head[1]), fields };
}

/** The declared properties by name. The generator writes each comment on one line. */
function membersOf(declared: string) {
  const pattern = /(?: {4}\/\*\*\n {4}\* ([^\n]*)\n {4}\*\/\n)? {4}'([^'\n]+)'(\??): /g;
  return new Map(
    [...declared.matchAll(pattern)].map(([, comment, name = '', optional]) => [
      name,
      { isRequired: optional === '', description: comment && unescaped(comment) },
    ]),
  );
}

/** The generator puts a backslash before quotes and doubles the others. */
function unescaped(comment: string): string {
  return comment.replace(/\\(['"\\])/g, '$1').trim();
}
