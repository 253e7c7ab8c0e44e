import type { Random } from '../../../support/schemaMutations.ts';
import { oneOf } from './mutation.ts';

const breaks: readonly ((line: string) => string)[] = [
  line => `\t${line}`,
  line => ` ${line}`,
  line => line.slice(1),
  line => line.replace(':', ''),
  line => line.replace(': ', ':'),
  line => `${line} "`,
  line => `${line}: x`,
  line => `${line} [`,
  line => line.replace(/(\S)/, '- $1'),
  line => line.replace('- ', ''),
  line => `${line} # why`,
  line => `${line}#no`,
  line => line.replace(/: (.*)$/, ": '$1"),
  line => line.replace(/: (.*)$/, ': @$1'),
  line => line.replace(/: (.*)$/, ': *$1'),
  line => line.replace(/: (.*)$/, ': &a $1'),
  line => line.replace(/: (.*)$/, ': %$1'),
];

/** One line of the text spoiled, as a slip of the hand would. */
export function brokenText(text: string, random: Random): string {
  const lines = text.split('\n');
  const at = Math.floor(random() * lines.length);
  lines[at] = oneOf(breaks, random)(lines[at] ?? '');
  return lines.join('\n');
}
