import { replaceValue } from '../../fix/edits.ts';
import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet, SurroundingsCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import type { KnownObject, Surroundings } from '../../surroundings.ts';
import { itemsAt, mapAt, nodeAt, scalarAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode, SyntaxNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { nearest } from '../core/nearest.ts';
import { facts } from '../core/reading.ts';
import { shippedServingRuntimes } from './wellKnownObjects.ts';

const unsupported = facts(
  'references/runtime-format',
  'warning',
  'The runtime that a model names does not support its format or version.',
  'KServe reports NoSupportingRuntime, and the service never becomes ready.',
);
const noRuntime = facts(
  'references/no-runtime',
  'warning',
  'No known runtime picks a model of this format by itself.',
  'KServe reports NoSupportingRuntime, and the service never becomes ready; a runtime may also be named outright.',
);

const own = { group: 'serving.kserve.io', kind: 'ServingRuntime' };
const clusterWide = { group: 'serving.kserve.io', kind: 'ClusterServingRuntime' };

interface Wanted {
  readonly name: string;
  readonly version: string | undefined;
  readonly at: ScalarNode;
  readonly versionAt: SyntaxNode | undefined;
}

const checkModels: SurroundingsCheck = (object, surroundings, report) => {
  if (object.group !== 'serving.kserve.io' || object.kind !== 'InferenceService') return;
  const { node } = object;
  const predictors = [mapAt(node, 'spec', 'predictor'), ...itemsAt(node, 'spec', 'canary').map(predictorOf)];
  for (const predictor of predictors) {
    const model = mapAt(predictor, 'model');
    const wanted = model && wantedBy(model);
    if (model !== undefined && wanted !== undefined)
      checkModel(model, wanted, runtimesFor(object, surroundings), report);
  }
};

function predictorOf(item: SyntaxNode): MapNode | undefined {
  return mapAt(item, 'predictor');
}

function wantedBy(model: MapNode): Wanted | undefined {
  const at = scalarAt(model, 'modelFormat', 'name');
  if (typeof at?.value !== 'string' || isPlaceholder(at)) return undefined;
  const versionAt = nodeAt(model, 'modelFormat', 'version');
  const isWritten = versionAt?.kind === 'scalar' && !versionAt.isAbsent;
  return { name: at.value, version: isWritten ? versionAt.text : undefined, at, versionAt };
}

interface Runtimes {
  readonly known: readonly KnownObject[];
  /** Whether there can be no others. */
  readonly isAll: boolean;
}

/** Where the cluster does not tell its runtimes, those that KServe is shipped with are taken to be there. */
function runtimesFor({ namespace }: ManifestObject, surroundings: Surroundings): Runtimes {
  const isAll = [own, clusterWide].every(kind => surroundings.certainty(kind, namespace) === 'cluster');
  const known = [...surroundings.all(own, namespace), ...surroundings.all(clusterWide, namespace)];
  const names = new Set(known.map(({ name }) => name));
  return {
    known: isAll ? known : [...known, ...shippedServingRuntimes.filter(({ name }) => !names.has(name))],
    isAll,
  };
}

function checkModel(model: MapNode, wanted: Wanted, { known, isAll }: Runtimes, report: Report): void {
  const runtime = scalarAt(model, 'runtime');
  if (runtime !== undefined && !runtime.isAbsent) {
    const named = known.filter(({ name }) => name === runtime.value);
    const isTold = named.length > 0 && named.every(one => one.modelFormats !== undefined);
    if (isTold && !named.some(one => supports(one, wanted))) reportUnsupported(wanted, named, report);
    return;
  }
  if (known.some(one => one.modelFormats === undefined || supports(one, wanted, true))) return;
  reportNoRuntime(wanted, known, isAll, report);
}

/** A version that the model leaves open fits any; one that it gives must be told by the runtime letter by letter. */
function supports({ modelFormats = [] }: KnownObject, wanted: Wanted, byItself = false): boolean {
  return modelFormats.some(
    ({ name, version, autoSelect }) =>
      name === wanted.name &&
      (wanted.version === undefined || version === wanted.version) &&
      (autoSelect || !byItself),
  );
}

function formatsOf(runtimes: readonly KnownObject[]): readonly string[] {
  return [...new Set(runtimes.flatMap(one => one.modelFormats?.map(({ name }) => name) ?? []))];
}

function versionsOf(runtimes: readonly KnownObject[], format: string): string {
  const versions = runtimes.flatMap(one =>
    (one.modelFormats ?? []).flatMap(({ name, version }) => (name === format ? (version ?? []) : [])),
  );
  return [...new Set(versions)].join(', ');
}

function reportUnsupported(wanted: Wanted, named: readonly KnownObject[], report: Report): void {
  const runtime = named[0]?.name ?? '';
  const formats = formatsOf(named);
  const versions = versionsOf(named, wanted.name);
  if (formats.includes(wanted.name))
    report(
      unsupported.id,
      wanted.versionAt ?? wanted.at,
      say`The runtime ${runtime} supports ${wanted.name} in version ${versions}, not ${wanted.version ?? ''}.`,
    );
  else
    report(
      unsupported.id,
      wanted.at,
      say`The runtime ${runtime} does not support ${wanted.name}, only ${formats.join(', ')}.`,
      meant(wanted, formats),
    );
}

function reportNoRuntime(
  wanted: Wanted,
  known: readonly KnownObject[],
  isAll: boolean,
  report: Report,
): void {
  const { name, version, at, versionAt } = wanted;
  const formats = formatsOf(known);
  const isKnownFormat = formats.includes(name);
  const guess = isKnownFormat ? undefined : nearest(name, formats);
  if (!isAll && guess !== undefined)
    report(
      noRuntime.id,
      at,
      say`No runtime that KServe ships knows "${name}"; "${guess}" is the nearest format.`,
      {
        severity: 'information',
        ...meant(wanted, formats),
      },
    );
  if (!isAll) return;
  if (
    isKnownFormat &&
    version !== undefined &&
    known.some(one => supports(one, { ...wanted, version: undefined }, true))
  )
    report(
      noRuntime.id,
      versionAt ?? at,
      say`No runtime in the cluster picks ${name} in version ${version} by itself, only ${versionsOf(known, name)}.`,
    );
  else
    report(
      noRuntime.id,
      at,
      isKnownFormat
        ? say`The runtimes for ${name} in the cluster are not picked by themselves; name one with runtime.`
        : say`No runtime in the cluster serves ${name}, only ${formats.join(', ')}.`,
      meant(wanted, formats),
    );
}

function meant({ at, name }: Wanted, formats: readonly string[]) {
  const guess = formats.includes(name) ? undefined : nearest(name, formats);
  if (guess === undefined) return {};
  return { fixes: () => [{ title: say`Change to ${guess}`, edits: replaceValue(at, guess), isSafe: false }] };
}

/** Whether the runtime that a model names, or any runtime at all, takes its format. */
export const modelRuntimeRules: RuleSet = {
  facts: [unsupported, noRuntime],
  surroundings: [checkModels],
};
