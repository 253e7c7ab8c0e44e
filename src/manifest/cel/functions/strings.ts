import { lastPositionOf, lengthOf, positionOf, sliceOf } from '../text.ts';
import { type Budget, CelError, CelList, type Value } from '../value.ts';
import {
  type CelFunction,
  type FunctionTable,
  ofString,
  ofStrings,
  positionIn,
  stringsOf,
} from './callable.ts';
import { formatText } from './stringFormat.ts';

/** CEL's own functions of strings, and its strings extension, version 2. */
export const stringFunctions: FunctionTable = {
  '.startsWith': ofStrings((text, part) => text.startsWith(part)),
  '.endsWith': ofStrings((text, part) => text.endsWith(part)),
  '.contains': ofStrings((text, part) => text.includes(part)),
  '.charAt': charAt,
  '.indexOf': indexOf,
  '.lastIndexOf': lastIndexOf,
  '.substring': substring,
  '.lowerAscii': ofString(text => text.replace(/[A-Z]+/g, letters => letters.toLowerCase())),
  '.upperAscii': ofString(text => text.replace(/[a-z]+/g, letters => letters.toUpperCase())),
  '.trim': ofString(text => text.replace(/^[\s\u0085]+/, '').trimEnd()),
  '.replace': replace,
  '.split': split,
  '.join': join,
  '.reverse': ofString(text => [...text].reverse().join('')),
  '.format': format,
  'strings.quote': ofString(quote),
};

function charAt([text, at, ...more]: readonly Value[]): Value | undefined {
  if (typeof text !== 'string' || typeof at !== 'bigint' || more.length > 0) return undefined;
  const position = positionIn(at, lengthOf(text));
  return sliceOf(text, position, position + 1);
}

function indexOf([text, part, from, ...more]: readonly Value[]): Value | undefined {
  if (typeof text !== 'string' || typeof part !== 'string' || more.length > 0) return undefined;
  if (from === undefined) return BigInt(positionOf(text, part, 0));
  return typeof from === 'bigint'
    ? BigInt(positionOf(text, part, positionIn(from, lengthOf(text))))
    : undefined;
}

function lastIndexOf([text, part, from, ...more]: readonly Value[]): Value | undefined {
  if (typeof text !== 'string' || typeof part !== 'string' || more.length > 0) return undefined;
  const length = lengthOf(text);
  if (from === undefined) return BigInt(lastPositionOf(text, part, length));
  return typeof from === 'bigint' ? BigInt(lastPositionOf(text, part, positionIn(from, length))) : undefined;
}

function substring([text, from, to, ...more]: readonly Value[]): Value | undefined {
  if (typeof text !== 'string' || typeof from !== 'bigint' || more.length > 0) return undefined;
  const length = lengthOf(text);
  const start = positionIn(from, length);
  if (to === undefined) return sliceOf(text, start);
  if (typeof to !== 'bigint') return undefined;
  const end = positionIn(to, length);
  if (end < start) throw new CelError(`the end ${end} lies before the start ${start}`);
  return sliceOf(text, start, end);
}

function replace([text, from, to, count, ...more]: readonly Value[], budget: Budget): Value | undefined {
  if (typeof text !== 'string' || typeof from !== 'string' || typeof to !== 'string') return undefined;
  if (more.length > 0 || (count !== undefined && typeof count !== 'bigint')) return undefined;
  const most = count === undefined || count < 0n ? Number.POSITIVE_INFINITY : Number(count);
  const parts = text.split(from);
  budget.spend((text.length + Math.min(parts.length, most) * to.length) >> 4);
  if (most >= parts.length - 1 && from !== '') return parts.join(to);
  const first = from === '' ? Math.min(most, parts.length) : most;
  return from === ''
    ? parts.map((point, index) => (index < first ? to + point : point)).join('') +
        (first === parts.length && most > first ? to : '')
    : parts
        .slice(0, first)
        .map(piece => piece + to)
        .join('') + parts.slice(first).join(from);
}

function split([text, separator, limit, ...more]: readonly Value[], budget: Budget): Value | undefined {
  if (typeof text !== 'string' || typeof separator !== 'string' || more.length > 0) return undefined;
  if (limit !== undefined && typeof limit !== 'bigint') return undefined;
  budget.spend(text.length >> 2);
  const parts = separator === '' ? [...text] : text.split(separator);
  if (limit === undefined || limit < 0n) return new CelList(parts);
  if (limit === 0n) return new CelList([]);
  const most = Number(limit);
  if (parts.length <= most) return new CelList(parts);
  return new CelList([...parts.slice(0, most - 1), parts.slice(most - 1).join(separator)]);
}

function join([list, separator = '', ...more]: readonly Value[], budget: Budget): Value | undefined {
  const parts = stringsOf(list);
  if (parts === undefined || typeof separator !== 'string' || more.length > 0) return undefined;
  const joined = parts.join(separator);
  budget.spend((joined.length >> 4) + parts.length);
  return joined;
}

function format(values: readonly Value[], budget: Budget): ReturnType<CelFunction> {
  const [pattern, list] = values;
  if (typeof pattern !== 'string' || !(list instanceof CelList) || values.length !== 2) return undefined;
  return formatText(pattern, list.items, budget);
}

const quoted: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

function quote(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that have to be written as escapes.
  return `"${text.replace(/[\u0007-\r\\"]/g, mark => quoted[mark] ?? mark)}"`;
}
