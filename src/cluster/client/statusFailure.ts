import type { Failure, FailureCause } from '../failure.ts';
import { isRecord, listAt, numberAt, recordAt, textAt } from '../wireReader.ts';
import { safeText } from './safeText.ts';

/** What a request was about, as far as its failure depends on it. */
export interface Subject {
  readonly group: string;
  readonly resource: string;
}

/** What an answer's headers add to its body. */
export interface AnswerFacts {
  readonly status: number;
  readonly retryAfterMs?: number;
  readonly subject?: Subject;
}

/** Is this the `Status` object with which an API server explains itself? */
export function isStatus(body: unknown): body is Readonly<Record<string, unknown>> {
  return isRecord(body) && body['kind'] === 'Status' && body['status'] !== 'Success';
}

/** Makes a failure of a `Status` object. The HTTP code decides the kind, its `reason` where one code has several. */
export function failureOfStatus(status: Readonly<Record<string, unknown>>, answer: AnswerFacts): Failure {
  const text = textAt(status, 'message') ?? textAt(status, 'reason') ?? '';
  const code = codeOf(numberAt(status, 'code') ?? answer.status, text);
  const reason = textAt(status, 'reason') ?? '';
  const isSecret = /^secrets?$/i.test(textAt(status, 'details', 'kind') ?? answer.subject?.resource ?? '');
  const message = safeText(isSecret ? withoutValues(text) : text);
  const base = { message, status: code };
  const causes = () => causesOf(status, text, isSecret);
  switch (code) {
    case 401:
      return { kind: 'expiredLogin', ...base };
    case 403:
      return { kind: 'forbidden', ...base, ...whatIsForbidden(text, status) };
    case 404:
      return { ...notFound(status, answer.subject), ...base };
    case 409:
      return reason === 'AlreadyExists'
        ? { kind: 'alreadyExists', ...base }
        : { kind: 'conflict', ...base, causes: causes() };
    case 410:
      return { kind: 'expired', ...base };
    case 400:
    case 413:
    case 415:
    case 422:
      return { kind: 'invalid', ...base, causes: causes() };
    case 429:
      return { kind: 'tooManyRequests', ...base, ...retryAfter(status, answer) };
    case 408:
    case 504:
      return { kind: 'timedOut', ...base };
    default:
      return code >= 500 ? { kind: 'serverError', ...base } : { kind: 'badAnswer', ...base };
  }
}

/** A server-side apply with a field that the schema does not know is refused as a fault of the server, of all things. */
function codeOf(code: number, message: string): number {
  return code === 500 && message.startsWith('failed to create typed patch object') ? 422 : code;
}

type NotFound = { readonly kind: 'notFound' } | ({ readonly kind: 'kindNotServed' } & Subject);

/** A missing object is named in the details; a path that leads nowhere names nothing. */
function notFound(status: unknown, subject: Subject | undefined): NotFound {
  if (textAt(status, 'details', 'name') !== undefined || !subject) return { kind: 'notFound' };
  return { kind: 'kindNotServed', ...subject };
}

interface Forbidden {
  readonly verb?: string;
  readonly resource?: string;
  readonly namespace?: string;
}

/** The verb and the namespace stand only in the sentence: `User "u" cannot list resource "pods" in … namespace "n"`. */
function whatIsForbidden(message: string, status: unknown): Forbidden {
  const verb = /\bcannot (\w+) (?:resource|path) /.exec(message)?.[1];
  const named = /\bcannot \w+ (?:resource|path) "([^"]+)"/.exec(message)?.[1];
  const namespace = /\bin the namespace "([^"]+)"/.exec(message)?.[1];
  const resource = named ?? textAt(status, 'details', 'kind');
  return {
    ...(verb === undefined ? {} : { verb }),
    ...(resource === undefined ? {} : { resource: safeText(resource, 100) }),
    ...(namespace === undefined ? {} : { namespace: safeText(namespace, 100) }),
  };
}

function causesOf(status: unknown, message: string, isSecret: boolean): readonly FailureCause[] {
  const told = listAt(status, 'details', 'causes').map(cause => {
    const field = textAt(cause, 'field');
    const reason = textAt(cause, 'reason');
    const text = textAt(cause, 'message') ?? '';
    return {
      ...(field === undefined ? {} : { field: safeText(field, 300) }),
      ...(reason === undefined ? {} : { reason: safeText(reason, 100) }),
      message: safeText(isSecret ? withoutValues(text) : text),
    };
  });
  return told.length > 0 ? told : [...strictDecodingCauses(message), ...typedPatchCauses(message)];
}

/** Strict field validation names its findings in the sentence only: `unknown field "spec.a", duplicate field "spec.b"`. */
function strictDecodingCauses(message: string): readonly FailureCause[] {
  if (!message.includes('strict decoding error')) return [];
  return [
    ...message.matchAll(/\b(unknown|duplicate) field "([^"]+)"|\bkey "([^"]+)" already set in map/g),
  ].map(match => ({
    field: safeText(match[2] ?? match[3] ?? '', 300),
    reason: match[1] === 'unknown' ? 'FieldValueNotSupported' : 'FieldValueDuplicate',
    message: safeText(match[0], 400),
  }));
}

/** A refused apply has a line for each finding: `  .spec.foo: field not declared in schema`. */
function typedPatchCauses(message: string): readonly FailureCause[] {
  if (!message.startsWith('failed to create typed patch object')) return [];
  return [...message.matchAll(/^\s+(\.\S.*?): (.+)$/gm)].map(match => ({
    field: safeText(match[1] ?? '', 300),
    reason: 'FieldValueNotSupported',
    message: safeText(match[2] ?? '', 400),
  }));
}

function retryAfter(status: unknown, answer: AnswerFacts): { readonly retryAfterMs?: number } {
  const seconds = numberAt(recordAt(status, 'details'), 'retryAfterSeconds');
  const retryAfterMs = answer.retryAfterMs ?? (seconds === undefined ? undefined : seconds * 1_000);
  return retryAfterMs === undefined ? {} : { retryAfterMs };
}

/** The server quotes the values that it refuses; those of a Secret are nobody's business. */
function withoutValues(message: string): string {
  return message.replaceAll(
    /(Invalid value|Unsupported value|Duplicate value): .*?(?=: |$)/gs,
    '$1: (hidden)',
  );
}
