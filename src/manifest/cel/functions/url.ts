import { CelError, CelList, LiteralMap, Opaque, type Value } from '../value.ts';
import { type FunctionTable, ofClass, ofString } from './callable.ts';

/** An absolute URI or an absolute path, taken apart as Go's net/url takes it apart. */
export class Url extends Opaque {
  readonly typeName = 'kubernetes.URL';
  readonly text: string;
  readonly scheme: string;
  /** With the port, and with brackets around an IPv6 address. */
  readonly host: string;
  readonly path: string;
  readonly query: string;

  constructor(text: string, parts: readonly [scheme: string, host: string, path: string, query: string]) {
    super();
    this.text = text;
    [this.scheme, this.host, this.path, this.query] = parts;
  }

  get port(): string {
    return /:(\d*)$/.exec(this.host.replace(/^\[[^\]]*\]/, ''))?.[1] ?? '';
  }

  get hostname(): string {
    return this.host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');
  }

  equals(other: Opaque): boolean {
    return other instanceof Url && other.text === this.text;
  }
}

/** Kubernetes' functions of URLs. */
export const urlFunctions: FunctionTable = {
  url: ofString(text => {
    const url = urlOf(text);
    if (url === undefined) throw new CelError(`"${text}" is no absolute URL or path`);
    return url;
  }),
  isURL: ofString(text => urlOf(text) !== undefined),
  '.getScheme': ofClass(Url, url => url.scheme),
  '.getHost': ofClass(Url, url => url.host),
  '.getHostname': ofClass(Url, url => url.hostname),
  '.getPort': ofClass(Url, url => url.port),
  '.getEscapedPath': ofClass(Url, url => escapedPath(url.path)),
  '.getQuery': ofClass(Url, url => queryMap(url.query)),
};

const badEscape = /%(?![0-9a-fA-F]{2})/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: Go refuses exactly these in a URL.
const control = /[\x00-\x1f\x7f]/;
const hostText = /^(?:[\w\-.~!$&'()*+,;=:[\]<>"]|%[0-9a-fA-F]{2}|[\u0080-\uffff])*$/;
const userText = /^[\w\-.~!$&'()*+,;=:%@]*$/;

/** Reads a URL; undefined for what is neither an absolute URI nor an absolute path. */
export function urlOf(text: string): Url | undefined {
  if (text === '' || control.test(text)) return undefined;
  const [whole = '', fragment = ''] = cut(text, '#');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(whole)?.[1] ?? '';
  const [rest = '', query = ''] = cut(scheme === '' ? whole : whole.slice(scheme.length + 1), '?');
  if (badEscape.test(fragment)) return undefined;
  if (!rest.startsWith('/')) return scheme === '' ? undefined : opaque(text, scheme, query);
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///')))
    return badEscape.test(rest) ? undefined : new Url(text, [scheme.toLowerCase(), '', rest, query]);
  const [authority = '', path = ''] = cut(rest.slice(2), '/');
  const host = hostOf(authority);
  const fullPath = rest.length > 2 + authority.length ? `/${path}` : '';
  if (host === undefined || badEscape.test(fullPath)) return undefined;
  return new Url(text, [scheme.toLowerCase(), host, fullPath, query]);
}

function opaque(text: string, scheme: string, query: string): Url {
  return new Url(text, [scheme.toLowerCase(), '', '', query]);
}

/** The host of `user:password@host:port`; undefined where it is malformed. */
function hostOf(authority: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  if (at >= 0 && (!userText.test(authority.slice(0, at)) || badEscape.test(authority.slice(0, at))))
    return undefined;
  if (host.startsWith('[')) return /^\[[0-9a-fA-F:.%\w]*\](?::\d*)?$/.test(host) ? host : undefined;
  const colon = host.indexOf(':');
  if (colon >= 0 && !/^:\d*$/.test(host.slice(colon))) return undefined;
  return hostText.test(host) && !/[[\]]/.test(host) ? host : undefined;
}

function escapedPath(path: string): string {
  if (/^[\w\-.~!$&'()*+,;=:@/[\]%]*$/.test(path)) return path;
  return decoded(path).replace(/[^\w\-.~$&+,/:;=@]/gu, point =>
    [...new TextEncoder().encode(point)]
      .map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}

function queryMap(query: string): Value {
  const byKey = new Map<string, string[]>();
  for (const pair of query.split('&')) {
    if (pair === '' || pair.includes(';')) continue;
    const [key = '', value = ''] = cut(pair, '=').map(part => part.replaceAll('+', ' '));
    if (badEscape.test(key) || badEscape.test(value)) continue;
    const values = byKey.get(decoded(key)) ?? [];
    byKey.set(decoded(key), [...values, decoded(value)]);
  }
  return new LiteralMap([...byKey].map(([key, values]) => [key, new CelList(values)] as const));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The text before and after the first mark; without a mark all of it is before. */
function cut(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}
