import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { isJsonObject, type JsonObject } from '../api/kubeObject.ts';
import { ApiError, refusals } from '../api/status.ts';

/** Answers smaller than this are not worth packing; the real server draws the same line. */
const gzipFromBytes = 128 * 1024;

/** One request and its answer. */
export class Exchange {
  readonly method: string;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly #closed = new AbortController();

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.request = request;
    this.response = response;
    this.method = request.method ?? 'GET';
    this.url = new URL(request.url ?? '/', 'http://localhost');
    response.on('close', () => this.#closed.abort());
  }

  /** Aborts when the other side goes away, or the answer is out. */
  get signal(): AbortSignal {
    return this.#closed.signal;
  }

  /** A query parameter; an empty one counts as absent. */
  query(name: string): string | undefined {
    return this.url.searchParams.get(name) || undefined;
  }

  /** `?name`, `?name=true` and `?name=1` are true. */
  flag(name: string): boolean {
    const value = this.url.searchParams.get(name);
    return value !== null && value !== 'false' && value !== '0';
  }

  number(name: string): number | undefined {
    const value = this.query(name);
    if (value === undefined) return undefined;
    if (/^-?\d+$/.test(value)) return Number(value);
    throw refusals.badRequest(`strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`);
  }

  header(name: string): string {
    const value = this.request.headers[name];
    return Array.isArray(value) ? value.join(',') : (value ?? '');
  }

  async bodyText(): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  }

  /** The body as JSON; nothing at all is an empty object. */
  async bodyJson(): Promise<unknown> {
    const body = await this.bodyText();
    if (body.trim() === '') return {};
    try {
      return JSON.parse(body);
    } catch (error) {
      throw refusals.badRequest(
        `the object provided is unrecognized (must be of type Object): ${(error as Error).message}`,
      );
    }
  }

  async bodyObject(): Promise<JsonObject> {
    const body = await this.bodyJson();
    if (!isJsonObject(body))
      throw refusals.badRequest('the object provided is unrecognized (must be of type Object)');
    return body;
  }

  warn(message: string): void {
    this.response.appendHeader('Warning', `299 - ${JSON.stringify(message)}`);
  }

  json(code: number, body: unknown): void {
    this.send(code, 'application/json', `${JSON.stringify(body)}\n`);
  }

  send(code: number, contentType: string, body: string): void {
    if (this.response.writableEnded || this.response.destroyed) return;
    const bytes = Buffer.from(body);
    const isPacked = bytes.length >= gzipFromBytes && this.header('accept-encoding').includes('gzip');
    const payload = isPacked ? gzipSync(bytes, { level: 1 }) : bytes;
    if (isPacked) this.response.setHeader('Content-Encoding', 'gzip');
    this.response.writeHead(code, {
      'Content-Type': contentType,
      'Content-Length': payload.length,
      'Cache-Control': 'no-cache, private',
    });
    this.response.end(payload);
  }

  /** Answers with what went wrong. */
  fail(error: unknown): void {
    const refusal =
      error instanceof ApiError
        ? error
        : new ApiError(500, 'InternalError', `Internal error occurred: ${(error as Error).message}`);
    if (this.response.headersSent) this.response.destroy();
    else this.json(refusal.code, refusal.status);
  }
}

/** Refuses an `Accept` header that leaves no way out; a wish for tables is passed over where JSON would do as well. */
export function requireJson(exchange: Exchange): void {
  const offered = ['application/json', 'application/*', '*/*'];
  const wanted = exchange
    .header('accept')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
  const isFine = wanted.some(part => {
    const [type, ...parameters] = part.split(';').map(piece => piece.trim());
    return offered.includes(type ?? '') && !parameters.some(parameter => parameter.startsWith('as='));
  });
  if (wanted.length > 0 && !isFine) throw refusals.notAcceptable('application/json');
}
