import { apiVersionOf, type ManifestObject } from '../object.ts';
import type { OffsetRange } from '../problemRange.ts';
import { type Reference, referencesOf } from '../references/referencesOf.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import type { Schema } from '../schema/schema.ts';
import type { KnownObject, Surroundings } from '../surroundings.ts';
import type { ManifestDocument } from '../syntax/document.ts';
import { stringAt } from '../syntax/lookup.ts';
import { endOf, type ScalarNode, startOf } from '../syntax/node.ts';
import { cronWords, nextTimes } from './cron.ts';
import { describeField } from './describe.ts';
import { describeKind } from './headerCompletions.ts';
import { code, escaped } from './markdown.ts';
import { nodeLabels } from './nodeLabels.ts';
import { type Pointed, pointedAt, scalarOf } from './pointedAt.ts';
import { quantityWords } from './quantityWords.ts';
import { schemaBelow } from './resolvePlace.ts';
import { wellKnownKeys } from './wellKnownKeys.ts';

/** What is told of the text under the pointer. */
export interface Hover extends OffsetRange {
  /** Markdown without links to commands, images or tags; everything that comes from files, clusters or schemas is escaped. */
  readonly markdown: string;
}

/** Everything that a hover looks at. */
export interface HoverRequest {
  readonly documents: readonly ManifestDocument[];
  readonly offset: number;
  readonly catalog: SchemaCatalog;
  readonly surroundings: Surroundings;
  /** The present, in milliseconds since 1970, for the next times of schedules. */
  readonly now: number;
}

/**
 * Tells what a field is for, its type, default and limits; what a kind is; how much a quantity is; when a schedule runs; what
 * a name refers to. Never a secret's value. Undefined where nothing is known.
 */
export function hover(request: HoverRequest): Hover | undefined {
  const pointed = pointedAt(request.documents, request.offset);
  const at = pointed && scalarOf(pointed);
  if (pointed?.object === undefined || at === undefined) return undefined;
  const told = [...parts(pointed, pointed.object, at, request)].filter(
    part => part !== undefined && part !== '',
  );
  if (told.length === 0) return undefined;
  return { start: startOf(at), end: endOf(at), markdown: told.join('\n\n') };
}

function* parts(
  pointed: Pointed,
  object: ManifestObject,
  at: ScalarNode,
  request: HoverRequest,
): Iterable<string | undefined> {
  const { steps } = pointed;
  const [first] = steps;
  if (steps.length === 1 && (first === 'kind' || first === 'apiVersion')) {
    yield kindPart(object, request.catalog);
    return;
  }
  yield pointed.isKey ? keyPart(steps) : valuePart(pointed, object, at, request);
  const { schema, isRequired } = schemaAt(steps, request.catalog.schema(object));
  if (schema === undefined) return;
  const isTrusted = request.catalog.entry(object)?.origin !== 'cluster';
  yield describeField(schema, { isRequired, isTrusted });
}

function kindPart(object: ManifestObject, catalog: SchemaCatalog): string {
  const entry = catalog.entry(object);
  if (entry === undefined) {
    const where = catalog.isOfCluster
      ? 'The connected cluster does not serve this kind.'
      : 'Nothing is known of this kind.';
    return `**${escaped(object.kind)}** ${escaped(apiVersionOf(object))}\n\n${where}`;
  }
  const words = catalog.schema(object)?.json.description;
  return words === undefined
    ? describeKind(entry)
    : `${describeKind(entry)}\n\n${escaped(words.slice(0, 1_200))}`;
}

function keyPart(steps: readonly string[]): string {
  const name = steps.at(-1) ?? '';
  const known = [...wellKnownKeys, ...nodeLabels].find(({ key }) => key === name);
  const values =
    known === undefined || known.values.length === 0
      ? ''
      : `\n\nUsual values: ${known.values.map(code).join(', ')}`;
  return `**${escaped(name)}**${known === undefined ? '' : `\n\n${escaped(known.what)}${values}`}`;
}

function valuePart(
  pointed: Pointed,
  object: ManifestObject,
  at: ScalarNode,
  request: HoverRequest,
): string | undefined {
  if (isSecretValue(object, pointed.steps)) return undefined;
  const field = pointed.steps.at(-1) ?? '';
  const name = field === '[]' ? (pointed.steps.at(-2) ?? '') : field;
  const { schema } = schemaAt(pointed.steps, request.catalog.schema(object));
  const holder = pointed.steps.at(-2) ?? '';
  if (schema?.json.format === 'quantity' || holder === 'limits' || holder === 'requests')
    return quantityPart(at, name === 'storage' || !/size/i.test(name) ? name : 'size');
  if (name === 'schedule' || name === 'schedules') return schedulePart(pointed, at, request.now);
  return referencePart(object, at, request.surroundings);
}

function isSecretValue(object: ManifestObject, steps: readonly string[]): boolean {
  return (
    object.group === '' && object.kind === 'Secret' && (steps[0] === 'data' || steps[0] === 'stringData')
  );
}

function quantityPart(at: ScalarNode, resource: string): string | undefined {
  const words = quantityWords(at.text, resource);
  return words === undefined ? undefined : `${code(at.text)} is ${words}`;
}

/** The schedule in words, and when it runs next by the clock of its time zone. */
function schedulePart(pointed: Pointed, at: ScalarNode, now: number): string | undefined {
  const words = cronWords(at.text);
  if (words === undefined) return undefined;
  const holder = pointed.chain.findLast(node => node.kind === 'map');
  const zone = stringAt(holder, 'timeZone') ?? stringAt(holder, 'timezone');
  const wall = now + offsetOf(zone, now);
  const times = nextTimes(at.text, wall, 3).map(time =>
    new Date(time).toISOString().slice(0, 16).replace('T', ' '),
  );
  const next =
    times.length === 0 ? 'It never runs.' : `Next: ${times.join(', ')} (${escaped(zone ?? 'UTC')})`;
  return `Runs ${words}.\n\n${next}`;
}

/** Milliseconds by which a zone's clocks are ahead of UTC; none for a zone that is unknown. */
function offsetOf(zone: string | undefined, now: number): number {
  if (zone === undefined) return 0;
  try {
    const shown = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    }).format(now);
    const wall = Date.parse(`${shown.replace(' ', 'T')}Z`);
    return Number.isNaN(wall) ? 0 : wall - Math.floor(now / 1000) * 1000;
  } catch {
    return 0;
  }
}

function referencePart(
  object: ManifestObject,
  at: ScalarNode,
  surroundings: Surroundings,
): string | undefined {
  const reference = referencesOf(object).find(one => one.at === at);
  if (reference === undefined) return undefined;
  const found = knownOf(reference, object, surroundings);
  const kinds = reference.to.map(({ kind }) => kind).join(' or ');
  if (found.length === 0) return `${escaped(kinds)} ${escaped(reference.name)}: not among the known ones.`;
  return found.slice(0, 5).map(knownPart).join('\n\n');
}

/** The known objects that a reference may mean. */
export function knownOf(
  reference: Reference,
  object: ManifestObject,
  surroundings: Surroundings,
): readonly KnownObject[] {
  const namespace = reference.namespace ?? object.namespace;
  return reference.to.flatMap(kind => surroundings.named(kind, reference.name, namespace));
}

function knownPart(known: KnownObject): string {
  const place = known.namespace === undefined ? '' : ` in ${escaped(known.namespace)}`;
  const more = [
    known.keys && known.keys.length > 0 ? `Keys: ${known.keys.slice(0, 20).map(code).join(', ')}` : undefined,
    known.ports && known.ports.length > 0
      ? `Ports: ${known.ports.map(({ name, port }) => code(name === undefined ? String(port) : `${name} ${port}`)).join(', ')}`
      : undefined,
    known.modelFormats && known.modelFormats.length > 0
      ? `Model formats: ${known.modelFormats
          .slice(0, 20)
          .map(({ name, version }) => code(version === undefined ? name : `${name} ${version}`))
          .join(', ')}`
      : undefined,
  ].filter(part => part !== undefined);
  const from = known.origin === 'cluster' ? 'the cluster' : 'the workspace';
  return [`${escaped(known.kind)} **${escaped(known.name)}**${place}, from ${from}`, ...more].join('\n\n');
}

function schemaAt(
  steps: readonly string[],
  root: Schema | undefined,
): { readonly schema: Schema | undefined; readonly isRequired: boolean } {
  let schema = root;
  let isRequired = false;
  for (const step of steps) {
    isRequired = step !== '[]' && schema?.required.includes(step) === true;
    schema = schemaBelow(schema, step);
  }
  return { schema, isRequired };
}
