import { insertField, removeEntry, replaceValue } from '../fix/edits.ts';
import type { Fix } from '../fix/fix.ts';
import type { ManifestObject } from '../object.ts';
import type { Report, ReportDetails, RuleFacts } from '../rule.ts';
import { type Message, say } from '../say.ts';
import { entryOf, mapAt, scalarAt } from '../syntax/lookup.ts';
import type { ScalarNode } from '../syntax/node.ts';
import { isPlaceholder } from '../syntax/placeholder.ts';
import {
  dns1035LabelFlaw,
  dnsLabelFlaw,
  dnsSubdomainFlaw,
  generatedStem,
  type NameFlaw,
  type NameSyntax,
  pathSegmentFlaw,
} from './names.ts';

/** What the checks of an object's own name and bookkeeping stand for. */
export const objectNameFacts: readonly RuleFacts[] = [
  {
    id: 'metadata/missing-name',
    severity: 'error',
    summary: 'An object with neither a name nor a generateName.',
    why: 'The API server refuses it.',
  },
  {
    id: 'metadata/name',
    severity: 'error',
    summary: 'A name that its kind does not allow.',
    why: 'The API server refuses the object. Most kinds take DNS subdomains, some DNS labels.',
  },
  {
    id: 'metadata/namespace',
    severity: 'error',
    summary: 'A namespace that is no DNS label.',
    why: 'No namespace can have that name.',
  },
  {
    id: 'metadata/server-set',
    severity: 'hint',
    summary: 'A field that the API server sets by itself.',
    why: 'What is written there is dropped or, for resourceVersion, makes a create fail.',
  },
];

type Syntax = 'subdomain' | 'label' | 'label1035' | 'segment' | 'any';

const syntaxes: Readonly<Record<Syntax, NameSyntax>> = {
  subdomain: dnsSubdomainFlaw,
  label: dnsLabelFlaw,
  label1035: dns1035LabelFlaw,
  segment: pathSegmentFlaw,
  any: () => undefined,
};

/** Kinds whose names are no DNS subdomains. Services may begin with a digit since Kubernetes 1.36 only. */
const byKind: Readonly<Record<string, Syntax>> = {
  '/Namespace': 'label',
  '/Service': 'label',
  'apps/StatefulSet': 'label',
  'rbac.authorization.k8s.io/Role': 'segment',
  'rbac.authorization.k8s.io/ClusterRole': 'segment',
  'rbac.authorization.k8s.io/RoleBinding': 'segment',
  'rbac.authorization.k8s.io/ClusterRoleBinding': 'segment',
  'certificates.k8s.io/ClusterTrustBundle': 'segment',
  '/ComponentStatus': 'segment',
  // Its validation looks at no more than that.
  'policy/PodDisruptionBudget': 'segment',
};

/** Groups of questions to the API server: what is sent there is answered, not kept. */
const questions: ReadonlySet<string> = new Set(['authentication.k8s.io', 'authorization.k8s.io']);

/** The API server gives limits a name where they have none. */
function isNameless({ group, kind }: ManifestObject): boolean {
  return questions.has(group) || (group === '' && kind === 'LimitRange');
}

const longestCronJob = 52;

/**
 * Judges the name and namespace of an object, and what the server would set by itself. Of cluster-wide kinds the server drops
 * the namespace, whatever it is.
 */
export function judgeObjectName(object: ManifestObject, isNamespaced: boolean, report: Report): void {
  const metadata = mapAt(object.node, 'metadata');
  const name = scalarAt(metadata, 'name');
  const prefix = scalarAt(metadata, 'generateName');
  if (isEmpty(name) && isEmpty(prefix) && !isNameless(object)) reportMissing(object, report);
  if (name !== undefined) judgeName(object, name, 'name', report);
  if (prefix !== undefined) judgeName(object, prefix, 'generateName', report);
  const namespace = scalarAt(metadata, 'namespace');
  if (
    isNamespaced &&
    typeof namespace?.value === 'string' &&
    namespace.value !== '' &&
    !isPlaceholder(namespace)
  ) {
    const flaw = dnsLabelFlaw(namespace.value);
    if (flaw)
      report(
        'metadata/namespace',
        namespace,
        nameMessage(namespace.value, flaw, 'label'),
        mending(namespace, 'label'),
      );
  }
  judgeServerSet(object, report);
}

function isEmpty(scalar: ScalarNode | undefined): boolean {
  return scalar === undefined || scalar.value === null || scalar.value === '';
}

function reportMissing(object: ManifestObject, report: Report): void {
  const metadata = mapAt(object.node, 'metadata');
  const suggested = object.kind.toLowerCase();
  if (metadata === undefined) {
    const isWritten = entryOf(object.node, 'metadata') !== undefined;
    const fixes = () => [
      {
        title: say`Add a name`,
        edits: insertField(object.node, 'metadata', { name: suggested }),
        isSafe: false,
      },
    ];
    report(
      'metadata/missing-name',
      object.node,
      say`The object needs metadata with a name or a generateName.`,
      {
        missing: 'metadata.name',
        ...(isWritten ? {} : { fixes }),
      },
    );
    return;
  }
  const isWritten = entryOf(metadata, 'name') !== undefined;
  const fixes = () => [
    { title: say`Add a name`, edits: insertField(metadata, 'name', suggested), isSafe: false },
  ];
  report('metadata/missing-name', metadata, say`The object needs a name or a generateName.`, {
    missing: 'name',
    ...(isWritten ? {} : { fixes }),
  });
}

function judgeName(
  object: ManifestObject,
  scalar: ScalarNode,
  field: 'name' | 'generateName',
  report: Report,
): void {
  const { value } = scalar;
  if (typeof value !== 'string' || value === '' || isPlaceholder(scalar)) return;
  const syntax = byKind[`${object.group}/${object.kind}`] ?? 'subdomain';
  const flaw = syntaxes[syntax](field === 'name' ? value : generatedStem(value));
  if (flaw) report('metadata/name', scalar, nameMessage(value, flaw, syntax), mending(scalar, syntax));
  else if (
    object.group === 'batch' &&
    object.kind === 'CronJob' &&
    field === 'name' &&
    value.length > longestCronJob
  )
    report(
      'metadata/name',
      scalar,
      say`The name of a CronJob may be at most ${longestCronJob} characters long, since its Jobs get a suffix.`,
    );
}

function nameMessage(name: string, flaw: NameFlaw, syntax: Syntax): Message {
  const shown = name.length > 60 ? `${name.slice(0, 57)}…` : name;
  if (flaw.flaw === 'tooLong')
    return say`A name here may be at most ${flaw.most} characters long; this one has ${name.length}.`;
  if (syntax === 'segment')
    return say`"${shown}" cannot be a name here: it must not contain / or %, and not be . or ...`;
  if (syntax === 'subdomain')
    return say`"${shown}" cannot be a name here: lower-case letters, digits, '-' and '.' are allowed, and letters or digits at both ends of each part.`;
  if (syntax === 'label1035')
    return say`"${shown}" cannot be a name here: lower-case letters, digits and '-' are allowed, a letter at the start, and a letter or digit at the end.`;
  return say`"${shown}" cannot be a name here: lower-case letters, digits and '-' are allowed, and letters or digits at both ends.`;
}

function mending(scalar: ScalarNode, syntax: Syntax): ReportDetails {
  const clean = (part: string) => part.replace(/[^-a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const lower = scalar.text.toLowerCase();
  const mended = syntax === 'subdomain' ? lower.split('.').map(clean).join('.') : clean(lower);
  if (syntaxes[syntax](mended) !== undefined || mended === scalar.text) return {};
  // Others may refer to the object by its name.
  return {
    fixes: () => [{ title: say`Change to ${mended}`, edits: replaceValue(scalar, mended), isSafe: false }],
  };
}

function removal(key: ScalarNode): Fix {
  return { title: say`Remove ${key.text}`, edits: removeEntry(key) };
}

function judgeServerSet(object: ManifestObject, report: Report): void {
  const metadata = mapAt(object.node, 'metadata');
  const version = entryOf(metadata, 'resourceVersion');
  if (version?.value.kind === 'scalar' && version.value.text !== '' && version.value.value !== null)
    report(
      'metadata/server-set',
      version.key,
      say`With a resourceVersion the object cannot be created, and can be changed only while it still has that version.`,
      { severity: 'warning', fixes: () => [removal(version.key)] },
    );
  for (const name of ['uid', 'managedFields', 'selfLink', 'generation']) {
    const entry = entryOf(metadata, name);
    if (entry !== undefined && !(entry.value.kind === 'scalar' && entry.value.value === null))
      report(
        'metadata/server-set',
        entry.key,
        say`The API server sets ${name} by itself; what is written here does not count.`,
        { tags: ['unnecessary'], fixes: () => [removal(entry.key)] },
      );
  }
}
