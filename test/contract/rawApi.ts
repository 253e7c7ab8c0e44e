import assert from 'node:assert/strict';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';

/** JSON that the test reaches into; a wrong step throws, and so fails the test. */
// biome-ignore lint/suspicious/noExplicitAny: what is under test may have any shape.
export type Json = any;

export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly text: string;
  readonly headers: IncomingMessage['headers'];
  /** The texts of the `Warning` headers. */
  readonly warnings: readonly string[];
}

export interface RequestOptions {
  readonly method?: string;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const contentTypes = {
  apply: 'application/apply-patch+yaml',
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
} as const;

interface KubeconfigFile {
  readonly clusters: readonly {
    readonly cluster: { readonly server: string; readonly 'certificate-authority-data'?: string };
  }[];
  readonly users: readonly { readonly user: { readonly token: string } }[];
}

/** A bare HTTP client, so that what the API does is seen without any of our own code in between. */
export class RawApi {
  readonly #server: string;
  readonly #token: string;
  readonly #agent: HttpAgent | HttpsAgent;

  constructor(server: string, token: string, authority: string | undefined) {
    this.#server = server;
    this.#token = token;
    const ca = authority ? { ca: Buffer.from(authority, 'base64') } : {};
    this.#agent = server.startsWith('https:')
      ? new HttpsAgent({ keepAlive: true, ...ca })
      : new HttpAgent({ keepAlive: true });
  }

  static of({ clusters, users }: KubeconfigFile): RawApi {
    const [cluster] = clusters;
    const [user] = users;
    assert.ok(cluster && user);
    return new RawApi(cluster.cluster.server, user.user.token, cluster.cluster['certificate-authority-data']);
  }

  async send(path: string, options: RequestOptions = {}): Promise<Answer> {
    const response = await this.open(path, options);
    const isPacked = response.headers['content-encoding'] === 'gzip';
    const received = await text(isPacked ? response.pipe(createGunzip()) : response);
    const warnings = [response.headers['warning'] ?? []]
      .flat()
      .flatMap(line => [...line.matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)])
      .map(match => (match[1] ?? '').replace(/\\(.)/g, '$1'));
    const isJson = response.headers['content-type']?.includes('json') ?? false;
    return {
      status: response.statusCode ?? 0,
      body: isJson ? JSON.parse(received) : undefined,
      text: received,
      headers: response.headers,
      warnings,
    };
  }

  get(path: string): Promise<Answer> {
    return this.send(path);
  }

  /** Posts an object and expects it to be created. */
  async create(path: string, body: unknown): Promise<Json> {
    const answer = await this.send(path, { method: 'POST', body });
    assert.equal(answer.status, 201, answer.text);
    return answer.body;
  }

  apply(path: string, body: unknown, query: string): Promise<Answer> {
    return this.send(`${path}?${query}`, { method: 'PATCH', body, contentType: contentTypes.apply });
  }

  patch(path: string, body: unknown, contentType: string = contentTypes.merge): Promise<Answer> {
    return this.send(path, { method: 'PATCH', body, contentType });
  }

  delete(path: string, body?: unknown): Promise<Answer> {
    return this.send(path, { method: 'DELETE', ...(body === undefined ? {} : { body }) });
  }

  /** An answer that is still coming. Destroy it to hang up. */
  open(path: string, options: RequestOptions = {}): Promise<IncomingMessage> {
    const { method = 'GET', body, contentType = 'application/json', headers = {} } = options;
    const payload = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const request = this.#server.startsWith('https:') ? httpsRequest : httpRequest;
    const sent = request(
      this.#server + path,
      {
        method,
        agent: this.#agent,
        headers: {
          authorization: `Bearer ${this.#token}`,
          accept: 'application/json',
          'user-agent': 'contract/1',
          ...(payload === undefined
            ? {}
            : { 'content-type': contentType, 'content-length': String(Buffer.byteLength(payload)) }),
          ...headers,
        },
      },
      resolve,
    );
    sent.on('error', reject);
    sent.end(payload);
    return promise;
  }

  /** Opens a watch; events are read one by one. */
  async watch(path: string): Promise<RawWatch> {
    const response = await this.open(path);
    return new RawWatch(response);
  }

  dispose(): void {
    this.#agent.destroy();
  }
}

/** The events of a watch, in order. */
export class RawWatch {
  readonly response: IncomingMessage;
  readonly #lines: AsyncIterator<string>;

  constructor(response: IncomingMessage) {
    this.response = response;
    this.#lines = createInterface(response)[Symbol.asyncIterator]();
  }

  /** The next event, or undefined when the server has ended the watch. */
  async next(): Promise<Json> {
    const line = await this.#lines.next();
    return line.done ? undefined : JSON.parse(line.value);
  }

  /** The next event of one of these types; others are passed over. */
  async nextOf(...types: readonly string[]): Promise<Json> {
    for (;;) {
      const event = await this.next();
      if (event === undefined || types.includes(event.type)) return event;
    }
  }

  close(): void {
    this.response.destroy();
  }
}

/** Asks again until `isThere` says yes; throws with `what` when that takes too long for any machine. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T>,
  isThere: (found: T) => boolean,
): Promise<T> {
  const endMs = Date.now() + 120_000;
  for (;;) {
    const found = await look();
    if (isThere(found)) return found;
    if (Date.now() > endMs)
      throw new Error(`${what} did not come about; last seen: ${JSON.stringify(found)}`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
