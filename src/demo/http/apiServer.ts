import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { kindKey } from '../../cluster/resource.ts';
import type { Objects } from '../api/objects.ts';
import type { KindRegistry, ServedKind } from '../api/servedKind.ts';
import { refusals } from '../api/status.ts';
import { authorize, type User, wishOf } from './authorization.ts';
import { serveDiscovery } from './discovery.ts';
import { Exchange } from './exchange.ts';
import { Listing } from './listing.ts';
import { serveOpenApi } from './openApi.ts';
import { parseRequestPath, type RequestInfo } from './requestInfo.ts';
import { serveResource } from './resourceRoutes.ts';
import { serveScale } from './scale.ts';

/** Answers for one resource or subresource in a way of its own, in place of the way of all kinds. */
export type SpecialRoute = (
  exchange: Exchange,
  kind: ServedKind,
  info: RequestInfo,
  user: User,
) => Promise<void> | void;

export interface ApiServerOptions {
  readonly objects: Objects;
  readonly registry: KindRegistry;
  /** Who comes with which token. */
  readonly users: ReadonlyMap<string, User>;
  /** By kind and subresource: `pods/log`, `authorization.k8s.io/selfsubjectaccessreviews`. */
  readonly special: ReadonlyMap<string, SpecialRoute>;
  /** `v1.36.3`. */
  readonly version: string;
}

/** The HTTP side of the demo cluster. */
export class ApiServer {
  readonly #options: ApiServerOptions;
  readonly #server: Server;
  readonly listing: Listing;

  constructor(options: ApiServerOptions) {
    this.#options = options;
    this.listing = new Listing(options.objects.store);
    this.#server = createServer((request, response) => void this.#serve(new Exchange(request, response)));
    this.#server.keepAliveTimeout = 90_000;
  }

  /** Listens on the loopback interface and resolves with the port. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  /** Stops listening and breaks off everything under way. */
  close(): Promise<void> {
    return new Promise(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #serve(exchange: Exchange): Promise<void> {
    try {
      const path = exchange.url.pathname;
      if (path === '/readyz' || path === '/livez' || path === '/healthz')
        return exchange.send(200, 'text/plain; charset=utf-8', 'ok');
      const user = this.#options.users.get(exchange.header('authorization').replace(/^Bearer /, ''));
      if (!user) throw refusals.unauthorized();
      if (path === '/version') return exchange.json(200, versionOf(this.#options.version));
      if (serveOpenApi(exchange, this.#options.registry)) return;
      if (serveDiscovery(exchange, this.#options.registry)) return;
      await this.#serveResource(exchange, path, user);
    } catch (error) {
      exchange.fail(error);
    }
  }

  /** A group that is not there gets the bare answer of a web server, a resource that is not there a `Status`. */
  #notServed(exchange: Exchange, info: RequestInfo | undefined): void {
    if (info && this.#options.registry.groups.has(info.group)) throw refusals.pathNotFound();
    exchange.send(404, 'text/plain; charset=utf-8', '404 page not found\n');
  }

  async #serveResource(exchange: Exchange, path: string, user: User): Promise<void> {
    const info = parseRequestPath(path);
    const kind = info && this.#options.registry.find(info.group, info.version, info.plural);
    if (!info || !kind) return this.#notServed(exchange, info);
    authorize(user, wishOf(exchange.method, exchange.flag('watch'), info));
    const special = this.#options.special.get(
      info.subresource ? `${kindKey(kind)}/${info.subresource}` : kindKey(kind),
    );
    if (special) return special(exchange, kind, info, user);
    if (info.subresource === 'scale' && kind.hasScale) {
      return serveScale(exchange, this.#options.objects, kind, info);
    }
    const service = { objects: this.#options.objects, listing: this.listing };
    return serveResource(exchange, service, kind, info);
  }
}

function versionOf(gitVersion: string): object {
  const [, major = '1', minor = '0'] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? [];
  return {
    major,
    minor,
    gitVersion,
    gitTreeState: 'clean',
    platform: `${process.platform}/${process.arch === 'x64' ? 'amd64' : process.arch}`,
  };
}
