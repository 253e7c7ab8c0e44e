import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import type { KubeconfigEntry } from '../access.ts';
import { isRecord, numberAt, textAt } from '../wireReader.ts';
import { safeText } from './safeText.ts';

/** A token that ends within so long is not worth sending any more. */
const marginMs = 10_000;
const timeoutMs = 30_000;

/** The tokens of one user who logs in by OpenID Connect. What an issuer renews is kept here; the kubeconfig stays as it is. */
export class OidcTokens {
  readonly #config: KubeconfigEntry;
  #idToken: string | undefined;
  #refreshToken: string | undefined;

  /** @param config the `config` of the user's `auth-provider` */
  constructor(config: KubeconfigEntry) {
    this.#config = config;
    this.#idToken = textAt(config, 'id-token');
    this.#refreshToken = textAt(config, 'refresh-token');
  }

  /**
   * The token to send: the one that is there as long as it is good, else a new one from the issuer.
   *
   * @throws Error with what the issuer said, or what the kubeconfig lacks
   */
  async idToken(signal: AbortSignal): Promise<string> {
    if (this.#idToken !== undefined && endOf(this.#idToken) > Date.now() + marginMs) return this.#idToken;
    const renewed = await this.#renew(signal);
    this.#idToken = textAt(renewed, 'id_token');
    if (this.#idToken === undefined) throw new Error('the issuer of the token gave no new one');
    this.#refreshToken = textAt(renewed, 'refresh_token') ?? this.#refreshToken;
    return this.#idToken;
  }

  /** The next question gets another token, where the issuer gives one. */
  forget(): void {
    this.#idToken = undefined;
  }

  async #renew(signal: AbortSignal): Promise<unknown> {
    const issuer = textAt(this.#config, 'idp-issuer-url');
    const clientId = textAt(this.#config, 'client-id');
    if (issuer === undefined || clientId === undefined || this.#refreshToken === undefined)
      throw new Error('the token has run out, and the kubeconfig does not say where to get another');
    const ca = authorityOf(this.#config);
    const dispatcher = new Agent({ connect: { timeout: timeoutMs, ...(ca === undefined ? {} : { ca }) } });
    try {
      const ask = asker(dispatcher, signal);
      const known = await ask(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
      const endpoint = textAt(known, 'token_endpoint');
      if (endpoint === undefined) throw new Error(`${safeText(issuer, 200)} is no issuer of tokens`);
      const secret = textAt(this.#config, 'client-secret');
      const form = new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: this.#refreshToken,
        client_id: clientId,
        ...(secret === undefined ? {} : { client_secret: secret }),
      });
      return await ask(endpoint, form);
    } finally {
      void dispatcher.destroy().catch(() => undefined);
    }
  }
}

function asker(dispatcher: Agent, signal: AbortSignal) {
  return async (url: string, form?: URLSearchParams): Promise<unknown> => {
    const { statusCode, body } = await request(url, {
      dispatcher,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      ...(form === undefined
        ? {}
        : {
            method: 'POST' as const,
            body: form.toString(),
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
          }),
    });
    const answer = parse(await body.text());
    if (statusCode >= 200 && statusCode < 300) return answer;
    // Of an answer that refuses, these two fields alone are meant for people.
    const why = textAt(answer, 'error_description') ?? textAt(answer, 'error') ?? `status ${statusCode}`;
    throw new Error(`the issuer of the token refused: ${safeText(why, 200)}`);
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function authorityOf(config: KubeconfigEntry): Buffer | undefined {
  const data = textAt(config, 'idp-certificate-authority-data');
  const path = textAt(config, 'idp-certificate-authority');
  if (data !== undefined) return Buffer.from(data, 'base64');
  return path === undefined ? undefined : readFileSync(path);
}

/** When a token ends, by its own word, in milliseconds; 0 where it says nothing that can be read. */
function endOf(token: string): number {
  const claims = parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  return isRecord(claims) ? (numberAt(claims, 'exp') ?? 0) * 1_000 : 0;
}
