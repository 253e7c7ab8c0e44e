import { apiVersionOf } from '../object.ts';
import type { KindEntry, SchemaCatalog } from '../schema/catalog.ts';
import type { Completion, CompletionRequest } from './completion.ts';
import { lineStartOf, readLine } from './line.ts';
import { escaped, pageLink } from './markdown.ts';
import type { ResolvedPlace } from './resolvePlace.ts';
import { literal } from './snippetText.ts';
import { siblingLine } from './surroundingLines.ts';

/** Kinds that people write most; the others follow by their origin and name. */
const usual =
  'Deployment Service InferenceService TrainJob Job ConfigMap Pod PyTorchJob Workflow RayCluster RayJob RayService Rollout PersistentVolumeClaim Secret StatefulSet CronJob Ingress HTTPRoute ScaledObject'.split(
    ' ',
  );

/**
 * Whole objects for a place where none has begun: header, name, and where the rest begins.
 *
 * @param readyMade kinds, as `group/Kind`, that have a snippet of their own and are left out
 */
export function kindSnippets(
  at: ResolvedPlace,
  catalog: SchemaCatalog,
  readyMade: ReadonlySet<string>,
): Completion[] {
  const bare = current(catalog).filter(({ group, kind }) => !readyMade.has(`${group}/${kind}`));
  return bare.map(entry => ({
    label: entry.kind,
    kind: 'kind',
    detail: apiVersionOf(entry),
    documentation: describeKind(entry),
    edit: { start: at.place.start, end: at.place.end, newText: objectSnippet(entry, at) },
    isSnippet: true,
    asksOn: true,
    ...(entry.retirement === undefined ? {} : { isDeprecated: true }),
    sortText: `5${orderOf(entry)}`,
    filterText: `${entry.kind} ${apiVersionOf(entry)}`,
  }));
}

/** Values of `kind`: choosing one writes its `apiVersion`, or corrects it. */
export function kindValues(at: ResolvedPlace, request: CompletionRequest): Completion[] {
  const apiVersion = at.steps.at(-1)?.fields().get('apiVersion') ?? '';
  const seen = new Set<string>();
  const fitting = request.catalog.kinds.filter(entry => apiVersionOf(entry) === apiVersion);
  return [...fitting, ...current(request.catalog)].flatMap(entry => {
    const key = `${entry.group}/${entry.kind}`;
    if (seen.has(key) || entry.origin === 'project') return [];
    seen.add(key);
    return [kindValue(entry, at, { request, fits: apiVersionOf(entry) === apiVersion })];
  });
}

function kindValue(
  entry: KindEntry,
  at: ResolvedPlace,
  { request, fits }: { readonly request: CompletionRequest; readonly fits: boolean },
): Completion {
  const { place } = at;
  const blank = place.needsBlank ? ' ' : '';
  const alongside = fits ? [] : headerEdit(at, request, apiVersionOf(entry));
  return {
    label: entry.kind,
    kind: 'kind',
    detail: apiVersionOf(entry),
    documentation: describeKind(entry),
    edit: { start: place.start, end: place.end, newText: blank + entry.kind },
    isSnippet: false,
    sortText: `${fits ? 0 : 1}${orderOf(entry)}`,
    ...(alongside.length === 0 ? {} : { alongside }),
    ...(entry.retirement === undefined ? {} : { isDeprecated: true }),
  };
}

/** Writes the `apiVersion` over the one that stands beside, or on a line of its own before the kind's. */
function headerEdit(at: ResolvedPlace, { text }: CompletionRequest, apiVersion: string) {
  const { place } = at;
  if (place.isFlow) return [];
  const line = readLine(text, lineStartOf(text, place.start));
  const beside = siblingLine(text, line, { column: place.column, name: 'apiVersion' });
  if (beside?.key !== undefined) {
    const start = beside.value === '' ? beside.key.colon + 1 : beside.valueFrom;
    const blank = beside.value === '' ? ' ' : '';
    return [
      { start, end: Math.max(start, beside.valueFrom + beside.value.length), newText: blank + apiVersion },
    ];
  }
  const start = line.start + (line.key?.column ?? 0);
  return [{ start, end: start, newText: `apiVersion: ${apiVersion}\n${' '.repeat(place.column)}` }];
}

/** Values of `apiVersion`: those of the kind beside it, or all; without a kind, one to choose comes along. */
export function apiVersionValues(at: ResolvedPlace, catalog: SchemaCatalog): Completion[] {
  const kind = at.steps.at(-1)?.fields().get('kind') ?? '';
  const byVersion = Map.groupBy(catalog.kinds, apiVersionOf);
  const fitting = [...byVersion].filter(
    ([, entries]) => kind === '' || entries.some(entry => entry.kind === kind),
  );
  const offered = fitting.length > 0 ? fitting : [...byVersion];
  return offered.map(([apiVersion, entries]) => {
    const own = entries.filter(entry => kind === '' || entry.kind === kind);
    const isRetired = own.length > 0 && own.every(entry => entry.retirement !== undefined);
    const best = own.map(orderOf).sort()[0] ?? '999';
    return {
      label: apiVersion,
      kind: 'value',
      detail: own.length === 1 ? (own[0]?.kind ?? '') : `${own.length} kinds`,
      edit: { start: at.place.start, end: at.place.end, newText: versionText(apiVersion, own, at, kind) },
      isSnippet: kind === '' && !at.place.isFlow,
      sortText: `${isRetired ? 5 : 1}${best}`,
      ...(isRetired ? { isDeprecated: true } : {}),
    };
  });
}

function versionText(
  apiVersion: string,
  entries: readonly KindEntry[],
  at: ResolvedPlace,
  kind: string,
): string {
  const { place } = at;
  const blank = place.needsBlank ? ' ' : '';
  if (kind !== '' || place.isFlow || place.quote !== '') return blank + apiVersion;
  const kinds = [...entries].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)).map(entry => entry.kind);
  const choice = kinds.length === 1 ? literal(kinds[0] ?? '') : `\${1|${kinds.join(',')}|}`;
  return `${blank}${literal(apiVersion)}\n${' '.repeat(place.column)}kind: ${choice}`;
}

/** Written without the kind's schema, since one list of completions would read the schemas of all kinds. */
function objectSnippet(entry: KindEntry, at: ResolvedPlace): string {
  const pad = `\n${' '.repeat(at.place.column)}`;
  const head = `apiVersion: ${literal(apiVersionOf(entry))}${pad}kind: ${literal(entry.kind)}`;
  const body = entry.group === 'kustomize.config.k8s.io' ? 'resources' : (bodies[entry.kind] ?? 'spec');
  const rest = body === '' ? '' : `${pad}${body}:${pad}  $2`;
  return `${head}${pad}metadata:${pad}  name: $1${rest}`;
}

/** The field that holds what matters of kinds without a `spec`; empty where a name is all. */
const bodies: Readonly<Record<string, string>> = {
  ConfigMap: 'data',
  Secret: 'stringData',
  Namespace: '',
  ServiceAccount: '',
  Role: 'rules',
  ClusterRole: 'rules',
  RoleBinding: 'subjects',
  ClusterRoleBinding: 'subjects',
  StorageClass: 'parameters',
  PriorityClass: 'description',
  WorkloadPriorityClass: 'description',
};

const kept = new WeakMap<
  SchemaCatalog,
  { readonly generation: number; readonly kinds: readonly KindEntry[] }
>();

/** Each kind that can still be applied, in the version that the API server would prefer. Kept by catalogue. */
function current(catalog: SchemaCatalog): readonly KindEntry[] {
  const known = kept.get(catalog);
  if (known?.generation === catalog.generation) return known.kinds;
  const kinds = preferred(catalog.kinds);
  kept.set(catalog, { generation: catalog.generation, kinds });
  return kinds;
}

function preferred(all: readonly KindEntry[]): readonly KindEntry[] {
  const kinds = new Map<string, KindEntry>();
  for (const entry of all) {
    const key = `${entry.group}/${entry.kind}`;
    const known = kinds.get(key);
    const isGone = entry.retirement !== undefined && entry.retirement.state !== 'deprecated';
    if (isGone || entry.origin === 'project') continue;
    if (known === undefined || weight(entry) > weight(known)) kinds.set(key, entry);
  }
  return [...kinds.values()];
}

function weight(entry: KindEntry): number {
  return maturity(entry.version) - (entry.retirement === undefined ? 0 : 1e9);
}

/** `v1` before `v1beta2` before `v1alpha1`: the order in which the API server prefers versions. */
function maturity(version: string): number {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (match === null) return 0;
  const [, major = '0', stage, minor = '0'] = match;
  const stages = { alpha: 1, beta: 2 };
  const rung = stage === 'alpha' || stage === 'beta' ? stages[stage] : 3;
  return rung * 1e6 + Number(major) * 1e3 + Number(minor);
}

/** What a kind is, in markdown: its group and version, scope, whether it is on its way out, and its page. */
export function describeKind(entry: KindEntry): string {
  const scope = entry.isNamespaced ? 'namespaced' : 'cluster-wide';
  const { retirement } = entry;
  const since = retirement?.since === undefined ? '' : ` since ${escaped(retirement.since)}`;
  const successor = retirement?.successor === undefined ? '' : `; use ${escaped(retirement.successor)}`;
  const parts = [
    `**${escaped(entry.kind)}** ${escaped(apiVersionOf(entry))}, ${scope}`,
    retirement === undefined ? undefined : `This version is ${retirement.state}${since}${successor}.`,
    entry.origin === 'cluster'
      ? 'As the connected cluster serves it.'
      : pageLink('Documentation', entry.link),
  ];
  return parts.filter(part => part !== undefined).join('\n\n');
}

function orderOf(entry: KindEntry): string {
  const rank = usual.indexOf(entry.kind);
  const isHomonym = entry.kind === 'Service' && entry.group !== '';
  return `${String(rank < 0 || isHomonym ? 99 : rank).padStart(2, '0')}${entry.origin === 'ml' ? 0 : 1}${entry.kind}`;
}
