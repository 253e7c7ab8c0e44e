const zero = 48;
const nine = 57;

/**
 * The natural order of names: digits count as numbers, so that `node-2` comes before `node-10`. A total order: 0 only
 * for equal names.
 */
export function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(j);
    if (isDigit(x) && isDigit(y)) {
      const endA = endOfDigits(a, i);
      const endB = endOfDigits(b, j);
      const order = compareDigits(a.slice(i, endA), b.slice(j, endB));
      if (order !== 0) return order;
      i = endA;
      j = endB;
    } else {
      if (x !== y) return x - y;
      i++;
      j++;
    }
  }
  const rest = a.length - i - (b.length - j);
  // Names that differ only in leading zeros still need an order of their own.
  return rest !== 0 ? rest : a < b ? -1 : 1;
}

interface Named {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
}

/** Objects by name, then namespace; the uid settles what is left. */
export function byName(a: Named, b: Named): number {
  return compareNames(a.name, b.name) || compareNames(a.namespace, b.namespace) || compareNames(a.uid, b.uid);
}

/** Objects by namespace, then name; the uid settles what is left. */
export function byNamespace(a: Named, b: Named): number {
  return compareNames(a.namespace, b.namespace) || byName(a, b);
}

function compareDigits(a: string, b: string): number {
  const x = a.replace(/^0+/, '');
  const y = b.replace(/^0+/, '');
  if (x.length !== y.length) return x.length - y.length;
  return x === y ? 0 : x < y ? -1 : 1;
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine;
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  return end;
}
