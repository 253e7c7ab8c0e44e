import type { Span } from '../../training/panel/ansi.ts';
import type { LogRow } from '../../training/panel/messages.ts';
import { html } from '../drift/elements.ts';
import { colourOf } from './sourceNames.ts';

const terminalColours = [
  ...['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'],
  ...['BrightBlack', 'BrightRed', 'BrightGreen', 'BrightYellow'],
  ...['BrightBlue', 'BrightMagenta', 'BrightCyan', 'BrightWhite'],
];

/** More of a line than this is not laid out; copying and saving give the whole. */
const mostCharacters = 10_000;

/** Draws a row; `name` is that of its container, where there are several. */
export function rowElement(row: LogRow | undefined, name: string | undefined): HTMLElement {
  if (!row) return html('div', { class: 'row pending', role: 'listitem' });
  const element = html('div', { class: 'row', role: 'listitem' });
  if (name !== undefined) {
    element.append(
      html('span', { class: `source colour-${colourOf(row.source)}`, title: name }, html('i'), name),
      ' ',
    );
  }
  element.append(html('span', { class: 'time' }, row.time ?? '', ' '));
  const line = html('span', { class: 'text' });
  let left = mostCharacters;
  for (const span of row.spans) {
    if (left <= 0) break;
    line.append(spanElement(span, left));
    left -= span.text.length;
  }
  if (left < 0) line.append('…');
  element.append(line);
  return element;
}

function spanElement(span: Span, most: number): Node {
  const text = span.text.slice(0, most);
  if (span.fg === undefined && span.bg === undefined && !span.style) return document.createTextNode(text);
  const element = html(
    'span',
    { class: [...(span.style ?? '')].map(letter => `ansi-${letter}`).join(' ') },
    text,
  );
  const isInverse = span.style?.includes('v') ?? false;
  const fg = colour(span.fg) ?? (isInverse ? 'var(--vscode-editor-foreground)' : '');
  const bg = colour(span.bg) ?? (isInverse ? 'var(--vscode-editor-background)' : '');
  element.style.color = isInverse ? bg : fg;
  element.style.backgroundColor = isInverse ? fg : bg;
  return element;
}

function colour(value: number | string | undefined): string | undefined {
  if (typeof value === 'string') return /^#[0-9a-f]{6}$/.test(value) ? value : undefined;
  const name = value === undefined ? undefined : terminalColours[value];
  return name === undefined ? undefined : `var(--vscode-terminal-ansi${name})`;
}
