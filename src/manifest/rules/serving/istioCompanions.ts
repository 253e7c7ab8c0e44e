import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { itemsAt, mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode, SyntaxNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { given, givenAmong, givenEntry, mapsAt, wholeNumber } from './given.ts';
import { perhapsMendedBy, removeField, repeating } from './mend.ts';

/** What the definitions of Istio's smaller kinds ask: entries of the mesh, and who may call whom. */
export const istioCompanionRules: RuleSet = {
  facts: [
    {
      id: 'istio/port',
      severity: 'error',
      summary: 'Ports lie from 1 to 65535, and a ServiceEntry has each once.',
      why: 'The API server refuses others by the conditions of the definition.',
    },
    {
      id: 'istio/endpoints',
      severity: 'error',
      summary:
        'Addresses and endpoints of a ServiceEntry fit its resolution; a WorkloadEntry has an address or a network, and no ports beside a socket.',
      why: 'The API server refuses others by the conditions of the definition.',
    },
    {
      id: 'istio/source',
      severity: 'error',
      summary: 'A source of an AuthorizationPolicy names service accounts, or namespaces and principals.',
      why: 'The API server refuses both together: one already says the other.',
    },
    {
      id: 'istio/target',
      severity: 'error',
      summary: 'A policy targets objects of its own namespace.',
      why: 'The API server refuses a target in another namespace.',
    },
    {
      id: 'istio/waypoint',
      severity: 'error',
      summary: 'An EnvoyFilter matches a waypoint in the context WAYPOINT, and nothing else there.',
      why: 'The API server refuses other matches by the conditions of the definition.',
    },
    {
      id: 'istio/url',
      severity: 'error',
      summary: 'Addresses of keys and of plugins are URLs with a scheme that Istio can fetch.',
      why: 'The API server refuses others by the conditions of the definition.',
    },
    {
      id: 'istio/workload-labels',
      severity: 'error',
      summary: 'The selector of workloads has plain labels, without wildcards and empty keys.',
      why: 'The API server refuses others by the conditions of the definition.',
    },
  ],
  kinds: {
    'networking.istio.io/ServiceEntry': judgeServiceEntry,
    'networking.istio.io/WorkloadEntry': judgeWorkloadEntry,
    'networking.istio.io/ProxyConfig': judgeSelector,
    'networking.istio.io/EnvoyFilter': judgeFilter,
    'security.istio.io/AuthorizationPolicy': judgeAuthorization,
    'security.istio.io/PeerAuthentication': judgePeers,
    'security.istio.io/RequestAuthentication': judgeRequests,
    'extensions.istio.io/WasmPlugin': judgePlugin,
    'telemetry.istio.io/Telemetry': judgePolicy,
  },
};

function scalarOf(node: MapNode | undefined, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value : undefined;
}

function judgePort(value: SyntaxNode | undefined, report: Report): void {
  const port = wholeNumber(value);
  if (value !== undefined && port !== undefined && (port < 1 || port > 65_535))
    report('istio/port', value, say`A port lies from 1 to 65535; this is ${port}.`);
}

function judgeServiceEntry(object: ManifestObject, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  const seen = new Map<number, SyntaxNode>();
  for (const port of mapsAt(spec, 'ports')) {
    const value = given(port, 'number');
    const is = wholeNumber(value);
    judgePort(value, report);
    judgePort(given(port, 'targetPort'), report);
    if (value === undefined || is === undefined) continue;
    const first = seen.get(is);
    if (first === undefined) seen.set(is, value);
    else report('istio/port', value, say`The port ${is} stands here twice.`, repeating(first));
  }
  judgeResolution(spec, report);
}

function judgeResolution(spec: MapNode | undefined, report: Report): void {
  const resolution = scalarOf(spec, 'resolution')?.text ?? 'NONE';
  const endpoints = givenEntry(spec, 'endpoints');
  if (resolution === 'NONE' && endpoints !== undefined && itemsAt(spec, 'endpoints').length > 0)
    report(
      'istio/endpoints',
      endpoints.key,
      say`With the resolution NONE requests go where they are sent; endpoints need STATIC or DNS.`,
    );
  if (resolution === 'NONE' || resolution === 'STATIC') return;
  for (const address of itemsAt(spec, 'addresses'))
    if (address.kind === 'scalar' && address.text.includes('/'))
      report(
        'istio/endpoints',
        address,
        say`A range of addresses goes with the resolution NONE or STATIC, not with ${resolution}.`,
      );
}

function judgeWorkloadEntry(object: ManifestObject, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  if (spec === undefined) return;
  const address = scalarOf(spec, 'address');
  const ports = givenEntry(spec, 'ports');
  if (address === undefined && given(spec, 'network') === undefined)
    report('istio/endpoints', spec, say`A workload needs an address, or a network to be reached through.`, {
      missing: 'address',
    });
  if (address?.text.startsWith('unix://') && ports !== undefined)
    report(
      'istio/endpoints',
      ports.key,
      say`A socket has no ports.`,
      perhapsMendedBy(() => removeField(ports.key)),
    );
  for (const { key, value } of ports?.value.kind === 'map' ? ports.value.entries : []) {
    judgePort(value, report);
    if (!/^[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/.test(key.text))
      report('istio/port', key, say`${key.text} names no port; write letters, digits and dashes.`);
  }
}

function judgeAuthorization(object: ManifestObject, report: Report): void {
  judgePolicy(object, report);
  for (const rule of mapsAt(object.node, 'spec', 'rules'))
    for (const from of mapsAt(rule, 'from')) {
      const source = mapAt(from, 'source');
      const [accounts] = givenAmong(source, ['serviceAccounts', 'notServiceAccounts']);
      const [other] = givenAmong(source, ['namespaces', 'notNamespaces', 'principals', 'notPrincipals']);
      if (accounts !== undefined && other !== undefined)
        report(
          'istio/source',
          other.key,
          say`${accounts.name} already says the namespace and the principal; ${other.name} beside it is refused.`,
          perhapsMendedBy(() => removeField(other.key)),
        );
    }
}

function judgePolicy(object: ManifestObject, report: Report): void {
  judgeSelector(object, report);
  const spec = mapAt(object.node, 'spec');
  for (const target of [mapAt(spec, 'targetRef'), ...mapsAt(spec, 'targetRefs')]) {
    const namespace = givenEntry(target, 'namespace');
    if (namespace?.value.kind === 'scalar' && namespace.value.text !== '')
      report(
        'istio/target',
        namespace.value,
        say`A policy holds in its own namespace; take the namespace of the target away.`,
        perhapsMendedBy(() => removeField(namespace.key)),
      );
  }
}

function judgePeers(object: ManifestObject, report: Report): void {
  judgeSelector(object, report);
  const levels = mapAt(object.node, 'spec', 'portLevelMtls');
  for (const { key, name } of levels?.entries ?? []) {
    const port = /^\d+$/.test(name) ? Number(name) : 0;
    if (port < 1 || port > 65_535)
      report('istio/port', key, say`A port lies from 1 to 65535; this is ${name}.`);
  }
}

function judgeRequests(object: ManifestObject, report: Report): void {
  judgePolicy(object, report);
  for (const rule of mapsAt(object.node, 'spec', 'jwtRules')) {
    const uri = scalarOf(rule, 'jwksUri');
    if (uri !== undefined && !isPlaceholder(uri) && !/^https?:\/\/[^\s\\]/i.test(uri.text))
      report('istio/url', uri, say`The keys are fetched from an http or https URL.`);
  }
}

function judgePlugin(object: ManifestObject, report: Report): void {
  judgePolicy(object, report);
  const url = scalarOf(mapAt(object.node, 'spec'), 'url');
  if (url === undefined || url.text === '' || isPlaceholder(url)) return;
  const scheme = /^([a-z]+):\/\//i.exec(url.text)?.[1]?.toLowerCase();
  const isBare = scheme === undefined && /^[\w.-]+(?::\d+)?(?:\/[\w.@:/-]*)?$/.test(url.text);
  if (!isBare && !['http', 'https', 'file', 'oci'].includes(scheme ?? ''))
    report('istio/url', url, say`A plugin is fetched from a URL that begins with http, https, file or oci.`);
}

function judgeSelector(object: ManifestObject, report: Report): void {
  for (const { key, name, value } of mapAt(object.node, 'spec', 'selector', 'matchLabels')?.entries ?? []) {
    if (name === '') report('istio/workload-labels', key, say`A label needs a key.`);
    if (name.includes('*') || (value.kind === 'scalar' && value.text.includes('*')))
      report(
        'istio/workload-labels',
        key,
        say`Labels of workloads are matched as they are; a wildcard is refused.`,
      );
  }
}

function judgeFilter(object: ManifestObject, report: Report): void {
  for (const patch of mapsAt(object.node, 'spec', 'configPatches')) {
    const match = mapAt(patch, 'match');
    const waypoint = givenEntry(match, 'waypoint');
    const isThere = scalarOf(match, 'context')?.text === 'WAYPOINT';
    if (match === undefined || isThere === (waypoint !== undefined)) continue;
    if (waypoint === undefined)
      report('istio/waypoint', match, say`In the context WAYPOINT a filter matches a waypoint.`, {
        missing: 'waypoint',
      });
    else report('istio/waypoint', waypoint.key, say`A waypoint is matched in the context WAYPOINT only.`);
  }
}
