import { dateOf, timestampOf } from '../time.ts';
import { CelList, Opaque, Optional } from '../value.ts';
import { type CelFunction, type FunctionTable, ofClass, ofString } from './callable.ts';
import { urlOf } from './url.ts';

/** One of the named formats of Kubernetes. */
export class Format extends Opaque {
  readonly typeName = 'kubernetes.NamedFormat';
  readonly name: string;
  /** What is wrong with a text; undefined where it is well. */
  readonly objection: (text: string) => string | undefined;

  constructor(name: string, objection: (text: string) => string | undefined) {
    super();
    this.name = name;
    this.objection = objection;
  }

  equals(other: Opaque): boolean {
    return other instanceof Format && other.name === this.name;
  }
}

const label = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const label1035 = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;
const qualified = /^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?$/;
const uuid = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const checks: Readonly<Record<string, (text: string) => boolean>> = {
  dns1123Label: text => text.length <= 63 && label.test(text),
  dns1123Subdomain: text => text.length <= 253 && subdomain.test(text),
  dns1035Label: text => text.length <= 63 && label1035.test(text),
  dns1123LabelPrefix: text => text.length <= 63 && label.test(withoutDash(text)),
  dns1123SubdomainPrefix: text => text.length <= 253 && subdomain.test(withoutDash(text)),
  dns1035LabelPrefix: text => text.length <= 63 && label1035.test(withoutDash(text)),
  qualifiedName: isQualifiedName,
  labelValue: text => text === '' || (text.length <= 63 && qualified.test(text)),
  uri: text => urlOf(text) !== undefined,
  uuid: text => uuid.test(text),
  byte: text => base64.test(text),
  date: text => dateOf(text) !== undefined,
  datetime: text => timestampOf(text) !== undefined,
};

const formats: ReadonlyMap<string, Format> = new Map(
  Object.entries(checks).map(([name, isWell]) => [
    name,
    new Format(name, text => (isWell(text) ? undefined : `must be a valid ${name}`)),
  ]),
);

/** Kubernetes' named formats. */
export const formatFunctions: FunctionTable = {
  'format.named': ofString(name => new Optional(formats.get(name))),
  '.validate': ofClass(Format, (format, [text]) => {
    if (typeof text !== 'string') return undefined;
    const objection = format.objection(text);
    return new Optional(objection === undefined ? undefined : new CelList([objection]));
  }),
  ...Object.fromEntries([...formats].map(([name, format]) => [`format.${name}`, constant(format)])),
};

function constant(format: Format): CelFunction {
  return values => (values.length === 0 ? format : undefined);
}

function withoutDash(text: string): string {
  return text.replace(/-$/, 'a');
}

function isQualifiedName(text: string): boolean {
  const parts = text.split('/');
  const [prefix, name] = parts.length === 1 ? [undefined, parts[0] ?? ''] : [parts[0] ?? '', parts[1] ?? ''];
  const isPrefixed = prefix === undefined || (prefix.length <= 253 && subdomain.test(prefix));
  return parts.length <= 2 && isPrefixed && name.length <= 63 && qualified.test(name);
}
