import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parse } from 'yaml';
import type { ServerLaunch } from './languageProcess.ts';

const version = '2.0.0';
const folder = resolve('.cache/bench/yaml-language-server');
const crds = resolve('../shared/corpus/crds');

/** yaml-language-server with the schemas of Kubernetes, KServe and Argo, fetched on first use. Throws where it cannot be had. */
export function yamlLanguageServer(): ServerLaunch {
  const server = join(folder, 'node_modules', 'yaml-language-server', 'bin', 'yaml-language-server');
  if (!existsSync(server)) install();
  const schemas = {
    [schemaFile('kubernetes', kubernetesSchema)]: ['deployments.yaml'],
    [schemaFile('inferenceservice', () =>
      crdSchema('kserve__config-crd-full-serving.kserve.io_inferenceservices', 'v1beta1'),
    )]: ['service.yaml'],
    [schemaFile('workflow', () =>
      crdSchema('argo-workflows__manifests-base-crds-full-argoproj.io_workflows', 'v1alpha1'),
    )]: ['workflow.yaml'],
  };
  const yaml = { schemas, validate: true, completion: true, hover: true, schemaStore: { enable: false } };
  return {
    args: [server, '--stdio'],
    initializationOptions: {},
    configuration: section => (section === 'yaml' ? yaml : {}),
  };
}

function install(): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private": true}\n');
  const done = spawnSync('npm', ['install', '--no-audit', '--no-fund', `yaml-language-server@${version}`], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`yaml-language-server cannot be had: ${done.stderr.slice(-300)}`);
}

/** Writes a schema for the peer, and gives its address. */
function schemaFile(name: string, make: () => unknown): string {
  const path = join(folder, `${name}.json`);
  if (!existsSync(path)) writeFileSync(path, JSON.stringify(make()));
  return pathToFileURL(path).href;
}

interface Definition {
  readonly properties?: Record<string, unknown>;
  readonly 'x-kubernetes-group-version-kind'?: readonly {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  }[];
}

/** One schema for all built-in kinds, told apart by apiVersion and kind, as the published one does it. */
function kubernetesSchema(): unknown {
  const path = join(crds, 'kubernetes-openapi', 'swagger-v1.35.0.json.gz');
  const { definitions } = JSON.parse(gunzipSync(readFileSync(path)).toString()) as {
    definitions: Record<string, Definition>;
  };
  const kinds: unknown[] = [];
  for (const [name, definition] of Object.entries(definitions)) {
    const [kind] = definition['x-kubernetes-group-version-kind'] ?? [];
    if (kind === undefined || !definition.properties?.['metadata']) continue;
    const apiVersion = kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
    definition.properties['apiVersion'] = { type: 'string', enum: [apiVersion] };
    definition.properties['kind'] = { type: 'string', enum: [kind.kind] };
    kinds.push({ $ref: `#/definitions/${name}` });
  }
  return { definitions, oneOf: kinds };
}

function crdSchema(file: string, wanted: string): unknown {
  const text = gunzipSync(readFileSync(join(crds, `${file}.yaml.gz`))).toString();
  const crd = parse(text) as { spec: { versions: { name: string; schema: { openAPIV3Schema: unknown } }[] } };
  return crd.spec.versions.find(({ name }) => name === wanted)?.schema.openAPIV3Schema;
}
