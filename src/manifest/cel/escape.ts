/** Words that CEL keeps for itself: as names of fields they are written `__word__` in rules. */
const reserved = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

const marks: ReadonlyMap<string, string> = new Map([
  ['underscores', '__'],
  ['dot', '.'],
  ['dash', '-'],
  ['slash', '/'],
]);

const escapes: ReadonlyMap<string, string> = new Map([...marks].map(([name, mark]) => [mark, `__${name}__`]));

/** How a rule has to write the name of a field; undefined where it cannot be written at all (`$ref`, `2nd`). */
export function escaped(name: string): string | undefined {
  if (!/^[A-Za-z_./-][\w./-]*$/.test(name)) return undefined;
  if (reserved.has(name)) return `__${name}__`;
  return name.replace(/__|[-./]/g, mark => escapes.get(mark) ?? mark);
}

/** The name of the field that a rule means by an identifier. */
export function unescaped(identifier: string): string {
  if (!identifier.includes('__')) return identifier;
  return identifier.replace(/__([^_]+)__/g, (whole, word: string) => {
    const mark = marks.get(word);
    if (mark !== undefined) return mark;
    return reserved.has(word) && whole === identifier ? word : whole;
  });
}
