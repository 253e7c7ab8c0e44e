import { listAt, textAt } from '../cluster/wireReader.ts';
import { parseYaml } from './yamlDocuments.ts';

/** The names under which kustomize looks for its file, in a folder. */
export const kustomizationNames: readonly string[] = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];

const lists = [
  'resources',
  'bases',
  'components',
  'crds',
  'configurations',
  'generators',
  'transformers',
  'validators',
  'patchesStrategicMerge',
] as const;
const pathLists = ['patches', 'patchesJson6902', 'replacements', 'helmCharts'] as const;
const generators = ['configMapGenerator', 'secretGenerator'] as const;

/**
 * The files and folders that a kustomization names, as paths from the project. Inline patches and addresses are left
 * out; what does not parse names nothing, kustomize itself will say what is wrong with it.
 *
 * @param folder the kustomization's folder, relative to the project; empty for the project itself
 */
export function kustomizationInputs(folder: string, text: string): readonly string[] {
  const content = parseYaml(text)[0]?.value;
  const named = [
    ...lists.flatMap(key => listAt(content, key)),
    ...pathLists.flatMap(key => listAt(content, key).map(entry => textAt(entry, 'path'))),
    ...generators.flatMap(key => listAt(content, key).flatMap(generatorFiles)),
  ];
  return named
    .filter(path => typeof path === 'string')
    .filter(path => path !== '' && !path.includes('\n') && !path.includes('://'))
    .map(path => joinPath(folder, path));
}

function generatorFiles(entry: unknown): readonly string[] {
  return [...listAt(entry, 'files'), ...listAt(entry, 'envs'), textAt(entry, 'env')]
    .filter(file => typeof file === 'string')
    .map(file => file.slice(file.indexOf('=') + 1));
}

/** Joins two paths with `/`, resolving `.` and `..`; a path that climbs out keeps its leading `..`. */
export function joinPath(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
