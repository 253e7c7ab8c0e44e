import { accessSync, constants } from 'node:fs';
import type { RequestOptions } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
import type { ContextMaterial, KubeconfigEntry } from '../access.ts';
import { isRecord, listAt, recordAt, textAt } from '../wireReader.ts';
import { execInfo } from './execInfo.ts';
import { type ExecCredential, runExecPlugin } from './execPlugin.ts';
import { LoginError, MaterialError } from './loginError.ts';
import { loginCommandOf } from './mergeKubeconfigs.ts';
import { OidcTokens } from './oidcTokens.ts';
import { unlessAborted } from './unlessAborted.ts';

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
  /** What the login command gave last. */
  #credential: ExecCredential | undefined;
  /** Client-node knows no way to renew such tokens that works. */
  readonly #oidc: OidcTokens | undefined;
  #pending: Promise<Credentials> | undefined;
  /** Ends the login that is under way. */
  #running = new AbortController();
  #waiting = 0;
  #pendingSinceMs = 0;
  #given: Credentials | undefined;

  constructor(material: ContextMaterial) {
    this.#material = material;
    const provider = recordAt(material.user, 'auth-provider');
    if (provider['name'] === 'oidc') this.#oidc = new OidcTokens(recordAt(provider, 'config'));
  }

  /** Whether logging in again can give other credentials than before. */
  get isRenewable(): boolean {
    const { user } = this.#material;
    return isRecord(user['exec']) || isRecord(user['auth-provider']) || 'tokenFile' in user;
  }

  /**
   * Logs in, or gives what the last login gave. A login that nobody waits for any more is ended: a command that hangs
   * must not stay behind.
   *
   * @throws LoginError, MaterialError, or the signal's reason
   */
  async credentials(signal?: AbortSignal): Promise<Credentials> {
    signal?.throwIfAborted();
    const pending = this.#share();
    if (!signal) return pending;
    this.#waiting += 1;
    try {
      return await unlessAborted(pending, signal);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0 && signal.aborted && this.#pending === pending) this.#end(signal.reason);
    }
  }

  /** Ends what is under way; the login that was made already stays. */
  #end(reason: unknown): void {
    if (this.#pendingSinceMs !== Number.POSITIVE_INFINITY) return;
    this.#pending = undefined;
    this.#running.abort(reason);
  }

  #share(): Promise<Credentials> {
    const now = performance.now();
    if (this.#pending && now - this.#pendingSinceMs < freshMs) return this.#pending;
    this.#running = new AbortController();
    const asked = this.#ask(this.#running.signal);
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
    this.#credential = undefined;
    this.#oidc?.forget();
  }

  async #ask(signal: AbortSignal): Promise<Credentials> {
    const { cluster, user } = this.#material;
    const options: RequestOptions = { headers: {} };
    checkFiles(cluster, user);
    checkTerminal(user);
    try {
      const exec = user['exec'];
      if (isRecord(exec)) this.#config = configOf(this.#material, await this.#runCommand(exec, signal));
      else if (this.#oidc)
        this.#config = configOf(this.#material, { token: await this.#oidc.idToken(signal) });
      else this.#config ??= configOf(this.#material);
      await this.#config.applyToHTTPSOptions(options);
    } catch (error) {
      throw signal.aborted ? error : loginErrorOf(error, user);
    }
    this.#given = { headers: headersOf(options, user), tls: tlsOf(options) };
    return this.#given;
  }

  async #runCommand(exec: KubeconfigEntry, signal: AbortSignal): Promise<ExecCredential> {
    const { cluster, context } = this.#material;
    const known = this.#credential;
    if (known && Date.now() < (known.expiresAtMs ?? Number.POSITIVE_INFINITY)) return known;
    this.#credential = await runExecPlugin(exec, execInfo(exec, cluster, context.server), signal);
    return this.#credential;
  }
}

function configOf({ cluster, user, context }: ContextMaterial, given?: Partial<ExecCredential>): KubeConfig {
  const config = new KubeConfig();
  const { 'proxy-url': _, ...direct } = withoutOverruled(cluster);
  // Client-node refuses plain HTTP unless verification is off; without TLS there is nothing to verify.
  const isPlain = context.server.startsWith('http:');
  const clusterEntry = isPlain ? { ...direct, 'insecure-skip-tls-verify': true } : direct;
  const text = JSON.stringify({
    clusters: [{ name: entryName, cluster: { ...clusterEntry, server: context.server } }],
    users: [{ name: entryName, user: userEntry(user, given) }],
    contexts: [{ name: entryName, context: { cluster: entryName, user: entryName } }],
    'current-context': entryName,
  });
  config.loadFromString(text);
  return config;
}

/** The user's entry in the form that client-node understands, with what a login command gave in that command's place. */
function userEntry(user: KubeconfigEntry, given: Partial<ExecCredential> | undefined): KubeconfigEntry {
  const { tokenFile, token, exec: _, ...others } = withoutOverruled(user);
  const { 'auth-provider': provider, ...plain } = others;
  // A token that was got by now stands in the place of the provider that gave it.
  const rest = given && provider !== undefined ? plain : others;
  if (typeof tokenFile === 'string')
    return { ...rest, 'auth-provider': { name: 'tokenFile', config: { tokenFile } } };
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return {
    ...rest,
    ...(typeof token === 'string' && token !== '' ? { token } : {}),
    ...(given?.token === undefined ? {} : { token: given.token }),
    ...(given?.certificate === undefined ? {} : { 'client-certificate-data': base64(given.certificate) }),
    ...(given?.key === undefined ? {} : { 'client-key-data': base64(given.key) }),
  };
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
