/**
 * Text from files and clusters as markdown that shows it as it is: no emphasis, links, images, tags or headings come of
 * it, and no address becomes a link by itself.
 */
export function escaped(text: string): string {
  return text
    .replace(/(?![\t\n\r])[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!|<>~&$@:]/g, mark => `\\${mark}`)
    .replace(/[ \t]*\r?\n[ \t]*/g, '  \n');
}

/** Text as inline code, whatever it holds. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(match => match[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A link to a page that documents something; nothing where the address is not a plain https one. */
export function pageLink(words: string, address: string | undefined): string | undefined {
  if (address === undefined || !/^https:\/\/[\w.-]+(?:\/[\w./#?=&%+~-]*)?$/.test(address)) return undefined;
  return `[${escaped(words)}](<${address}>)`;
}
