import { accessSync, constants } from 'node:fs';
import type { RequestOptions } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
import type { ContextMaterial, KubeconfigEntry } from '../access.ts';
import { isRecord, listAt, recordAt, textAt } from '../wireReader.ts';
import { execInfo } from './execInfo.ts';
import { LoginError, MaterialError } from './loginError.ts';
import { loginCommandOf } from './mergeKubeconfigs.ts';

/** What proves to a server who we are, and to us who the server is. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly tls: TlsMaterial;
}

export interface TlsMaterial {
  readonly ca?: string | Buffer;
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  readonly rejectUnauthorized?: boolean;
  readonly servername?: string;
}

/** Credentials are asked for again after this time, so that a token that ran out meanwhile is renewed. */
const freshMs = 15_000;
const entryName = 'timonel';

/**
 * Logs in to one cluster by the means that client-node knows: certificates, tokens, token files, exec plugins, OIDC.
 *
 * Questions asked at the same time share one login, since each run of a plugin may open a browser.
 */
export class Login {
  readonly #material: ContextMaterial;
  #config: KubeConfig | undefined;
  #pending: Promise<Credentials> | undefined;
  #pendingSinceMs = 0;
  #given: Credentials | undefined;

  constructor(material: ContextMaterial) {
    this.#material = material;
  }

  /** Whether logging in again can give other credentials than before. */
  get isRenewable(): boolean {
    const { user } = this.#material;
    return isRecord(user['exec']) || isRecord(user['auth-provider']) || 'tokenFile' in user;
  }

  /** @throws LoginError, MaterialError */
  credentials(): Promise<Credentials> {
    const now = performance.now();
    if (this.#pending && now - this.#pendingSinceMs < freshMs) return this.#pending;
    const asked = this.#ask();
    this.#pending = asked;
    // A login in a browser takes its time; only once it is done does it begin to age.
    this.#pendingSinceMs = Number.POSITIVE_INFINITY;
    const finish = (isLoggedIn: boolean) => {
      if (this.#pending !== asked) return;
      if (isLoggedIn) this.#pendingSinceMs = performance.now();
      else this.#pending = undefined;
    };
    asked.then(
      () => finish(true),
      () => finish(false),
    );
    return asked;
  }

  /**
   * Drops what is cached: the next question runs the login anew.
   *
   * @param refused the credentials that were of no use; others that were got since are kept
   */
  forget(refused?: Credentials): void {
    if (refused && this.#given && JSON.stringify(this.#given) !== JSON.stringify(refused)) return;
    this.#pending = undefined;
    this.#config = undefined;
  }

  async #ask(): Promise<Credentials> {
    const { cluster, user } = this.#material;
    const options: RequestOptions = { headers: {} };
    checkFiles(cluster, user);
    checkTerminal(user);
    try {
      this.#config ??= configOf(this.#material);
      await this.#config.applyToHTTPSOptions(options);
    } catch (error) {
      throw loginErrorOf(error, user);
    }
    this.#given = { headers: headersOf(options, user), tls: tlsOf(options) };
    return this.#given;
  }
}

function configOf({ cluster, user, context }: ContextMaterial): KubeConfig {
  const config = new KubeConfig();
  const { 'proxy-url': _, ...direct } = withoutOverruled(cluster);
  // Client-node refuses plain HTTP unless verification is off; without TLS there is nothing to verify.
  const isPlain = context.server.startsWith('http:');
  const clusterEntry = isPlain ? { ...direct, 'insecure-skip-tls-verify': true } : direct;
  const text = JSON.stringify({
    clusters: [{ name: entryName, cluster: { ...clusterEntry, server: context.server } }],
    users: [{ name: entryName, user: userEntry(user, cluster, context.server) }],
    contexts: [{ name: entryName, context: { cluster: entryName, user: entryName } }],
    'current-context': entryName,
  });
  config.loadFromString(text);
  return config;
}

/** The user's entry in the form that client-node understands. */
function userEntry(user: KubeconfigEntry, cluster: KubeconfigEntry, server: string): KubeconfigEntry {
  const { tokenFile, token, ...rest } = withoutOverruled(user);
  if (typeof tokenFile === 'string')
    return { ...rest, 'auth-provider': { name: 'tokenFile', config: { tokenFile } } };
  const withToken = typeof token === 'string' && token !== '' ? { ...rest, token } : rest;
  const exec = rest['exec'];
  if (!isRecord(exec)) return withToken;
  const info = { name: 'KUBERNETES_EXEC_INFO', value: execInfo(exec, cluster, server) };
  const env = listAt(exec, 'env').filter(isRecord);
  return { ...withToken, exec: { ...exec, args: listAt(exec, 'args'), env: [...env, info] } };
}

/** Embedded data wins over a file, as in kubectl; client-node has it the other way round. */
function withoutOverruled(entry: KubeconfigEntry): KubeconfigEntry {
  const overruled = Object.keys(entry).filter(field => textAt(entry, `${field}-data`) !== undefined);
  return Object.fromEntries(Object.entries(entry).filter(([field]) => !overruled.includes(field)));
}

function headersOf(options: RequestOptions, user: KubeconfigEntry): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(recordAt(options, 'headers'))) {
    // A token file commonly ends with a line break, which no header may hold.
    if (typeof value === 'string') headers[name.toLowerCase()] = value.trim();
  }
  if (typeof options.auth === 'string')
    headers['authorization'] ??= `Basic ${Buffer.from(options.auth).toString('base64')}`;
  const groups = listAt(user, 'as-groups').filter(group => typeof group === 'string');
  if (groups.length > 0) headers['impersonate-group'] = groups;
  const uid = textAt(user, 'as-uid');
  if (uid !== undefined) headers['impersonate-uid'] = uid;
  for (const [name, values] of Object.entries(recordAt(user, 'as-user-extra'))) {
    if (!Array.isArray(values)) continue;
    headers[`impersonate-extra-${encodeURIComponent(name).toLowerCase()}`] = values.map(String);
  }
  return headers;
}

function tlsOf(options: RequestOptions): TlsMaterial {
  const { ca, cert, key, rejectUnauthorized, servername } = options;
  const material = (value: unknown) =>
    typeof value === 'string' || Buffer.isBuffer(value) ? value : undefined;
  const [theirs, ours, secret] = [material(ca), material(cert), material(key)];
  return {
    ...(theirs === undefined ? {} : { ca: theirs }),
    ...(ours === undefined ? {} : { cert: ours }),
    ...(secret === undefined ? {} : { key: secret }),
    ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
    ...(servername === undefined ? {} : { servername }),
  };
}

/** A missing file is a mistake of the kubeconfig, and told as one before anything is run. */
function checkFiles(...entries: readonly KubeconfigEntry[]): void {
  for (const entry of entries) {
    for (const field of ['certificate-authority', 'client-certificate', 'client-key', 'tokenFile']) {
      const path = textAt(withoutOverruled(entry), field);
      if (path === undefined) continue;
      try {
        accessSync(path, constants.R_OK);
      } catch {
        throw new MaterialError(`the file of ${field} cannot be read: ${path}`);
      }
    }
  }
}

function checkTerminal(user: KubeconfigEntry): void {
  if (textAt(user, 'exec', 'interactiveMode') !== 'Always') return;
  const command = textAt(user, 'exec', 'command');
  throw new LoginError('the login command has to be run in a terminal (interactiveMode: Always)', command);
}

function loginErrorOf(error: unknown, user: KubeconfigEntry): Error {
  const command = loginCommandOf(user);
  const message = error instanceof Error ? error.message.trim() : String(error);
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  const hint = textAt(user, 'exec', 'installHint');
  if (command !== undefined && isMissing)
    return new LoginError(`${command}: command not found`, command, hint);
  if (command !== undefined) return new LoginError(message || `${command} failed without a word`, command);
  if (isRecord(user['auth-provider'])) return new LoginError(message);
  return new MaterialError(message);
}
