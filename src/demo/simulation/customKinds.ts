import type { KubeObject } from '../api/kubeObject.ts';
import type { ServedKind } from '../api/servedKind.ts';
import type { Change } from '../api/store.ts';
import type { Condition } from '../api/wire.ts';
import { objectMeta } from '../schema/metadata.ts';
import { anything, type Schema, text } from '../schema/schema.ts';
import type { ClusterAccess } from './clusterAccess.ts';
import { setCondition } from './conditions.ts';
import type { Controller } from './controller.ts';

interface Definition extends KubeObject {
  spec: {
    group: string;
    scope: 'Namespaced' | 'Cluster';
    names: {
      plural: string;
      kind: string;
      singular?: string;
      listKind?: string;
      shortNames?: string[];
      categories?: string[];
    };
    versions: {
      name: string;
      served: boolean;
      storage: boolean;
      schema?: { openAPIV3Schema?: Schema };
      subresources?: { status?: object; scale?: object };
    }[];
  };
  status?: { conditions?: Condition[]; acceptedNames?: object; storedVersions?: string[] };
}

const definitions = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  kind: 'CustomResourceDefinition',
  isNamespaced: false,
};

/** Serves the kinds that CustomResourceDefinitions describe, for as long as these are there. */
export class CustomKinds implements Controller {
  readonly name = 'custom-kinds';
  readonly #access: ClusterAccess;
  readonly #served = new Map<string, readonly ServedKind[]>();

  constructor(access: ClusterAccess) {
    this.#access = access;
  }

  wake(change: Change): readonly string[] {
    return change.object.kind === 'CustomResourceDefinition' ? [change.object.metadata.name] : [];
  }

  reconcile(name: string): undefined {
    const definition = this.#access.find<Definition>(definitions, undefined, name);
    const before = this.#served.get(name) ?? [];
    const kinds = definition ? servedBy(definition) : [];
    for (const kind of before) if (!kinds.some(one => one.version === kind.version)) this.#stopServing(kind);
    for (const kind of kinds) this.#access.registry.add(kind);
    if (!definition) {
      this.#served.delete(name);
      return;
    }
    this.#served.set(name, kinds);
    this.#report(definition);
  }

  #stopServing(kind: ServedKind): void {
    for (const object of this.#access.list(kind)) {
      this.#access.objects.store.remove(kind, object.metadata.namespace, object.metadata.name);
    }
    this.#access.registry.remove(kind);
  }

  #report(definition: Definition): void {
    const now = this.#access.objects.now();
    this.#access.editStatus(definitions, definition, draft => {
      const accepted = {
        type: 'NamesAccepted',
        status: 'True',
        reason: 'NoConflicts',
        message: 'no conflicts found',
      } as const;
      const established = {
        type: 'Established',
        status: 'True',
        reason: 'InitialNamesAccepted',
        message: 'the initial names have been accepted',
      } as const;
      const { names, versions } = draft.spec;
      draft.status = {
        acceptedNames: { ...names },
        conditions: setCondition(setCondition(draft.status?.conditions, accepted, now), established, now),
        storedVersions: versions.filter(version => version.storage).map(version => version.name),
      };
    });
  }
}

function servedBy({ spec }: Definition): readonly ServedKind[] {
  const { group, names, scope, versions } = spec;
  return versions
    .filter(version => version.served)
    .map(({ name, schema, subresources }) => ({
      group,
      version: name,
      plural: names.plural,
      kind: names.kind,
      singular: names.singular ?? names.kind.toLowerCase(),
      shortNames: names.shortNames ?? [],
      categories: names.categories ?? [],
      isNamespaced: scope === 'Namespaced',
      hasStatus: subresources?.status !== undefined,
      hasScale: false,
      isCustom: true,
      schema: wholeSchema(schema?.openAPIV3Schema ?? anything),
    }));
}

/** A definition's schema says little of `metadata`; the server knows it. */
function wholeSchema(schema: Schema): Schema {
  return {
    ...schema,
    type: 'object',
    properties: { ...schema.properties, apiVersion: text, kind: text, metadata: objectMeta },
  };
}
