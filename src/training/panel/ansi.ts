/** A piece of a line in one style. Colours: 0–15 of the terminal's palette, else `#rrggbb`. */
export interface Span {
  readonly text: string;
  readonly fg?: number | string;
  readonly bg?: number | string;
  /** Of `b` bold, `d` dim, `i` italic, `u` underlined, `s` struck through, `v` colours exchanged. */
  readonly style?: string;
}

interface Pen {
  fg?: number | string | undefined;
  bg?: number | string | undefined;
  style: string;
}

const esc = String.fromCharCode(0x1b);
const bell = String.fromCharCode(0x07);
const sequence = new RegExp(
  `${esc}(?:\\[([0-9;:]{0,64})([ -/]{0,4}[@-~])|\\[[0-9;:?<=>]{0,32}[ -/]{0,4}[@-~]|\\][^${bell}${esc}]{0,512}(?:${bell}|${esc}\\\\)?|[@-Z\\\\^_=>])`,
  'g',
);
const control = new RegExp(
  `[${String.fromCharCode(0)}-${String.fromCharCode(8)}${String.fromCharCode(10)}-${String.fromCharCode(31)}${String.fromCharCode(127)}-${String.fromCharCode(159)}]`,
  'g',
);
// Marks that turn the direction of writing around can make a line read as what it is not.
const bidirectional = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Splits a text into pieces by its colour codes (SGR). Other terminal sequences go, other control characters become
 * the symbols that picture them, so that no log can move, hide or overwrite anything.
 */
export function readSpans(text: string): readonly Span[] {
  if (!text.includes(esc)) return [{ text: pictured(text) }];
  const spans: Span[] = [];
  const pen: Pen = { style: '' };
  let position = 0;
  const add = (end: number) => {
    if (end > position) spans.push(spanOf(pictured(text.slice(position, end)), pen));
  };
  for (const match of text.matchAll(sequence)) {
    add(match.index);
    position = match.index + match[0].length;
    if (match[2] === 'm') draw(pen, match[1] ?? '');
  }
  add(text.length);
  return spans;
}

/** Pictures control characters: ␛, ␀ and so on; direction marks as their code. Tabs stay. */
export function pictured(text: string): string {
  return text
    .replace(control, char => {
      const code = char.charCodeAt(0);
      return code < 32 ? String.fromCharCode(0x2400 + code) : code === 127 ? '␡' : '�';
    })
    .replace(bidirectional, char => `⟨U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}

function spanOf(text: string, { fg, bg, style }: Pen): Span {
  return {
    text,
    ...(fg === undefined ? {} : { fg }),
    ...(bg === undefined ? {} : { bg }),
    ...(style === '' ? {} : { style }),
  };
}

const switchesOn: Readonly<Record<number, string>> = { 1: 'b', 2: 'd', 3: 'i', 4: 'u', 7: 'v', 9: 's' };
const switchesOff: Readonly<Record<number, string>> = { 22: 'bd', 23: 'i', 24: 'u', 27: 'v', 29: 's' };

/** Applies one sequence of SGR parameters (ECMA-48, 8.3.117) to the pen. */
function draw(pen: Pen, parameters: string): void {
  const codes = parameters.split(/[;:]/).map(Number);
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0;
    const on = switchesOn[code];
    const off = switchesOff[code];
    if (code === 0) Object.assign(pen, { fg: undefined, bg: undefined, style: '' });
    else if (on) pen.style = pen.style.includes(on) ? pen.style : pen.style + on;
    else if (off) pen.style = [...pen.style].filter(letter => !off.includes(letter)).join('');
    else if (code === 38 || code === 48)
      index += drawExtended(pen, code === 38 ? 'fg' : 'bg', codes.slice(index + 1));
    else drawBasic(pen, code);
  }
}

function drawBasic(pen: Pen, code: number): void {
  if (code >= 30 && code <= 37) pen.fg = code - 30;
  else if (code >= 90 && code <= 97) pen.fg = code - 90 + 8;
  else if (code === 39) pen.fg = undefined;
  else if (code >= 40 && code <= 47) pen.bg = code - 40;
  else if (code >= 100 && code <= 107) pen.bg = code - 100 + 8;
  else if (code === 49) pen.bg = undefined;
}

/** `5;n` of the 256-colour palette or `2;r;g;b`; returns how many parameters it took. */
function drawExtended(pen: Pen, part: 'fg' | 'bg', [kind, a = 0, b = 0, c = 0]: readonly number[]): number {
  if (kind === 5) {
    pen[part] = a < 16 ? a : paletteColour(a);
    return 2;
  }
  if (kind !== 2) return 0;
  pen[part] = hex(a, b, c);
  return 4;
}

/** Colours 16–231 are a cube of six steps, 232–255 a ramp of greys (xterm). */
function paletteColour(index: number): string {
  if (index >= 232) return hex(8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10);
  const step = (value: number) => (value === 0 ? 0 : 55 + value * 40);
  const cube = index - 16;
  return hex(step(Math.floor(cube / 36)), step(Math.floor(cube / 6) % 6), step(cube % 6));
}

function hex(...parts: readonly number[]): string {
  return `#${parts
    .map(part =>
      Math.min(255, Math.max(0, Math.floor(part) || 0))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
