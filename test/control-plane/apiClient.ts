import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';

/** A response, read to its end. `body` is parsed where it is JSON. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

interface Kubeconfig {
  readonly clusters: readonly [
    { readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string } },
  ];
  readonly users: readonly [{ readonly user: { readonly token: string } }];
}

/** A bare client of the Kubernetes API for tests, made for kubeconfigs with one cluster and one token. */
export class ApiClient {
  readonly #server: string;
  readonly #options: RequestOptions;

  constructor(kubeconfig: Kubeconfig) {
    const { server, 'certificate-authority-data': authority } = kubeconfig.clusters[0].cluster;
    const ca = Buffer.from(authority, 'base64');
    this.#server = server;
    this.#options = {
      agent: new Agent({ ca, keepAlive: true, maxSockets: 32 }),
      headers: { authorization: `Bearer ${kubeconfig.users[0].user.token}` },
    };
  }

  static async of(kubeconfigFile: string): Promise<ApiClient> {
    return new ApiClient(parse(await readFile(kubeconfigFile, 'utf8')) as Kubeconfig);
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.#call('GET', path);
  }

  post<T>(path: string, body: unknown): Promise<Answer<T>> {
    return this.#call('POST', path, JSON.stringify(body), 'application/json');
  }

  /** A text as it is, of the given content type. */
  postText<T>(path: string, text: string, contentType: string): Promise<Answer<T>> {
    return this.#call('POST', path, text, contentType);
  }

  /** A JSON merge patch. */
  patch<T>(path: string, body: unknown): Promise<Answer<T>> {
    return this.#call('PATCH', path, JSON.stringify(body), 'application/merge-patch+json');
  }

  delete<T>(path: string): Promise<Answer<T>> {
    return this.#call('DELETE', path);
  }

  /** A response that is still coming, such as a log that is followed. Destroy it to hang up. */
  open(path: string): Promise<IncomingMessage> {
    return this.#send('GET', path, undefined, undefined);
  }

  async #call<T>(method: string, path: string, body?: string, contentType?: string): Promise<Answer<T>> {
    const response = await this.#send(method, path, body, contentType);
    const received = await text(response);
    const isJson = response.headers['content-type']?.includes('json') ?? false;
    return { status: response.statusCode ?? 0, body: (isJson ? JSON.parse(received) : received) as T };
  }

  #send(method: string, path: string, body?: string, contentType?: string): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const headers = { ...this.#options.headers, ...(contentType && { 'content-type': contentType }) };
    const sent = request(this.#server + path, { ...this.#options, method, headers }, resolve);
    sent.on('error', reject);
    sent.end(body);
    return promise;
  }
}
