import { succeed } from '../../base/outcome.ts';
import type { Result } from '../failure.ts';
import type { ResourceKind, WireObject } from '../resource.ts';
import { listAt, recordAt, textAt } from '../wireReader.ts';
import { kindsOfList } from './servedKinds.ts';
import type { Question } from './transport.ts';

type Ask = (question: Question) => Promise<Result<WireObject>>;

/** Everything in two answers; servers before 1.27 do not know it and answer as they always did. */
const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

/**
 * Every kind that a server serves. A group whose own server is down is left out, as the rest is still true; only when
 * the API server itself does not answer, that is the failure.
 */
export async function listServedKinds(ask: Ask): Promise<Result<readonly ResourceKind[]>> {
  const roots = await Promise.all([
    ask({ path: '/api', accept: aggregated }),
    ask({ path: '/apis', accept: aggregated }),
  ]);
  const kinds: ResourceKind[] = [];
  for (const root of roots) {
    if (!root.ok) return root;
    kinds.push(...(isAggregated(root.value) ? kindsOfAll(root.value) : await kindsOfEach(root.value, ask)));
  }
  return succeed(kinds);
}

function isAggregated(answer: WireObject): boolean {
  return textAt(answer, 'kind') === 'APIGroupDiscoveryList';
}

function kindsOfAll(answer: WireObject): readonly ResourceKind[] {
  return listAt(answer, 'items').flatMap(item => {
    const group = textAt(item, 'metadata', 'name') ?? '';
    return listAt(item, 'versions').flatMap(entry => {
      const version = textAt(entry, 'version');
      if (version === undefined) return [];
      return listAt(entry, 'resources').flatMap(resource => kindOf(resource, group, version));
    });
  });
}

function kindOf(resource: unknown, group: string, version: string): readonly ResourceKind[] {
  const plural = textAt(resource, 'resource');
  const kind = textAt(resource, 'responseKind', 'kind');
  if (plural === undefined || kind === undefined) return [];
  return [{ group, version, plural, kind, isNamespaced: textAt(resource, 'scope') === 'Namespaced' }];
}

async function kindsOfEach(answer: WireObject, ask: Ask): Promise<readonly ResourceKind[]> {
  const core = listAt(answer, 'versions').flatMap(version =>
    typeof version === 'string' ? [{ group: '', version }] : [],
  );
  const others = listAt(answer, 'groups').flatMap(item => {
    const group = textAt(item, 'name') ?? '';
    return listAt(item, 'versions').flatMap(entry => {
      const version = textAt(entry, 'version');
      return version === undefined || group === '' ? [] : [{ group, version }];
    });
  });
  const lists = await Promise.all(
    [...core, ...others].map(async ({ group, version }) => {
      const list = await ask({ path: `/${pathOf(group === '' ? version : `${group}/${version}`)}` });
      return list.ok ? kindsOfList(list.value, group, version) : [];
    }),
  );
  return lists.flat();
}

function pathOf(apiVersion: string): string {
  const steps = apiVersion.split('/').map(encodeURIComponent);
  return steps.length === 1 ? `api/${steps.join('/')}` : `apis/${steps.join('/')}`;
}

/** The hash of each document, out of the addresses that the index gives. */
export async function readSchemaHashes(ask: Ask): Promise<Result<ReadonlyMap<string, string>>> {
  const index = await ask({ path: '/openapi/v3' });
  if (!index.ok) return index;
  const paths = recordAt(index.value, 'paths');
  const hashes = Object.keys(paths).flatMap(path => {
    const address = textAt(paths[path], 'serverRelativeURL') ?? '';
    const hash = /[?&]hash=([\w-]+)/.exec(address)?.[1];
    return hash === undefined ? [] : [[path, hash] as const];
  });
  return succeed(new Map(hashes));
}

/** Where a document is read. Without its hash the server gives the newest, and no redirection to it. */
export function schemasPath(groupVersion: string): string {
  return `/openapi/v3/${groupVersion.split('/').map(encodeURIComponent).join('/')}`;
}
