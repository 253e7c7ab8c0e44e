import { isIpV4, isIpV6 } from './ipAddress.ts';
import { isQuantity } from './quantity.ts';
import { isDate, isDateTime, isGoDuration, isLooseDuration, isServerTime } from './times.ts';

/** Whether a text is in a format. All of them take time linear in the text. */
export type FormatCheck = (text: string) => boolean;

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;
const hostnamePart = /^[a-zA-Z0-9\p{S}\p{L}](?:[-a-zA-Z0-9\p{S}\p{L}]*[a-zA-Z0-9\p{S}\p{L}])?$/u;
const uuid = /^[0-9a-f]{8}-?[0-9a-f]{4}-?([0-9a-f])[0-9a-f]{3}-?([0-9a-f])[0-9a-f]{3}-?[0-9a-f]{12}$/i;
const mac = /^(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4,18}[0-9a-f]{2}$|^(?:[0-9a-f]{4}\.){2,9}[0-9a-f]{4}$/i;

/** Standard base64 as Go decodes it: padded, and line ends inside do not matter. */
export function isBase64(text: string): boolean {
  const bare = text.replace(/[\r\n]/g, '');
  return bare.length % 4 === 0 && base64.test(bare);
}

/** Base64 as the formats of CustomResourceDefinitions have it: no line ends, and not empty. */
function isPlainBase64(text: string): boolean {
  return text !== '' && text.length % 4 === 0 && base64.test(text);
}

/** An IP network in CIDR notation: `10.0.0.0/8`, `fd00::/8`. */
export function isCidr(text: string): boolean {
  const slash = text.indexOf('/');
  const [address, bits] = [text.slice(0, slash), text.slice(slash + 1)];
  if (slash === -1 || !/^(?:0|[1-9]\d{0,2})$/.test(bits)) return false;
  return (isIpV4(address) && Number(bits) <= 32) || (isIpV6(address) && Number(bits) <= 128);
}

/** An absolute URI or an absolute path, as Go's `url.ParseRequestURI` takes it. */
export function isUri(text: string): boolean {
  if (text === '' || hasControl(text)) return false;
  if (text.startsWith('/')) return true;
  const scheme = /^[a-zA-Z][-a-zA-Z0-9+.]*:/.exec(text);
  return scheme !== null && !/^[^/?#]*:\/\/[^/?#]*[\s<>"]/.test(text);
}

/** A host name of RFC 1123, in which letters of other scripts may stand. */
export function isHostname(text: string): boolean {
  return text.length <= 255 && text.split('.').every(part => part.length <= 63 && hostnamePart.test(part));
}

function isEmail(text: string): boolean {
  const address = /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text;
  return /^[^\s@<>()[\],;:\\]+@[^\s@<>()[\],;:\\]+$/.test(address.trim());
}

function isUuid(version?: string): FormatCheck {
  return text => {
    const [, third, fourth] = uuid.exec(text) ?? [];
    if (third === undefined || fourth === undefined) return false;
    if (version === undefined) return true;
    return third === version && (version === '3' || /[89ab]/i.test(fourth));
  };
}

function hasControl(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 32 || code === 127) return true;
  }
  return false;
}

const isIsbn: FormatCheck = text => isIsbn10(text) || isIsbn13(text);

function isIsbn10(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  if (!/^(?:\d{9}X|\d{10})$/.test(digits)) return false;
  const sum = [...digits].reduce(
    (total, digit, index) => total + (index + 1) * (digit === 'X' ? 10 : Number(digit)),
    0,
  );
  return sum % 11 === 0;
}

function isIsbn13(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  if (!/^\d{13}$/.test(digits)) return false;
  const sum = [...digits].reduce(
    (total, digit, index) => total + (index % 2 === 0 ? 1 : 3) * Number(digit),
    0,
  );
  return sum % 10 === 0;
}

/** The formats that are enforced for strings of custom resources; their names without dashes. All others are ignored. */
const customFormats: Readonly<Record<string, FormatCheck>> = {
  bsonobjectid: text => /^[0-9a-fA-F]{24}$/.test(text),
  byte: isPlainBase64,
  cidr: isCidr,
  date: isDate,
  datetime: isDateTime,
  duration: isLooseDuration,
  email: isEmail,
  hexcolor: text => /^#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/.test(text),
  hostname: isHostname,
  ipv4: isIpV4,
  ipv6: isIpV6,
  isbn: isIsbn,
  isbn10: isIsbn10,
  isbn13: isIsbn13,
  k8sshortname: text => text.length <= 63 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(text),
  k8slongname: text =>
    text.length <= 253 && text.split('.').every(part => /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(part)),
  mac: text => mac.test(text),
  rgbcolor: text =>
    /^rgb\((?:\s*(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])\s*(?:,(?!\))|(?=\)))){3}\)$/.test(text),
  ssn: text => /^\d{3}[- ]\d{2}[- ]\d{4}$/.test(text),
  uri: isUri,
  uuid: isUuid(),
  uuid3: isUuid('3'),
  uuid4: isUuid('4'),
  uuid5: isUuid('5'),
};

/** The formats that built-in types bring along by their Go types. */
const builtInFormats: Readonly<Record<string, FormatCheck>> = {
  byte: isBase64,
  datetime: isServerTime,
  duration: isGoDuration,
  quantity: isQuantity,
};

/**
 * The check that the API server makes for a string's format, or undefined where it ignores the format (as `int-or-string`,
 * `tel`, or a format of someone's own).
 *
 * Built-in types decode base64, times and quantities by Go's rules; custom resources go by the list of formats that
 * apiextensions enforces, whose names count without their dashes.
 */
export function formatCheck(format: string, isBuiltIn: boolean): FormatCheck | undefined {
  const name = format.replaceAll('-', '');
  const checks = isBuiltIn ? builtInFormats : customFormats;
  return Object.hasOwn(checks, name) ? checks[name] : undefined;
}

/** The range of whole numbers that a numeric format allows; undefined for other formats. */
export function integerRange(format: string | undefined): readonly [least: number, most: number] | undefined {
  if (format === 'int32') return [-(2 ** 31), 2 ** 31 - 1];
  if (format === 'int64' || format === undefined) return [-(2 ** 63), 2 ** 63];
  return undefined;
}
