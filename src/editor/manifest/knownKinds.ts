import { readMetadata } from '../../cluster/metadata.ts';
import type { FactKind, ObjectFacts } from '../../cluster/objectFacts.ts';
import type { ResourceKind, WireObject } from '../../cluster/resource.ts';
import { flagAt, listAt, numberAt, recordAt, textAt, valueAt } from '../../cluster/wireReader.ts';
import type { KnownObject } from '../../manifest/surroundings.ts';

/** What is kept of an object that manifests may name. Never a secret's values. */
export interface KnownFacts extends ObjectFacts {
  readonly known: KnownObject;
}

/** Follows the objects of a kind as far as manifests may refer to them. Two calls give two kinds: keep the result. */
export function knownKind(resource: ResourceKind): FactKind<KnownFacts> {
  const { group, kind, isNamespaced } = resource;
  const more = partsByKind[`${group}/${kind}`];
  return {
    resource,
    toFacts(wire) {
      const metadata = readMetadata(wire);
      const labels = labelsOf(wire);
      return {
        ...metadata,
        known: {
          origin: 'cluster',
          group,
          kind,
          name: metadata.name,
          namespace: isNamespaced ? metadata.namespace : undefined,
          ...(labels === undefined ? {} : { labels }),
          ...more?.(wire),
        },
      };
    },
  };
}

type Parts = Pick<KnownObject, 'keys' | 'ports' | 'modelFormats' | 'parts' | 'scales' | 'selects'>;

const partsByKind: Readonly<Record<string, (wire: WireObject) => Parts>> = {
  '/ConfigMap': wire => ({ keys: keysAt(wire, 'data', 'binaryData') }),
  '/Secret': wire => ({ keys: keysAt(wire, 'data') }),
  '/Service': wire => ({ ports: portsOf(wire), selects: textsIn(recordAt(wire, 'spec', 'selector')) }),
  'serving.kserve.io/ServingRuntime': wire => ({ modelFormats: formatsOf(wire) }),
  'serving.kserve.io/ClusterServingRuntime': wire => ({ modelFormats: formatsOf(wire) }),
  'policy/PodDisruptionBudget': budgetParts,
  'autoscaling/HorizontalPodAutoscaler': scalerParts,
  'keda.sh/ScaledObject': scalerParts,
  'argoproj.io/WorkflowTemplate': wire => ({ parts: namesAt(wire, 'templates') }),
  'argoproj.io/ClusterWorkflowTemplate': wire => ({ parts: namesAt(wire, 'templates') }),
  'gateway.networking.k8s.io/Gateway': wire => ({ parts: namesAt(wire, 'listeners') }),
};

function keysAt(wire: WireObject, ...places: readonly string[]): readonly string[] {
  return places.flatMap(place => Object.keys(recordAt(wire, place))).sort();
}

function portsOf(wire: WireObject): NonNullable<KnownObject['ports']> {
  return listAt(wire, 'spec', 'ports').flatMap(entry => {
    const port = numberAt(entry, 'port');
    return port === undefined ? [] : [{ name: textAt(entry, 'name'), port }];
  });
}

function formatsOf(wire: WireObject): NonNullable<KnownObject['modelFormats']> {
  return listAt(wire, 'spec', 'supportedModelFormats').flatMap(entry => {
    const name = textAt(entry, 'name');
    if (name === undefined) return [];
    const version = valueAt(entry, 'version');
    return [
      {
        name,
        version: typeof version === 'string' || typeof version === 'number' ? String(version) : undefined,
        autoSelect: flagAt(entry, 'autoSelect'),
      },
    ];
  });
}

/** The labels that a workload's pods carry, else the object's own. */
function labelsOf(wire: WireObject): Readonly<Record<string, string>> | undefined {
  const template = recordAt(wire, 'spec', 'template', 'metadata', 'labels');
  const labels = Object.keys(template).length > 0 ? template : recordAt(wire, 'metadata', 'labels');
  const texts = textsIn(labels);
  return Object.keys(texts).length === 0 ? undefined : texts;
}

function textsIn(record: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function namesAt(wire: WireObject, field: string): readonly string[] {
  return listAt(wire, 'spec', field).flatMap(entry => textAt(entry, 'name') ?? []);
}

/** Expressions narrow a budget further, so that labels alone do not tell whose pods it keeps. */
function budgetParts(wire: WireObject): Parts {
  if (listAt(wire, 'spec', 'selector', 'matchExpressions').length > 0) return {};
  return { selects: textsIn(recordAt(wire, 'spec', 'selector', 'matchLabels')) };
}

function scalerParts(wire: WireObject): Parts {
  const name = textAt(wire, 'spec', 'scaleTargetRef', 'name');
  if (name === undefined) return {};
  const apiVersion = textAt(wire, 'spec', 'scaleTargetRef', 'apiVersion') ?? 'apps/v1';
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return { scales: { group, kind: textAt(wire, 'spec', 'scaleTargetRef', 'kind') ?? 'Deployment', name } };
}
