import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, gunzip } from 'node:zlib';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import { fail, succeed } from '../../base/outcome.ts';
import type { ContextMaterial } from '../access.ts';
import type { Failure, Result } from '../failure.ts';
import { textAt } from '../wireReader.ts';
import { type Credentials, Login, type TlsMaterial } from './login.ts';
import { MaterialError } from './loginError.ts';
import { isLoopback, proxyFor } from './proxyFor.ts';
import { safeText } from './safeText.ts';
import { Slots } from './slots.ts';
import type { Subject } from './statusFailure.ts';
import { failureOfAnswer, failureOfError } from './toFailure.ts';

export interface Question {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the server's address, beginning with a slash. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly contentType?: string;
  /** What is understood, in order of preference; JSON where nothing is said. */
  readonly accept?: string;
  /** What the answer is about, for the failure of a path that is not served. */
  readonly subject?: Subject;
  readonly signal?: AbortSignal | undefined;
  /** The headers of a quiet log come only with its first line. */
  readonly mayStaySilent?: boolean;
}

export type Body = AsyncIterable<Uint8Array>;

interface Sent {
  readonly answer: Dispatcher.ResponseData;
  readonly credentials: Credentials;
}

type Headers = Dispatcher.ResponseData['headers'];

const connectTimeoutMs = 10_000;
const answerTimeoutMs = 60_000;
/** Keeps a connection for the next question, but not so long that a balancer in between forgets it. */
const idleTimeoutMs = 30_000;
const concurrentQuestions = 8;
const proxySchemes: ReadonlySet<string> = new Set(['http:', 'https:', 'socks:', 'socks5:']);
const unpackedChunkBytes = 64 * 1024;
const unzip = promisify(gunzip);

/**
 * Sends requests to one API server: HTTP/1.1 over kept connections, through the proxy where there is one, with the
 * login's credentials. A 401 runs the login once more where that can help.
 */
export class Transport {
  readonly #server: URL;
  readonly #login: Login;
  readonly #proxy: string | undefined;
  readonly #slots = new Slots(concurrentQuestions);
  readonly #end = new AbortController();
  #pool: { readonly key: string; readonly dispatcher: Dispatcher } | undefined;

  constructor(material: ContextMaterial, env: Readonly<Record<string, string | undefined>>) {
    this.#server = new URL(material.context.server);
    this.#login = new Login(material);
    this.#proxy = proxyFor(this.#server, textAt(material.cluster, 'proxy-url'), env);
  }

  /** Asks for a text, whole. */
  text(question: Question): Promise<Result<string>> {
    return this.#ask(question, async answer => succeed(await readText(answer)));
  }

  /** Asks for an answer that has an end, and is read while it comes. */
  read<T>(question: Question, use: (bytes: Body) => Promise<Result<T>>): Promise<Result<T>> {
    return this.#ask(question, answer => use(unpacked(answer)));
  }

  async #ask<T>(
    question: Question,
    use: (answer: Dispatcher.ResponseData) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const release = await this.#slots.take();
    try {
      const sent = await this.#send(question, !isLoopback(this.#server));
      return sent.ok ? await use(sent.value) : sent;
    } catch (error) {
      return fail(this.#failure(error, question.signal));
    } finally {
      release();
    }
  }

  /** Asks for bytes as they come. The iterable throws a `Failure` value when it breaks, and ends when the signal aborts. */
  async stream(question: Question): Promise<Result<Body>> {
    try {
      const sent = await this.#send(question, false);
      return sent.ok ? succeed(this.#bytes(sent.value.body, question.signal)) : sent;
    } catch (error) {
      return fail(this.#failure(error, question.signal));
    }
  }

  forgetLogin(): void {
    this.#login.forget();
  }

  dispose(): void {
    this.#end.abort();
    void this.#pool?.dispatcher.destroy().catch(() => undefined);
    this.#pool = undefined;
  }

  async #send(question: Question, mayZip: boolean): Promise<Result<Dispatcher.ResponseData>> {
    const first = await this.#sendOnce(question, mayZip);
    let { answer } = first;
    if (answer.statusCode === 401 && this.#login.isRenewable) {
      await drop(answer);
      this.#login.forget(first.credentials);
      answer = (await this.#sendOnce(question, mayZip)).answer;
    }
    if (answer.statusCode >= 200 && answer.statusCode < 300) return succeed(answer);
    const retryAfterMs = retryAfterOf(answer.headers);
    const body = await readText(answer);
    return fail(
      failureOfAnswer(body, {
        status: answer.statusCode,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
        ...(question.subject === undefined ? {} : { subject: question.subject }),
      }),
    );
  }

  async #sendOnce(question: Question, mayZip: boolean): Promise<Sent> {
    const signal = question.signal ? AbortSignal.any([question.signal, this.#end.signal]) : this.#end.signal;
    signal.throwIfAborted();
    const credentials = await this.#login.credentials(signal);
    const options = this.#options(question, credentials, mayZip);
    const dispatcher = this.#dispatcher(credentials.tls);
    try {
      return { answer: await dispatcher.request({ ...options, signal }), credentials };
    } catch (error) {
      // A kept connection may have been closed by the server in the very moment in which it was taken up again.
      if (signal.aborted || options.method !== 'GET' || !isStaleConnection(error)) throw error;
      return { answer: await dispatcher.request({ ...options, signal }), credentials };
    }
  }

  #options(question: Question, credentials: Credentials, mayZip: boolean): Dispatcher.RequestOptions {
    const { method = 'GET', path, query, body, contentType = 'application/json' } = question;
    const { accept = 'application/json, */*' } = question;
    return {
      origin: this.#server.origin,
      path: `${this.#server.pathname.replace(/\/$/, '')}${path}${queryText(query)}`,
      method,
      headers: {
        accept,
        'user-agent': 'timonel',
        ...(mayZip ? { 'accept-encoding': 'gzip' } : {}),
        ...(body === undefined ? {} : { 'content-type': contentType }),
        ...credentials.headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headersTimeout: question.mayStaySilent ? 0 : answerTimeoutMs,
      // Silence of a stream is judged by those who read it.
      bodyTimeout: 0,
    };
  }

  /** One pool of connections for as long as the login gives the same certificates. */
  #dispatcher(tls: TlsMaterial): Dispatcher {
    const key = JSON.stringify(tls);
    if (this.#pool?.key === key) return this.#pool.dispatcher;
    void this.#pool?.dispatcher.close().catch(() => undefined);
    const connect = { ...tls, timeout: connectTimeoutMs, keepAlive: true, keepAliveInitialDelay: 30_000 };
    const pool = { allowH2: false, pipelining: 1, keepAliveTimeout: idleTimeoutMs };
    const dispatcher = this.#proxy
      ? new ProxyAgent({
          ...pool,
          uri: checkedProxy(this.#proxy),
          requestTls: connect,
          connect: { timeout: connectTimeoutMs },
        })
      : new Agent({ ...pool, connect });
    this.#pool = { key, dispatcher };
    return dispatcher;
  }

  async *#bytes(
    body: Dispatcher.ResponseData['body'],
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of body) yield chunk;
    } catch (error) {
      if (signal?.aborted || this.#end.signal.aborted) return;
      throw this.#failure(error, signal);
    }
  }

  #failure(error: unknown, signal: AbortSignal | undefined): Failure {
    if (signal?.aborted || this.#end.signal.aborted) return { kind: 'cancelled', message: 'cancelled' };
    return failureOfError(error, this.#server.origin);
  }
}

async function readText({ headers, body }: Dispatcher.ResponseData): Promise<string> {
  if (headers['content-encoding'] !== 'gzip') return body.text();
  // Off the main thread, since a page of pods unpacks to more than a megabyte.
  return (await unzip(await body.bytes())).toString('utf8');
}

function unpacked({ headers, body }: Dispatcher.ResponseData): Body {
  if (headers['content-encoding'] !== 'gzip') return body;
  // What breaks either stream breaks both, and is thrown to whoever reads.
  return pipeline(body, createGunzip({ chunkSize: unpackedChunkBytes }), () => undefined);
}

async function drop({ body }: Dispatcher.ResponseData): Promise<void> {
  await body.dump().catch(() => undefined);
}

/** The address, if it is one of a proxy that is spoken with. */
function checkedProxy(address: string): string {
  const scheme = URL.parse(address)?.protocol ?? '';
  if (proxySchemes.has(scheme)) return address;
  throw new MaterialError(`the proxy's address must be http, https or socks5: ${safeText(address, 100)}`);
}

function queryText(query: Question['query']): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) text.append(name, String(value));
  }
  return text.size === 0 ? '' : `?${text}`;
}

/** `Retry-After` in seconds or as a date. */
function retryAfterOf(headers: Headers): number | undefined {
  const value = headers['retry-after'];
  if (typeof value !== 'string') return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

function isStaleConnection(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE';
}
