import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { given, givenAmong, givenEntry, mapsAt, repeatsAmong } from './given.ts';
import { componentsOf, frameworks } from './kserve.ts';
import { perhapsMendedBy, removeField, removeItem, repeating } from './mend.ts';
import { judgeStorageUri } from './storageUri.ts';

/** Where an InferenceService takes its model from (inference_service_validation.go, storage initialiser). */
export const inferenceServiceStorageRules: RuleSet = {
  facts: [
    {
      id: 'kserve/storage-uri',
      severity: 'warning',
      summary: 'A storage URI has a scheme that KServe can download from.',
      why: 'No storage container takes other schemes unless the cluster adds one; the pod would wait in its storage initialiser.',
    },
    {
      id: 'kserve/storage-conflict',
      severity: 'error',
      summary: 'A model comes from one of storageUri, storage and storageUris.',
      why: 'The webhook refuses storageUri together with storageUris. Of storageUri and storage only one is followed.',
    },
    {
      id: 'kserve/storage-mount',
      severity: 'error',
      summary:
        'Mount paths of storageUris are neither the root nor lead upwards, and lie under one directory.',
      why: 'The webhook refuses others, since one volume holds all downloads.',
    },
  ],
  kinds: { 'serving.kserve.io/InferenceService': judge },
};

function judge(object: ManifestObject, report: Report): void {
  if (object.version !== 'v1beta1') return;
  judgeTransformer(object, report);
  for (const { node } of componentsOf(object)) {
    const blocks = givenAmong(node, [...frameworks, 'model', 'art']).map(entry => entry.value);
    for (const block of blocks) if (block.kind === 'map') judgeBlock(block, node, report);
    for (const uri of containerUris(node)) judgeStorageUri(uri, report);
    judgeList(node, report);
  }
}

function judgeBlock(block: MapNode, component: MapNode, report: Report): void {
  const uri = givenEntry(block, 'storageUri');
  if (uri?.value.kind === 'scalar') judgeStorageUri(uri.value, report);
  const list = givenEntry(component, 'storageUris');
  if (uri !== undefined && list !== undefined)
    report(
      'kserve/storage-conflict',
      list.key,
      say`storageUris stands beside the storageUri of the model; KServe takes one of them.`,
      {
        related: [{ at: uri.key, message: say`The storageUri is here.` }],
      },
    );
  const storage = givenEntry(block, 'storage');
  if (uri !== undefined && storage !== undefined && given(storage.value, 'path') !== undefined)
    report(
      'kserve/storage-conflict',
      storage.key,
      say`Both storageUri and storage.path say where the model is; keep one of them.`,
      {
        severity: 'warning',
        ...perhapsMendedBy(() => removeField(storage.key)),
      },
    );
}

function containerUris(component: MapNode): readonly ScalarNode[] {
  return mapsAt(component, 'containers').flatMap(container =>
    mapsAt(container, 'env').flatMap(variable => {
      const value = given(variable, 'value');
      return textAt(variable, 'name') === 'STORAGE_URI' && value?.kind === 'scalar' ? [value] : [];
    }),
  );
}

function judgeList(component: MapNode, report: Report): void {
  const items = mapsAt(component, 'storageUris');
  const downloads: ScalarNode[] = [];
  const claims: ScalarNode[] = [];
  for (const item of items) {
    const uri = given(item, 'uri');
    const path = given(item, 'mountPath');
    if (uri?.kind === 'scalar') judgeStorageUri(uri, report);
    if (path?.kind !== 'scalar' || isPlaceholder(path)) continue;
    judgePath(path, report);
    if (uri?.kind === 'scalar' && uri.text.startsWith('pvc://')) claims.push(path);
    else downloads.push(path);
  }
  if (downloads.length < 2) return;
  for (const { again, first } of repeatsAmong(claims))
    report('kserve/storage-mount', again, say`Two claims are mounted at ${again.text}.`, repeating(first));
  const [first, ...rest] = downloads;
  const top = topOf(first);
  const stray = rest.find(path => topOf(path) !== top);
  if (stray !== undefined && first !== undefined)
    report(
      'kserve/storage-mount',
      stray,
      say`${stray.text} and ${first.text} share no directory; KServe mounts one volume for all downloads.`,
    );
}

function topOf(path: ScalarNode | undefined): string | undefined {
  return path?.text.split('/').find(part => part !== '');
}

function judgePath(path: ScalarNode, report: Report): void {
  if (path.text === '/')
    report('kserve/storage-mount', path, say`A model cannot be mounted at the root directory.`);
  else if (path.text.includes('..'))
    report('kserve/storage-mount', path, say`KServe refuses .. in a mount path.`);
}

function judgeTransformer(object: ManifestObject, report: Report): void {
  for (const container of mapsAt(object.node, 'spec', 'predictor', 'containers')) {
    if (textAt(container, 'name') !== 'transformer-container') continue;
    for (const variable of mapsAt(container, 'env'))
      if (textAt(variable, 'name') === 'STORAGE_URI')
        report(
          'kserve/storage-conflict',
          variable,
          say`The transformer container beside a predictor takes no STORAGE_URI; the model belongs to the predictor.`,
          perhapsMendedBy(() => removeItem(variable)),
        );
  }
}

function textAt(node: MapNode, name: string): string | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value.text : undefined;
}
