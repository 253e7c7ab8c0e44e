import { removeEntry } from '../../fix/edits.ts';
import type { Report, RuleSet, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import type { MapNode } from '../../syntax/node.ts';
import { atLeastOne, atMostOne } from './choices.ts';
import { qualifiedName } from './nameForms.ts';
import { nearest } from './nearest.ts';
import {
  facts,
  given,
  givenMap,
  givenMaps,
  givenScalar,
  givenText,
  keyOf,
  placeOf,
  replacing,
} from './reading.ts';

const sources = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];
const fromSources = ['configMapRef', 'secretRef'];

const bothValues = facts(
  'core/env-value-and-source',
  'error',
  'An environment variable has both value and valueFrom.',
  'The API server refuses it, since it cannot tell which one is meant.',
);
const repeated = facts(
  'core/env-repeated',
  'warning',
  'An environment variable is set twice in one container.',
  'The later one wins, and kubectl apply may drop one of them on the next change.',
);
const badFieldPath = facts(
  'core/field-path',
  'error',
  'A downward API reference names a field that pods do not offer.',
  'Only a few fields of a pod can be read into variables and files; the API server refuses the others.',
);
const badResource = facts(
  'core/resource-field',
  'error',
  'A downward API reference names a resource that containers do not offer.',
  'Only limits and requests of cpu, memory, ephemeral-storage and huge pages can be read; the API server refuses the others.',
);

const pathsInVariables = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const pathsInFiles = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.labels',
  'metadata.annotations',
];
const resources = ['limits', 'requests'].flatMap(kind =>
  ['cpu', 'memory', 'ephemeral-storage'].map(name => `${kind}.${name}`),
);

const checkEnvVar: TypeCheck = (node, report) => {
  const source = givenMap(node, 'valueFrom');
  if (source === undefined) return;
  const value = givenScalar(node, 'value');
  if (value !== undefined && value.value !== '')
    report(
      bothValues.id,
      keyOf(node, 'valueFrom'),
      say`The variable has a value already; valueFrom cannot stand beside it.`,
      {
        related: [{ at: value, message: say`This is its value.` }],
        fixes: () => [
          { title: say`Remove value`, edits: removeEntry(keyOf(node, 'value')), isSafe: false },
          { title: say`Remove valueFrom`, edits: removeEntry(keyOf(node, 'valueFrom')), isSafe: false },
        ],
      },
    );
  atLeastOne(source, sources, report);
  atMostOne(source, sources, report);
  checkFieldPath(givenMap(source, 'fieldRef'), pathsInVariables, report);
  checkResourceField(givenMap(source, 'resourceFieldRef'), report);
};

const checkEnvFrom: TypeCheck = (node, report) => {
  atLeastOne(node, fromSources, report);
  atMostOne(node, fromSources, report);
};

const checkDownwardFile: TypeCheck = (node, report) => {
  atLeastOne(node, ['fieldRef', 'resourceFieldRef'], report);
  atMostOne(node, ['fieldRef', 'resourceFieldRef'], report);
  checkFieldPath(givenMap(node, 'fieldRef'), pathsInFiles, report);
  const resource = givenMap(node, 'resourceFieldRef');
  checkResourceField(resource, report);
  if (resource !== undefined && given(resource, 'containerName') === undefined) {
    const [at, place] = placeOf(resource, 'containerName');
    report(
      badResource.id,
      at,
      say`A volume is shared by all containers, so containerName has to say whose resources are meant.`,
      place,
    );
  }
};

/** Judges `fieldRef`: a whole field, or one label or annotation as `metadata.labels['name']`. */
function checkFieldPath(reference: MapNode | undefined, allowed: readonly string[], report: Report): void {
  const version = givenScalar(reference, 'apiVersion');
  if (version !== undefined && version.value !== 'v1' && version.value !== '')
    report(badFieldPath.id, version, say`Fields of pods are known in version v1 only.`, {
      fixes: () => [replacing(version, 'v1')],
    });
  const scalar = givenScalar(reference, 'fieldPath');
  const path = typeof scalar?.value === 'string' ? scalar.value : undefined;
  if (scalar === undefined || path === undefined || allowed.includes(path)) return;
  const subscripted = /^(metadata\.(?:labels|annotations))\['(.*)'\]$/.exec(path);
  if (subscripted !== null) {
    if (!qualifiedName.fits((subscripted[2] ?? '').toLowerCase()))
      report(badFieldPath.id, scalar, say`"${subscripted[2] ?? ''}" is no key of a label or annotation.`);
    return;
  }
  const likely = nearest(path, allowed);
  report(
    badFieldPath.id,
    scalar,
    say`A pod does not offer "${path}" here: it can be ${allowed.join(', ')}, or one label or annotation as metadata.labels['name'].`,
    { fixes: () => (likely === undefined ? [] : [replacing(scalar, likely)]) },
  );
}

function checkResourceField(reference: MapNode | undefined, report: Report): void {
  const scalar = givenScalar(reference, 'resource');
  const name = givenText(reference, 'resource');
  if (scalar === undefined || name === undefined || resources.includes(name)) return;
  if (/^(?:limits|requests)\.hugepages-/.test(name)) return;
  const likely = nearest(name, resources);
  report(badResource.id, scalar, say`"${name}" cannot be read here: it can be ${resources.join(', ')}.`, {
    fixes: () => (likely === undefined ? [] : [replacing(scalar, likely)]),
  });
}

const checkRepeats: TypeCheck = (node, report) => {
  const seen = new Map<string, MapNode>();
  for (const variable of givenMaps(node, 'env')) {
    const name = givenText(variable, 'name');
    const first = name === undefined ? undefined : seen.get(name);
    if (name !== undefined) seen.set(name, variable);
    // A later value may be built on the earlier one, as in PATH: $(PATH):/opt/bin.
    if (name === undefined || first === undefined || usesItself(variable, name)) continue;
    report(
      repeated.id,
      givenScalar(variable, 'name') ?? variable,
      say`The variable ${name} is set twice; the later value wins.`,
      {
        related: [{ at: first, message: say`It is set here first.` }],
        fixes: () => [{ title: say`Remove the earlier ${name}`, edits: removeEntry(first), isSafe: false }],
      },
    );
  }
};

function usesItself(variable: MapNode, name: string): boolean {
  const value = given(variable, 'value');
  return value?.kind === 'scalar' && value.text.includes(`$(${name})`);
}

/** Environment variables, and what they and downward API volumes may read of a pod. */
export const envRules: RuleSet = {
  facts: [bothValues, repeated, badFieldPath, badResource],
  types: {
    EnvVar: checkEnvVar,
    EnvFromSource: checkEnvFrom,
    DownwardAPIVolumeFile: checkDownwardFile,
    Container: checkRepeats,
    EphemeralContainer: checkRepeats,
  },
};
