import type { Schema } from '../schema/schema.ts';
import { companions, popularityOf } from './popularFields.ts';

/** Text as a snippet that inserts it as it is. */
export function literal(text: string): string {
  return text.replace(/[\\$}]/g, mark => `\\${mark}`);
}

const deepest = 4;

/**
 * Writes the snippet of a field: its key and what has to stand below it. Every line carries its whole indentation. Stops
 * are numbered through the whole snippet, so one writer makes one snippet.
 */
export class SnippetWriter {
  readonly #listIndent: number;
  #stops = 0;

  /** `listIndent`: by how many columns a list's dashes stand behind the key of their list (2, or 0). */
  constructor(listIndent: number) {
    this.#listIndent = listIndent;
  }

  /** `name:` with its value, at a column. */
  field(name: string, schema: Schema | undefined, column: number, depth = 0): string {
    return `${literal(name)}:${this.#below(schema, column, depth)}`;
  }

  /** `- ` and what an item needs, for a dash at a column. */
  item(schema: Schema | undefined, column: number, depth = 0): string {
    return `- ${this.itemContent(schema, column + 2, depth)}`;
  }

  /** What an item needs, its first line without indentation. */
  itemContent(schema: Schema | undefined, column: number, depth = 0): string {
    const names = schema === undefined ? [] : fieldsToBring(schema);
    if (schema?.items !== undefined) return this.item(schema.items, column, depth + 1);
    if (schema === undefined || names.length === 0 || depth >= deepest) return this.value(schema);
    return this.fields(names, schema, { column, depth });
  }

  /** Several fields at a column, the first line without indentation. */
  fields(
    names: readonly string[],
    schema: Schema,
    { column, depth }: { readonly column: number; readonly depth: number },
  ): string {
    return names
      .map(name => this.field(name, schema.property(name), column, depth + 1))
      .join(`\n${' '.repeat(column)}`);
  }

  /** A scalar to fill in: a choice of the allowed values, the default, or nothing. */
  value(schema: Schema | undefined): string {
    const stop = ++this.#stops;
    const choices = schema === undefined ? [] : choicesOf(schema);
    if (choices.length > 0) return `\${${stop}|${choices.map(escapedChoice).join(',')}|}`;
    const preset = schema?.json.default;
    if (preset !== undefined && typeof preset !== 'object') return `\${${stop}:${literal(String(preset))}}`;
    return `$${stop}`;
  }

  #below(schema: Schema | undefined, column: number, depth: number): string {
    const shape = schema === undefined ? 'scalar' : shapeOf(schema);
    if (shape === 'scalar') return ` ${this.value(schema)}`;
    if (shape === 'list') {
      const dash = column + this.#listIndent;
      return `\n${' '.repeat(dash)}${this.item(schema?.items, dash, depth)}`;
    }
    const pad = `\n${' '.repeat(column + 2)}`;
    const names = schema === undefined || depth >= deepest ? [] : fieldsToBring(schema);
    if (schema === undefined || names.length === 0) return `${pad}$${++this.#stops}`;
    return `${pad}${this.fields(names, schema, { column: column + 2, depth })}`;
  }
}

/** What a schema's values look like in the text. What may be anything is written as a scalar. */
export function shapeOf(schema: Schema): 'map' | 'list' | 'scalar' {
  if (schema.isIntOrString || schema.json.format === 'quantity') return 'scalar';
  if (schema.items !== undefined || schema.json.type === 'array') return 'list';
  const { type } = schema.json;
  const isMap = type === 'object' || schema.propertyNames.length > 0 || schema.additional !== undefined;
  return isMap || schema.isEmbeddedResource ? 'map' : 'scalar';
}

/** Fields that come along with their parent: the required ones, and those that nobody leaves out. */
export function fieldsToBring(schema: Schema): readonly string[] {
  const known = new Set(schema.propertyNames);
  const brought = new Set([...(companions[schema.typeName ?? ''] ?? []), ...schema.required]);
  return [...brought].filter(name => known.has(name)).sort((a, b) => popularityOf(a) - popularityOf(b));
}

/** The values that a schema allows, as YAML; none where they are open. */
export function choicesOf(schema: Schema): readonly string[] {
  const { json } = schema;
  if (json.type === 'boolean') return json.default === true ? ['false', 'true'] : ['true', 'false'];
  return (json.enum ?? []).filter(value => value !== '' && value !== null).map(yamlScalar);
}

/** A scalar in YAML: strings that would be read as something else are quoted. */
export function yamlScalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const isPlain =
    /^[A-Za-z_./][\w./+@-]*(?: [\w./+@-]+)*$/.test(value) &&
    !/^(?:true|false|yes|no|on|off|null|y|n|\.nan|\.inf)$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}

function escapedChoice(text: string): string {
  return text.replace(/[\\$},|]/g, mark => `\\${mark}`);
}
