/** A number in [0, 1), the next of a repeatable row. */
export type Random = () => number;

/** Mulberry32: small, fast, and the same row for the same seed. Not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The letters that Kubernetes uses in generated names: no vowels, so that no words come out. */
const nameLetters = 'bcdfghjklmnpqrstvwxz2456789';

/** The end of a generated name, `x7k2p`. */
export function randomSuffix(random: Random, length = 5): string {
  return Array.from({ length }, () => nameLetters[Math.floor(random() * nameLetters.length)]).join('');
}

/** A version 4 UUID. */
export function randomUuid(random: Random): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  const variant = '89ab'[Math.floor(random() * 4)];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** FNV-1a with 32 bits: a number that depends on the text alone. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}

/** A hash in the letters of generated names, as in `web-6d4cf56db6`. */
export function safeHash(text: string): string {
  return [...String(hashOf(text))]
    .map(digit => nameLetters[digit.charCodeAt(0) % nameLetters.length])
    .join('');
}
