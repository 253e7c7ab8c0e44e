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
  // The request names the kind already: another one in the text is refused before anything is read.
  const open = [...lines.keys()].filter(at => !/^(?:apiVersion|kind):/.test(lines[at] ?? ''));
  const at = oneOf(open, random);
  lines[at] = oneOf(breaks, random)(lines[at] ?? '');
  return lines.join('\n');
}
