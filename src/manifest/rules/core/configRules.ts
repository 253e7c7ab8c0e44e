import { renameKey } from '../../fix/edits.ts';
import type { ManifestObject } from '../../object.ts';
import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import type { Entry, MapNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { configKey } from './nameForms.ts';
import { facts, given, givenMap, givenText, isEmpty, keyOf } from './reading.ts';

const dataKey = facts(
  'core/data-key',
  'error',
  'A key of a ConfigMap or Secret is misspelled.',
  'Keys become file names and variables; the API server takes letters, digits, dashes, underscores and dots only.',
);
const keyTwice = facts(
  'core/data-key-repeated',
  'error',
  'A key of a ConfigMap stands in data and in binaryData.',
  'It could have one value only; the API server refuses the object.',
);
const tooLarge = facts(
  'core/data-too-large',
  'error',
  'A ConfigMap or Secret holds more than 1 MiB.',
  'The API server refuses it; large files belong into an image, a volume or an object store.',
);
const secretKeys = facts(
  'core/secret-keys',
  'error',
  'A Secret lacks a key that its type demands.',
  'Types promise keys to whoever reads them (tls.crt, .dockerconfigjson …); the API server refuses a Secret that breaks the promise.',
);
const secretJson = facts(
  'core/secret-json',
  'error',
  'The registry credentials of a Secret are no JSON object.',
  'The kubelet reads them as JSON when it pulls images; the API server refuses others.',
);

const mostBytes = 1024 * 1024;

const checkConfigMap: KindCheck = (object, report) => {
  const [data, binary] = [givenMap(object.node, 'data'), givenMap(object.node, 'binaryData')];
  for (const entry of [...(data?.entries ?? []), ...(binary?.entries ?? [])]) checkKey(entry, report);
  for (const entry of data?.entries ?? [])
    if (given(binary, entry.name) !== undefined)
      report(keyTwice.id, entry.key, say`${entry.name} stands in binaryData as well.`);
  const size = sizeOf(data, length => length) + sizeOf(binary, decodedLength);
  if (size > mostBytes) reportSize(object, size, report);
};

const checkSecret: KindCheck = (object, report) => {
  const [data, texts] = [givenMap(object.node, 'data'), givenMap(object.node, 'stringData')];
  for (const entry of [...(data?.entries ?? []), ...(texts?.entries ?? [])]) checkKey(entry, report);
  const size = sizeOf(data, decodedLength) + sizeOf(texts, length => length);
  if (size > mostBytes) reportSize(object, size, report);
  const type = givenText(object.node, 'type') ?? 'Opaque';
  checkSecretKeys(object, type, report);
  const json =
    type === 'kubernetes.io/dockercfg'
      ? '.dockercfg'
      : type === 'kubernetes.io/dockerconfigjson'
        ? '.dockerconfigjson'
        : undefined;
  if (json !== undefined) checkJson(data, texts, json, report);
};

function checkKey({ key, name }: Entry, report: Report): void {
  if (isPlaceholder(key) || configKey.fits(name)) return;
  const mended = configKey.mend?.(name) ?? '';
  report(dataKey.id, key, say`"${name}" cannot be a key here: ${configKey.demand}.`, {
    fixes: () =>
      configKey.fits(mended)
        ? [{ title: say`Write ${mended}`, edits: renameKey(key, mended), isSafe: false }]
        : [],
  });
}

function sizeOf(map: MapNode | undefined, bytesOf: (length: number, text: string) => number): number {
  let size = 0;
  for (const { value } of map?.entries ?? [])
    if (value.kind === 'scalar') size += bytesOf(byteLength(value.text), value.text);
  return size;
}

/** Bytes of a text in UTF-8. Most texts are far from the limit, and then their length is near enough. */
function byteLength(text: string): number {
  return text.length * 3 < mostBytes ? text.length : new TextEncoder().encode(text).length;
}

function decodedLength(length: number, text: string): number {
  return Math.floor((length * 3) / 4) - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
}

function reportSize(object: ManifestObject, size: number, report: Report): void {
  const name = isEmpty(object.node, 'data')
    ? isEmpty(object.node, 'binaryData')
      ? 'stringData'
      : 'binaryData'
    : 'data';
  report(
    tooLarge.id,
    keyOf(object.node, name),
    say`The ${object.kind} holds ${size} bytes, but at most ${mostBytes} are allowed.`,
  );
}

const requiredKeys: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

function checkSecretKeys(object: ManifestObject, type: string, report: Report): void {
  const { node } = object;
  const has = (key: string) =>
    ['data', 'stringData'].some(name => given(givenMap(node, name), key) !== undefined);
  const data = givenMap(node, 'data');
  const lacks = (key: string) =>
    report(secretKeys.id, data ?? node, say`A Secret of type ${type} needs the key ${key}.`, {
      missing: data === undefined ? 'data' : key,
    });
  for (const key of requiredKeys[type] ?? []) if (!has(key)) lacks(key);
  if (type === 'kubernetes.io/basic-auth' && !has('username') && !has('password')) {
    lacks('username');
    lacks('password');
  }
  const annotation = 'kubernetes.io/service-account.name';
  const metadata = givenMap(node, 'metadata');
  const account = givenText(givenMap(metadata, 'annotations'), annotation);
  if (
    type === 'kubernetes.io/service-account-token' &&
    (account === undefined || account === '') &&
    metadata !== undefined
  )
    report(
      secretKeys.id,
      givenMap(metadata, 'annotations') ?? metadata,
      say`A token Secret needs the annotation ${annotation}, the account that it is for.`,
      {
        missing: givenMap(metadata, 'annotations') === undefined ? 'annotations' : annotation,
      },
    );
}

function checkJson(
  data: MapNode | undefined,
  texts: MapNode | undefined,
  name: string,
  report: Report,
): void {
  const [text, encoded] = [given(texts, name), given(data, name)];
  const value = text ?? encoded;
  if (value?.kind !== 'scalar' || typeof value.value !== 'string' || isPlaceholder(value)) return;
  const json = text === undefined ? decoded(value.value) : value.value;
  if (json !== undefined && !isPlaceholder({ ...value, value: json }) && !isJsonObject(json))
    report(secretJson.id, value, say`${name} has to be a JSON object.`);
}

/** Undefined for what is no base64, which the schema's format tells. */
function decoded(text: string): string | undefined {
  try {
    return atob(text.replace(/\s/g, ''));
  } catch {
    return undefined;
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return value === null || (typeof value === 'object' && !Array.isArray(value));
  } catch {
    return false;
  }
}

/** ConfigMaps and Secrets. Messages never hold a value of theirs. */
export const configRules: RuleSet = {
  facts: [dataKey, keyTwice, tooLarge, secretKeys, secretJson],
  kinds: { '/ConfigMap': checkConfigMap, '/Secret': checkSecret },
};
