import { CelError, Opaque, type Value } from '../value.ts';
import type { FunctionTable } from './callable.ts';
import { ofClass } from './callable.ts';

/** A semantic version, as semver.org defines it. */
export class Semver extends Opaque {
  readonly typeName = 'kubernetes.Semver';
  readonly numbers: readonly [major: bigint, minor: bigint, patch: bigint];
  readonly preRelease: readonly string[];

  constructor(numbers: readonly [bigint, bigint, bigint], preRelease: readonly string[]) {
    super();
    this.numbers = numbers;
    this.preRelease = preRelease;
  }

  equals(other: Opaque): boolean {
    return other instanceof Semver && compareVersions(this, other) === 0;
  }
}

/** Kubernetes' functions of semantic versions, version 1. */
export const semverFunctions: FunctionTable = {
  semver: reading(text => {
    const version = semverOf(text);
    if (version === undefined) throw new CelError(`"${text}" is no semantic version`);
    return version;
  }),
  isSemver: reading(text => semverOf(text) !== undefined),
  '.major': ofClass(Semver, version => version.numbers[0]),
  '.minor': ofClass(Semver, version => version.numbers[1]),
  '.patch': ofClass(Semver, version => version.numbers[2]),
};

const shape =
  /^(0|[1-9]\d{0,18})\.(0|[1-9]\d{0,18})\.(0|[1-9]\d{0,18})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/** Reads a version; undefined where the text is none. */
export function semverOf(text: string): Semver | undefined {
  const match = shape.exec(text);
  if (match === null) return undefined;
  const [, major = '', minor = '', patch = '', preRelease] = match;
  const parts = preRelease === undefined ? [] : preRelease.split('.');
  if (parts.some(part => /^0\d+$/.test(part))) return undefined;
  return new Semver([BigInt(major), BigInt(minor), BigInt(patch)], parts);
}

/** -1, 0 or 1; a pre-release comes before its release. */
export function compareVersions(a: Semver, b: Semver): number {
  for (const [index, number] of a.numbers.entries()) {
    const other = b.numbers[index] ?? 0n;
    if (number !== other) return number < other ? -1 : 1;
  }
  if (a.preRelease.length === 0 || b.preRelease.length === 0)
    return Math.sign(b.preRelease.length - a.preRelease.length);
  for (const [index, part] of a.preRelease.entries()) {
    const other = b.preRelease[index];
    if (other === undefined) return 1;
    if (part !== other) return comparePreRelease(part, other);
  }
  return Math.sign(a.preRelease.length - b.preRelease.length);
}

function comparePreRelease(a: string, b: string): number {
  const areNumbers = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (areNumbers[0] && areNumbers[1]) return BigInt(a) < BigInt(b) ? -1 : 1;
  if (areNumbers[0] !== areNumbers[1]) return areNumbers[0] ? -1 : 1;
  return a < b ? -1 : 1;
}

function reading(read: (text: string) => Value): FunctionTable[string] {
  return ([text, normalize = false, ...more]) => {
    if (typeof text !== 'string' || typeof normalize !== 'boolean' || more.length > 0) return undefined;
    return read(normalize ? normalized(text) : text);
  };
}

/** `v1.02` becomes `1.2.0`: no v, three numbers, no zeros in front. */
function normalized(text: string): string {
  const [major = '', minor, ...rest] = text.replace(/^v/, '').split('.');
  const patch = rest.length === 0 ? undefined : rest.join('.');
  const parts = [major, minor, patch].map(part => part?.replace(/^0+(?=\d)/, ''));
  const short = patch === undefined ? (minor ?? major) : '';
  return /[+-]/.test(short) ? text : parts.map(part => part ?? '0').join('.');
}
