import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createConnection } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answer = (asked: Asked, response: ServerResponse) => void;

/** A real HTTP server on a loopback port that notes what it is asked and answers as the test says. */
export class TestServer {
  readonly asked: Asked[] = [];
  readonly #server: Server;
  #answer: Answer = (_asked, response) => response.writeHead(500).end();

  private constructor(tls?: { readonly key: string; readonly cert: string }) {
    const listen = (request: IncomingMessage, response: ServerResponse) =>
      void this.#listen(request, response);
    this.#server = tls ? createSecureServer(tls, listen) : createServer(listen);
  }

  static async start(tls?: { readonly key: string; readonly cert: string }): Promise<TestServer> {
    const server = new TestServer(tls);
    await new Promise<void>(resolve => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get last(): Asked {
    const last = this.asked.at(-1);
    if (!last) throw new Error('nothing was asked');
    return last;
  }

  answerWith(answer: Answer): void {
    this.#answer = answer;
  }

  answerJson(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): void {
    this.answerWith((_asked, response) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    });
  }

  /** Is a proxy as well: every tunnel that is asked for leads to this port. */
  tunnelTo(port: number, seen: (target: string) => void): void {
    this.#server.on('connect', (request, socket) => {
      seen(request.url ?? '');
      const onward = createConnection(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
      socket.on('close', () => onward.destroy());
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  async #listen(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const url = new URL(request.url ?? '/', 'http://any');
    const asked: Asked = {
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body,
    };
    this.asked.push(asked);
    this.#answer(asked, response);
  }
}
