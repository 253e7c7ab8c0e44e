import type { ManifestObject } from '../object.ts';
import type { KnownObject } from '../surroundings.ts';
import { itemsAt, mapAt, nodeAt, numberAt, scalarAt, stringAt } from '../syntax/lookup.ts';
import type { MapNode } from '../syntax/node.ts';
import { labelsOf, podLabelsOf, selectionOf } from './selectors.ts';

type Facts = Pick<KnownObject, 'keys' | 'ports' | 'modelFormats' | 'labels' | 'parts' | 'scales' | 'selects'>;

/**
 * What other manifests may want to know of an object in a file: keys, ports, formats, labels; never a secret's values.
 * Undefined for an object without a name that can be read.
 */
export function knownObjectOf(object: ManifestObject, uri: string): KnownObject | undefined {
  if (object.name === undefined) return undefined;
  return {
    origin: 'workspace',
    group: object.group,
    kind: object.kind,
    name: object.name,
    namespace: object.namespace,
    ...factsOf(object),
    manifest: { uri, object },
  };
}

function factsOf(object: ManifestObject): Facts {
  const labels = podLabelsOf(object) ?? labelsOf(mapAt(object.node, 'metadata', 'labels'));
  const labelled = labels === undefined ? {} : { labels };
  const more = factsByKind[`${object.group}/${object.kind}`]?.(object.node);
  const selection = selectionOf(object);
  const selecting =
    selection?.finds === 'pods' && selection.isWhole ? { selects: selection.labels } : undefined;
  return { ...labelled, ...selecting, ...more };
}

const factsByKind: Readonly<Record<string, (node: MapNode) => Facts>> = {
  '/ConfigMap': node => ({ keys: keysIn(node, 'data', 'binaryData') }),
  '/Secret': node => ({ keys: keysIn(node, 'data', 'stringData') }),
  '/Service': node => ({ ports: portsOf(node) }),
  'serving.kserve.io/ServingRuntime': node => ({ modelFormats: formatsOf(node) }),
  'serving.kserve.io/ClusterServingRuntime': node => ({ modelFormats: formatsOf(node) }),
  'argoproj.io/WorkflowTemplate': node => ({ parts: namesIn(node, 'templates') }),
  'argoproj.io/ClusterWorkflowTemplate': node => ({ parts: namesIn(node, 'templates') }),
  'gateway.networking.k8s.io/Gateway': node => ({ parts: namesIn(node, 'listeners') }),
  'gateway.networking.k8s.io/ReferenceGrant': node => ({ parts: permissions(node) }),
  'autoscaling/HorizontalPodAutoscaler': scaled,
  'keda.sh/ScaledObject': scaled,
  'serving.kserve.io/InferenceService': scaledByKServe,
};

function keysIn(node: MapNode, ...fields: readonly string[]): readonly string[] {
  return fields.flatMap(field => mapAt(node, field)?.entries.map(entry => entry.name) ?? []);
}

function portsOf(node: MapNode): NonNullable<KnownObject['ports']> {
  return itemsAt(node, 'spec', 'ports').flatMap(item => {
    const port = numberAt(item, 'port');
    return port === undefined ? [] : [{ name: stringAt(item, 'name'), port }];
  });
}

function formatsOf(node: MapNode): NonNullable<KnownObject['modelFormats']> {
  return itemsAt(node, 'spec', 'supportedModelFormats').flatMap(item => {
    const name = stringAt(item, 'name');
    if (name === undefined) return [];
    const version = nodeAt(item, 'version');
    return [
      {
        name,
        version: version?.kind === 'scalar' && !version.isAbsent ? version.text : undefined,
        autoSelect: scalarAt(item, 'autoSelect')?.value === true,
      },
    ];
  });
}

function namesIn(node: MapNode, field: string): readonly string[] {
  return itemsAt(node, 'spec', field).flatMap(item => stringAt(item, 'name') ?? []);
}

function permissions(node: MapNode): readonly string[] {
  const listed = (field: 'from' | 'to', last: string) =>
    itemsAt(node, 'spec', field).map(item =>
      `${field} ${stringAt(item, 'group') ?? ''}/${stringAt(item, 'kind') ?? ''} ${stringAt(item, last) ?? ''}`.trimEnd(),
    );
  return [...listed('from', 'namespace'), ...listed('to', 'name')];
}

function scaled(node: MapNode): Facts {
  const name = stringAt(node, 'spec', 'scaleTargetRef', 'name');
  if (name === undefined) return {};
  const apiVersion = stringAt(node, 'spec', 'scaleTargetRef', 'apiVersion') ?? 'apps/v1';
  const slash = apiVersion.indexOf('/');
  return {
    scales: {
      group: slash < 0 ? '' : apiVersion.slice(0, slash),
      kind: stringAt(node, 'spec', 'scaleTargetRef', 'kind') ?? 'Deployment',
      name,
    },
  };
}

/** In Standard mode KServe makes a Deployment and, unless it is told otherwise, an autoscaler for it. */
function scaledByKServe(node: MapNode): Facts {
  const annotation = (name: string) => stringAt(node, 'metadata', 'annotations', `serving.kserve.io/${name}`);
  const mode = annotation('deploymentMode');
  const name = stringAt(node, 'metadata', 'name');
  if (name === undefined || (mode !== 'Standard' && mode !== 'RawDeployment')) return {};
  if (['none', 'external'].includes(annotation('autoscalerClass') ?? 'hpa')) return {};
  return { scales: { group: 'apps', kind: 'Deployment', name: `${name}-predictor` } };
}
