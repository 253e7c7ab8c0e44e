import type { Failure } from '../failure.ts';
import { LoginError, MaterialError } from './loginError.ts';
import { safeText } from './safeText.ts';
import { type AnswerFacts, failureOfStatus, isStatus } from './statusFailure.ts';

/** The one place where what was thrown on the way to a server becomes a failure. */
export function failureOfError(error: unknown, server: string): Failure {
  if (error instanceof LoginError) {
    const { command, installHint } = error;
    return {
      kind: 'loginFailed',
      message: safeText(error.message),
      ...(command === undefined ? {} : { command }),
      ...(installHint === undefined ? {} : { installHint: safeText(installHint) }),
    };
  }
  if (error instanceof MaterialError) return { kind: 'badKubeconfig', message: safeText(error.message) };
  const { code, name, message } = innermost(error);
  const text = safeText(message === '' ? (code ?? name) : message);
  if (isAbort(name, code)) return { kind: 'cancelled', message: text };
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')
    return { kind: 'timedOut', message: text };
  const base = { message: text, server: safeText(server, 300), ...(code === undefined ? {} : { code }) };
  if (isWrongProtocol(code, message)) return { kind: 'badAnswer', message: text };
  if (code !== undefined && isCertificateCode(code)) return { kind: 'badCertificate', ...base };
  return { kind: 'unreachable', ...base };
}

/** The one place where an answer that is no success becomes a failure. */
export function failureOfAnswer(body: string, answer: AnswerFacts): Failure {
  const parsed = parse(body);
  if (isStatus(parsed)) return failureOfStatus(parsed, answer);
  const { status, subject } = answer;
  const message = safeText(plainText(body) || `HTTP ${status}`, 300);
  switch (status) {
    case 401:
      return { kind: 'expiredLogin', message, status };
    case 404:
      // An API server answers a path that it does not serve with a bare line; a gateway in front of it with a page.
      if (subject && !/<html/i.test(body)) return { kind: 'kindNotServed', message, status, ...subject };
      return { kind: subject ? 'badAnswer' : 'notFound', message, status };
    case 410:
      return { kind: 'expired', message, status };
    case 429: {
      const { retryAfterMs } = answer;
      const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
      return { kind: 'tooManyRequests', message, status, ...wait };
    }
    case 408:
    case 504:
      return { kind: 'timedOut', message, status };
    default:
      return status >= 500
        ? { kind: 'serverError', message, status }
        : { kind: 'badAnswer', message, status };
  }
}

/** An answer that says success and is not what the API promises. */
export function badAnswer(what: string, status?: number): Failure {
  return { kind: 'badAnswer', message: safeText(what, 300), ...(status === undefined ? {} : { status }) };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The words of an error page. */
function plainText(body: string): string {
  const title = /<title>([^<]*)<\/title>/i.exec(body)?.[1];
  return (title ?? body.slice(0, 2_000).replaceAll(/<[^>]*>/g, ' ')).replaceAll(/\s+/g, ' ').trim();
}

interface Thrown {
  readonly code: string | undefined;
  readonly name: string;
  readonly message: string;
}

/** What lies at the bottom of an error: causes and the tries of one connection attempt are unwrapped. */
function innermost(error: unknown, depth = 0): Thrown {
  if (!(error instanceof Error)) return { code: undefined, name: '', message: String(error) };
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  if (inner instanceof Error && depth < 5) return innermost(inner, depth + 1);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { code, name: error.name, message: error.message };
}

function isAbort(name: string, code: string | undefined): boolean {
  return (
    name === 'AbortError' ||
    code === 'UND_ERR_ABORTED' ||
    code === 'UND_ERR_DESTROYED' ||
    code === 'UND_ERR_CLOSED'
  );
}

function isWrongProtocol(code: string | undefined, message: string): boolean {
  return (
    code === 'ERR_SSL_WRONG_VERSION_NUMBER' ||
    code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG' ||
    /wrong version number|packet length too long/i.test(message) ||
    (code?.startsWith('HPE_') ?? false)
  );
}

const certificateCodes = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
]);

function isCertificateCode(code: string): boolean {
  return /^(CERT_|ERR_SSL_|ERR_OSSL_|ERR_TLS_)|^EPROTO$/.test(code) || certificateCodes.has(code);
}
