import { phrase } from '../../say.ts';
import { isIp, isIpV4 } from '../../structure/ipAddress.ts';
import {
  dataKeyFlaw,
  dnsLabelFlaw,
  dnsSubdomainFlaw,
  environmentNameFlaw,
  headerNameFlaw,
  labelValueFlaw,
  type NameSyntax,
  pathSegmentFlaw,
  portNameFlaw,
  qualifiedNameFlaw,
  wildcardSubdomainFlaw,
} from '../../structure/names.ts';

/** How a name has to be spelled, with the rule in words and, where there is an obvious one, the repair. */
export interface NameForm {
  fits(text: string): boolean;
  /** Continues the sentence `"x" cannot be the name here: …`. */
  readonly demand: string;
  /** The spelling most likely meant; the caller checks it with `fits`. */
  mend?(text: string): string;
}

const underscoredLabel = /^[a-z0-9_](?:[-a-z0-9_]*[a-z0-9_])?$/;

function without(flaw: NameSyntax): (text: string) => boolean {
  return text => flaw(text) === undefined;
}

function lowerDashed(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^-a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
}

/** RFC 1123 label: container, volume and port names. */
export const dnsLabel: NameForm = {
  fits: without(dnsLabelFlaw),
  demand: phrase`lower-case letters, digits and dashes, at most 63 of them, no dash at either end`,
  mend: lowerDashed,
};

/** RFC 1123 subdomain: most object names. */
export const dnsSubdomain: NameForm = {
  fits: without(dnsSubdomainFlaw),
  demand: phrase`lower-case letters, digits, dashes and dots, at most 253 of them, each part begun and ended by a letter or digit`,
  mend: text => text.split('.').map(lowerDashed).join('.'),
};

/** `*.example.com` or a plain subdomain. */
export const hostPattern: NameForm = {
  fits: text => wildcardSubdomainFlaw(text) === undefined && !isIpV4(text),
  demand: phrase`a host name in lower case, no port, no scheme, no IP address, and a wildcard as the whole first part only`,
  mend: text =>
    text
      .replace(/^[a-z]+:\/\//i, '')
      .replace(/[:/].*$/, '')
      .toLowerCase(),
};

/** A DNS search domain: underscores and a final dot are allowed, and a single dot. */
export const searchDomain: NameForm = {
  fits: text => {
    const bare = text.replace(/\.$/, '');
    return text === '.' || (bare.length <= 253 && bare.split('.').every(part => underscoredLabel.test(part)));
  },
  demand: phrase`a DNS domain in lower case`,
};

/** IANA service name: names of container ports. */
export const portName: NameForm = {
  fits: without(portNameFlaw),
  demand: phrase`at most 15 lower-case letters, digits and single dashes, at least one letter, no dash at either end`,
  mend: text => lowerDashed(text).replace(/--+/g, '-').slice(0, 15).replace(/-$/, ''),
};

/** `name` or `prefix/name`: label and annotation keys, resource names, condition types. */
export const qualifiedName: NameForm = {
  fits: without(qualifiedNameFlaw),
  demand: phrase`letters, digits, dashes, underscores and dots, at most 63, with an optional DNS name and a slash before it`,
};

/** A finalizer of a built-in kind: a standard one, or of a domain. */
export const finalizer: NameForm = {
  fits: text =>
    /^(?:kubernetes|orphan|foregroundDeletion)$/.test(text) ||
    (text.includes('/') && qualifiedName.fits(text)),
  demand: 'kubernetes, orphan, foregroundDeletion, or a DNS name, a slash and a name',
};

export const labelValue: NameForm = {
  fits: without(labelValueFlaw),
  demand: phrase`at most 63 letters, digits, dashes, underscores and dots, begun and ended by a letter or digit`,
};

/** Since 1.34 any printable ASCII but the equals sign. */
export const environmentName: NameForm = {
  fits: without(environmentNameFlaw),
  demand: phrase`printable ASCII characters other than the equals sign`,
};

/** A key of a ConfigMap or Secret, which becomes a file name. */
export const configKey: NameForm = {
  fits: without(dataKeyFlaw),
  demand: phrase`letters, digits, dashes, underscores and dots, and no two dots at its beginning`,
  mend: text => text.replace(/[^-._a-zA-Z0-9]+/g, '_').replace(/^\.\.+/, '.'),
};

/** A single segment of a URL: names of roles, kinds and metrics. */
export const pathSegment: NameForm = {
  fits: without(pathSegmentFlaw),
  demand: phrase`no slash, no percent sign, and neither "." nor ".."`,
};

/** A path below a directory that is chosen elsewhere. */
export const pathBelow: NameForm = {
  fits: text => !text.startsWith('/') && !text.split('/').includes('..'),
  demand: phrase`a relative path without ".."`,
  mend: text => text.replace(/^\/+/, ''),
};

/** Like `pathBelow`, and no name that the kubelet keeps for itself. */
export const filePathBelow: NameForm = {
  fits: text => pathBelow.fits(text) && !text.startsWith('..'),
  demand: phrase`a relative path that neither holds nor begins with ".."`,
  mend: text => text.replace(/^\/+/, ''),
};

export const pathWithoutBacksteps: NameForm = {
  fits: text => !text.split('/').includes('..'),
  demand: phrase`a path without ".."`,
};

export const absolutePath: NameForm = {
  fits: text => text.startsWith('/'),
  demand: phrase`an absolute path`,
  mend: text => `/${text}`,
};

/** `example.com/path`: managedBy of Jobs, controllers of ingress classes. */
export const domainPrefixedPath: NameForm = {
  fits: text => {
    const slash = text.indexOf('/');
    return (
      slash > 0 &&
      dnsSubdomainFlaw(text.slice(0, slash)) === undefined &&
      /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(text.slice(slash + 1))
    );
  },
  demand: phrase`a DNS domain, a slash and a path, as in example.com/controller`,
};

export const headerName: NameForm = {
  fits: without(headerNameFlaw),
  demand: phrase`letters, digits and dashes`,
};

export const sysctlName: NameForm = {
  fits: text =>
    text.length <= 253 && text.split(/[./]/).every(part => /^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/.test(part)),
  demand: phrase`lower-case segments of letters, digits, dashes and underscores, parted by dots or slashes`,
};

/** A whole percentage, as in `25%`. */
export const percentage: NameForm = {
  fits: text => /^[0-9]+%$/.test(text),
  demand: phrase`a whole number, or a whole percentage such as 25%`,
  mend: text => (/^\d+$/.test(text.trim()) ? `${text.trim()}%` : text.replace(/\s+/g, '')),
};

export const ipAddress: NameForm = {
  fits: isIp,
  demand: phrase`an IPv4 or IPv6 address, numbers without leading zeros`,
};

export const cidr: NameForm = {
  fits: text => cidrBits(text) !== undefined,
  demand: phrase`an address, a slash and a prefix length, as in 10.0.0.0/16, with no bits set behind the prefix`,
};

/** The network of a CIDR as its bits and the length of its prefix; undefined where it is malformed or has host bits set. */
export function cidrBits(text: string): { readonly bits: string; readonly length: number } | undefined {
  const [address = '', suffix = '', ...more] = text.split('/');
  if (more.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(suffix) || !isIp(address)) return undefined;
  const bits = isIpV4(address) ? ipv4Bits(address) : ipv6Bits(address);
  const length = Number(suffix);
  if (length > bits.length || bits.slice(length).includes('1')) return undefined;
  return { bits, length };
}

function ipv4Bits(address: string): string {
  return address
    .split('.')
    .map(part => Number(part).toString(2).padStart(8, '0'))
    .join('');
}

function ipv6Bits(address: string): string {
  const [head = '', tail] = address.split('::').map(half =>
    half
      .split(':')
      .filter(group => group !== '')
      .map(groupBits)
      .join(''),
  );
  return tail === undefined ? head : head + '0'.repeat(128 - head.length - tail.length) + tail;
}

function groupBits(group: string): string {
  return group.includes('.') ? ipv4Bits(group) : Number.parseInt(group, 16).toString(2).padStart(16, '0');
}
