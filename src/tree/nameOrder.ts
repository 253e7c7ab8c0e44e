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
      const order = compareDigits(a, [skipZeros(a, i, endA), endA], b, [skipZeros(b, j, endB), endB]);
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

type Range = readonly [start: number, end: number];

/** Digits without leading zeros: the longer number is the larger one. */
function compareDigits(a: string, [startA, endA]: Range, b: string, [startB, endB]: Range): number {
  const difference = endA - startA - (endB - startB);
  if (difference !== 0) return difference;
  for (let offset = 0; startA + offset < endA; offset++) {
    const order = a.charCodeAt(startA + offset) - b.charCodeAt(startB + offset);
    if (order !== 0) return order;
  }
  return 0;
}

function skipZeros(text: string, start: number, end: number): number {
  let first = start;
  while (first < end && text.charCodeAt(first) === zero) first++;
  return first;
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine;
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  return end;
}
