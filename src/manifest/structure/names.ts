/** What keeps a text from being a name of its sort; undefined where it is a good one. */
export type NameFlaw =
  | { readonly flaw: 'empty' }
  | { readonly flaw: 'tooLong'; readonly most: number }
  | { readonly flaw: 'characters' }
  | { readonly flaw: 'prefix' };

/** A check of names; every one of them takes time linear in the name. */
export type NameSyntax = (name: string) => NameFlaw | undefined;

const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const label1035 = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const qualified = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const characters: NameFlaw = { flaw: 'characters' };

/** RFC 1123 label: up to 63 lower-case letters, digits and inner dashes, as namespaces and containers are named. */
export const dnsLabelFlaw: NameSyntax = name => bounded(name, 63, text => label.test(text));

/** RFC 1035 label: an RFC 1123 label that begins with a letter. */
export const dns1035LabelFlaw: NameSyntax = name => bounded(name, 63, text => label1035.test(text));

/** RFC 1123 subdomain: labels joined by points, up to 253 characters, as most objects are named. */
export const dnsSubdomainFlaw: NameSyntax = name =>
  bounded(name, 253, text => text.split('.').every(part => label.test(part)));

/** A name that can stand in a URL's path (RBAC objects): anything but `.`, `..`, and texts with `/` or `%`. */
export const pathSegmentFlaw: NameSyntax = name =>
  name === ''
    ? { flaw: 'empty' }
    : name === '.' || name === '..' || /[/%]/.test(name)
      ? characters
      : undefined;

/** Keys of labels, names of finalizers and of extended resources: `name` or `dns.subdomain/name`. */
export const qualifiedNameFlaw: NameSyntax = name => {
  const slash = name.indexOf('/');
  if (slash === -1) return bounded(name, 63, text => qualified.test(text));
  if (dnsSubdomainFlaw(name.slice(0, slash)) !== undefined) return { flaw: 'prefix' };
  return bounded(name.slice(slash + 1), 63, text => qualified.test(text));
};

/** Keys of annotations: qualified names in any case. */
export const annotationKeyFlaw: NameSyntax = name => qualifiedNameFlaw(name.toLowerCase());

/** Values of labels: empty, or up to 63 letters, digits and inner `-`, `_` and `.`. */
export const labelValueFlaw: NameSyntax = value =>
  value === '' ? undefined : bounded(value, 63, text => qualified.test(text));

/** Names of container ports and Service ports by which they are referred to: up to 15 of a-z, 0-9 and `-`, with a letter. */
export const portNameFlaw: NameSyntax = name =>
  bounded(name, 15, text => label.test(text) && /[a-z]/.test(text) && !text.includes('--'));

/** Keys of ConfigMaps and Secrets. */
export const dataKeyFlaw: NameSyntax = name =>
  bounded(name, 253, text => /^[-._a-zA-Z0-9]+$/.test(text) && text !== '.' && !text.startsWith('..'));

/** Names of environment variables, as Kubernetes has taken them since 1.32: printable ASCII without `=`. */
export const environmentNameFlaw: NameSyntax = name =>
  bounded(name, Number.POSITIVE_INFINITY, text => /^[ -<>-~]+$/.test(text));

/** Names of HTTP headers as probes and lifecycle hooks take them. */
export const headerNameFlaw: NameSyntax = name =>
  bounded(name, Number.POSITIVE_INFINITY, text => /^[-A-Za-z0-9]+$/.test(text));

/** A subdomain whose first label may be `*`, as hosts of Ingresses. */
export const wildcardSubdomainFlaw: NameSyntax = name =>
  name.startsWith('*.')
    ? name.length > 253
      ? { flaw: 'tooLong', most: 253 }
      : dnsSubdomainFlaw(name.slice(2))
    : dnsSubdomainFlaw(name);

/** What a `generateName` is checked as: the server puts five characters behind it, so it may end in a dash. */
export function generatedStem(prefix: string): string {
  return prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix;
}

function bounded(name: string, most: number, isGood: (name: string) => boolean): NameFlaw | undefined {
  if (name === '') return { flaw: 'empty' };
  if (name.length > most) return { flaw: 'tooLong', most };
  return isGood(name) ? undefined : characters;
}
