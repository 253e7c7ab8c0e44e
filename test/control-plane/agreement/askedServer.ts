import { connect } from '../../../src/cluster/client/clusterClient.ts';
import { readKubeconfig } from '../../../src/cluster/client/kubeconfig.ts';
import type { ClusterClient } from '../../../src/cluster/ports.ts';
import { apiVersionOf, type KindName } from '../../../src/manifest/object.ts';
import type { ServedKind } from '../../../src/manifest/schema/clusterCatalog.ts';
import type { OpenApiDocument } from '../../../src/manifest/schema/openApi.ts';
import { OpenApiSchemas } from '../../../src/manifest/schema/openApiSchemas.ts';
import { ApiClient } from '../apiClient.ts';
import type { Base } from './bases.ts';

/** What the server said to a manifest, in the form of the recorded verdicts. */
export interface Answer {
  readonly status: string;
  readonly causes: readonly string[];
  readonly message: string;
}

interface Status {
  readonly message?: string;
  readonly details?: { readonly causes?: readonly { readonly field?: string }[] };
}

/** A real API server as judge: its kinds and schemas, read by our own client, and its strict dry run. */
export class AskedServer {
  readonly kinds: readonly ServedKind[];
  readonly documents: Readonly<Record<string, OpenApiDocument>>;
  readonly #api: ApiClient;

  constructor(api: ApiClient, kinds: readonly ServedKind[], documents: Record<string, OpenApiDocument>) {
    this.#api = api;
    this.kinds = kinds;
    this.documents = documents;
  }

  static async of(kubeconfigFile: string): Promise<AskedServer> {
    const api = await ApiClient.of(kubeconfigFile);
    const kubeconfig = await readKubeconfig({ path: kubeconfigFile, env: {} });
    const material = kubeconfig.material(kubeconfig.contexts[0]?.name ?? '');
    if (!material.ok) throw new Error(material.failure.message);
    const client = await connect(material.value, {});
    const kinds = await client.listKinds();
    if (!kinds.ok) throw new Error(kinds.failure.message);
    const documents: Record<string, OpenApiDocument> = {};
    for (const [apiVersion, served] of Map.groupBy(kinds.value, apiVersionOf))
      documents[apiVersion] = await documentOf(client, apiVersion, served);
    client.dispose();
    return new AskedServer(api, kinds.value, documents);
  }

  /** Makes the namespaces that manifests name, since a dry run into one that is missing judges nothing. */
  async makeNamespaces(bases: readonly Base[]): Promise<void> {
    const names = new Set(bases.flatMap(({ namespace }) => (namespace === undefined ? [] : [namespace])));
    for (const name of names)
      await this.#api.post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }

  /** Would the server create this text as an object of the kind? Waits where it puts off who asks for a kind first. */
  async judge(kind: KindName, namespace: string | undefined, text: string): Promise<Answer> {
    for (;;) {
      const path = `${this.#pathOf(kind, namespace)}?dryRun=All&fieldValidation=Strict`;
      const { status, body } = await this.#api.postText<Status | string>(path, text, 'application/yaml');
      if (status !== 429) return answerOf(status, body);
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  }

  #pathOf(kind: KindName, namespace = 'default'): string {
    const served = this.kinds.find(
      one => one.kind === kind.kind && one.group === kind.group && one.version === kind.version,
    );
    if (served === undefined) throw new Error(`${kind.kind} is not served.`);
    const root = kind.group === '' ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
    return `${root}${served.isNamespaced ? `/namespaces/${namespace}` : ''}/${served.plural}`;
  }
}

/** A server publishes schemas some seconds after their definitions were installed. */
async function documentOf(
  client: ClusterClient,
  apiVersion: string,
  served: readonly ServedKind[],
): Promise<OpenApiDocument> {
  const path = apiVersion.includes('/') ? `apis/${apiVersion}` : `api/${apiVersion}`;
  for (;;) {
    const text = await client.readSchemas(path);
    const document = text.ok ? (JSON.parse(text.value) as OpenApiDocument) : {};
    const schemas = new OpenApiSchemas(document);
    if (served.every(kind => schemas.schema(kind) !== undefined)) return document;
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

function answerOf(status: number, body: Status | string): Answer {
  if (typeof body === 'string') return { status: String(status), causes: [], message: body };
  // A list that was cut off says so by a cause at <nil>.
  const causes = (body.details?.causes ?? []).flatMap(({ field }) =>
    field === undefined || field === '' || field === '<nil>' ? [] : [field],
  );
  return { status: String(status), causes, message: status === 201 ? '' : (body.message ?? '') };
}
