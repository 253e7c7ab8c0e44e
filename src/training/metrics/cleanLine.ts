/** Longer lines are cut: no format prints its values behind so much text, and a line may have any length. */
export const longestLine = 16_384;

/** Of more updates in one line, only the last are looked at. */
const mostUpdates = 2_000;

const esc = String.fromCharCode(0x1b);
const bell = String.fromCharCode(0x07);
// CSI sequences, OSC sequences up to their end, and two-character escapes. Each starts at an ESC and runs forward
// once, so that a hostile line costs no more than its length.
const escapes = new RegExp(
  `${esc}(?:\\[[0-9;?<=>]{0,32}[ -/]{0,4}[@-~]|\\][^${bell}${esc}]{0,512}(?:${bell}|${esc}\\\\)?|[@-Z\\\\^_=>])`,
  'g',
);
const columnMoves = new RegExp(`${esc}\\[\\d{0,4}G`, 'g');
const controls = `[${String.fromCharCode(0)}-${String.fromCharCode(8)}${String.fromCharCode(11)}-${String.fromCharCode(31)}${String.fromCharCode(127)}]`;
const leftovers = new RegExp(controls, 'g');
const anyControl = new RegExp(controls);

/** Takes terminal escapes and backspaces out of a text; tabs stay. Linear in its length. */
export function stripControls(text: string): string {
  return text.replace(escapes, '').replace(leftovers, '');
}

/**
 * Splits one physical line into what a terminal would have shown one after the other in its place: at carriage
 * returns and at jumps to the line's start. Control codes are gone from the parts; empty parts are left out.
 */
export function updatesOf(line: string): readonly string[] {
  const cut = line.length > longestLine * 64 ? line.slice(0, longestLine * 64) : line;
  // A quick look spares most lines all the rest.
  if (!anyControl.test(cut)) return [cut.slice(0, longestLine)];
  return cut
    .replace(columnMoves, '\r')
    .split('\r')
    .slice(-mostUpdates)
    .map(part => stripControls(part.length > longestLine ? part.slice(0, longestLine) : part))
    .filter(part => part.trim() !== '');
}
