import { CelError, Opaque, type Value } from '../value.ts';
import { type FunctionTable, ofClass, ofString } from './callable.ts';

/** An IPv4 or IPv6 address, as Go's net/netip reads it, without zones and mapped addresses. */
export class IpAddress extends Opaque {
  readonly typeName = 'net.IP';
  readonly bits: bigint;
  readonly family: 4 | 6;

  constructor(bits: bigint, family: 4 | 6) {
    super();
    this.bits = bits;
    this.family = family;
  }

  get width(): number {
    return this.family === 4 ? 32 : 128;
  }

  /** The leading bits, as a number. */
  head(count: number): bigint {
    return this.bits >> BigInt(this.width - count);
  }

  equals(other: Opaque): boolean {
    return other instanceof IpAddress && other.bits === this.bits && other.family === this.family;
  }

  override toString(): string {
    return this.family === 4 ? dotted(this.bits) : colons(this.bits);
  }
}

/** A network: an address and how many of its bits count. */
export class Cidr extends Opaque {
  readonly typeName = 'net.CIDR';
  readonly address: IpAddress;
  readonly length: number;

  constructor(address: IpAddress, length: number) {
    super();
    this.address = address;
    this.length = length;
  }

  get masked(): Cidr {
    const rest = BigInt(this.address.width - this.length);
    return new Cidr(new IpAddress((this.address.bits >> rest) << rest, this.address.family), this.length);
  }

  contains(address: IpAddress): boolean {
    return (
      address.family === this.address.family && address.head(this.length) === this.address.head(this.length)
    );
  }

  equals(other: Opaque): boolean {
    return other instanceof Cidr && other.length === this.length && other.address.equals(this.address);
  }
}

/** Kubernetes' functions of IP addresses and networks. */
export const netFunctions: FunctionTable = {
  ip: ofString(text => needed(ipOf(text), text)),
  isIP: ofString(text => ipOf(text) !== undefined),
  'ip.isCanonical': ofString(text => needed(ipOf(text), text).toString() === text),
  cidr: ofString(text => needed(cidrOf(text), text)),
  isCIDR: ofString(text => cidrOf(text) !== undefined),
  '.family': ofClass(IpAddress, ip => BigInt(ip.family)),
  '.isUnspecified': ofClass(IpAddress, ip => ip.bits === 0n),
  '.isLoopback': ofClass(IpAddress, ip => (ip.family === 4 ? ip.head(8) === 127n : ip.bits === 1n)),
  '.isLinkLocalMulticast': ofClass(IpAddress, isLinkLocalMulticast),
  '.isLinkLocalUnicast': ofClass(IpAddress, isLinkLocalUnicast),
  '.isGlobalUnicast': ofClass(IpAddress, isGlobalUnicast),
  '.containsIP': ofClass(Cidr, (cidr, [ip]) => {
    const address = typeof ip === 'string' ? needed(ipOf(ip), ip) : ip;
    return address instanceof IpAddress ? cidr.contains(address) : undefined;
  }),
  '.containsCIDR': ofClass(Cidr, (cidr, [inner]) => {
    const other = typeof inner === 'string' ? needed(cidrOf(inner), inner) : inner;
    return other instanceof Cidr ? cidr.length <= other.length && cidr.contains(other.address) : undefined;
  }),
  '.ip': ofClass(Cidr, cidr => cidr.address),
  '.masked': ofClass(Cidr, cidr => cidr.masked),
  '.prefixLength': ofClass(Cidr, cidr => BigInt(cidr.length)),
};

/** The text of an address or network, for `string()`; undefined for other values. */
export function netText(value: Value): string | undefined {
  if (value instanceof IpAddress) return value.toString();
  return value instanceof Cidr ? `${value.address}/${value.length}` : undefined;
}

/** Reads an address; undefined where the text is none, names a zone or maps IPv4 into IPv6. */
export function ipOf(text: string): IpAddress | undefined {
  const four = ipv4Bits(text);
  if (four !== undefined) return new IpAddress(four, 4);
  const six = ipv6Bits(text);
  return six === undefined || six >> 32n === 0xffffn ? undefined : new IpAddress(six, 6);
}

/** Reads a network such as `10.0.0.0/8`; undefined where the text is none. */
export function cidrOf(text: string): Cidr | undefined {
  const match = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text);
  const address = ipOf(match?.[1] ?? '');
  const length = Number(match?.[2]);
  return address === undefined || length > address.width ? undefined : new Cidr(address, length);
}

function ipv4Bits(text: string): bigint | undefined {
  if (!/^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/.test(text)) return undefined;
  const bytes = text.split('.').map(Number);
  return bytes.every(byte => byte <= 255)
    ? bytes.reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n)
    : undefined;
}

function ipv6Bits(text: string): bigint | undefined {
  if (!/^[0-9a-fA-F:.]{2,45}$/.test(text)) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => groupsOf(half, index === halves.length - 1));
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...(tail ?? [])];
  return groups.reduce((bits, group) => (bits << 16n) | group, 0n);
}

/** The 16-bit groups of one side of `::`; the last two may be written as an IPv4 address. */
function groupsOf(half: string, isLast: boolean): readonly bigint[] | undefined {
  if (half === '') return [];
  const parts = half.split(':');
  const last = parts.at(-1) ?? '';
  const four = isLast && last.includes('.') ? ipv4Bits(last) : undefined;
  const plain = four === undefined ? parts : parts.slice(0, -1);
  if (!plain.every(part => /^[0-9a-fA-F]{1,4}$/.test(part))) return undefined;
  const groups = plain.map(part => BigInt(`0x${part}`));
  return four === undefined ? groups : [...groups, four >> 16n, four & 0xffffn];
}

function isLinkLocalMulticast(ip: IpAddress): boolean {
  return ip.family === 4 ? ip.head(24) === 0xe00000n : (ip.head(16) & 0xff0fn) === 0xff02n;
}

function isLinkLocalUnicast(ip: IpAddress): boolean {
  return ip.family === 4 ? ip.head(16) === 0xa9fen : ip.head(10) === 0x3fan;
}

function isGlobalUnicast(ip: IpAddress): boolean {
  const isMulticast = ip.family === 4 ? ip.head(4) === 0xen : ip.head(8) === 0xffn;
  const isLoopback = ip.family === 4 ? ip.head(8) === 127n : ip.bits === 1n;
  const isBroadcast = ip.family === 4 && ip.bits === 0xffffffffn;
  return ip.bits !== 0n && !isMulticast && !isLoopback && !isBroadcast && !isLinkLocalUnicast(ip);
}

function dotted(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map(shift => (bits >> shift) & 0xffn).join('.');
}

/** RFC 5952: the longest run of two or more zero groups, the first of equals, becomes `::`. */
function colons(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((bits >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  const runs = [...groups.join(':').matchAll(/(?<![0-9a-f])0(?::0(?![0-9a-f]))+/g)].map(match => match[0]);
  const longest = runs.reduce((held, run) => (run.length > held.length ? run : held), '');
  const text = groups.join(':');
  if (longest === '') return text;
  const at = new RegExp(`(?<![0-9a-f])${longest}(?![0-9a-f])`).exec(text)?.index ?? 0;
  return `${text.slice(0, at).replace(/:$/, '')}::${text.slice(at + longest.length).replace(/^:/, '')}`;
}

function needed<Found>(found: Found | undefined, text: string): Found {
  if (found === undefined) throw new CelError(`"${text}" is no address`);
  return found;
}
