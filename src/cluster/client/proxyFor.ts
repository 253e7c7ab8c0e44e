import { BlockList, isIP } from 'node:net';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy to a server: the cluster's own `proxy-url`, else the environment's, as Go programs such as kubectl read it:
 * `HTTPS_PROXY` or `HTTP_PROXY` by the server's scheme, not for loopback addresses nor for what `NO_PROXY` lists (hosts,
 * domains, addresses, CIDR ranges, each with an optional port, or `*`).
 */
export function proxyFor(server: URL, proxyUrl: string | undefined, env: Environment): string | undefined {
  if (proxyUrl) return proxyUrl;
  const name = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = env[name] || env[name.toLowerCase()];
  if (!proxy || isLoopback(server)) return undefined;
  const exceptions = (env['NO_PROXY'] || env['no_proxy'] || '').split(',').map(entry => entry.trim());
  if (exceptions.some(entry => entry !== '' && isExcepted(server, entry.toLowerCase()))) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

/** Is the server on this machine? */
export function isLoopback(server: URL): boolean {
  const host = hostOf(server);
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function isExcepted(server: URL, entry: string): boolean {
  if (entry === '*') return true;
  const host = hostOf(server);
  if (entry.includes('/')) return isInRange(host, entry);
  const withPort = /^(.*?):(\d+)$/.exec(entry);
  const isPlainIPv6 = isIP(entry) === 6;
  const [name, port] = withPort && !isPlainIPv6 ? [withPort[1] ?? '', withPort[2]] : [entry, undefined];
  if (port !== undefined && port !== (server.port || (server.protocol === 'https:' ? '443' : '80')))
    return false;
  const bare = name.replace(/^\[|\]$/g, '').replace(/^\*?\./, '');
  // `.example.com` names the domain's hosts but not the domain itself.
  return host.endsWith(`.${bare}`) || (!/^\*?\./.test(name) && host === bare);
}

function isInRange(host: string, range: string): boolean {
  const [network = '', bits = ''] = range.split('/');
  const family = isIP(host);
  if (family === 0 || isIP(network) !== family || !/^\d+$/.test(bits)) return false;
  if (Number(bits) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  const type = family === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(network, Number(bits), type);
  return list.check(host, type);
}

function hostOf(server: URL): string {
  return server.hostname.replace(/^\[|\]$/g, '').toLowerCase();
}
