import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { given, mapsAt, wholeNumber } from './given.ts';
import { perhapsMendedBy, removeItem, repeating } from './mend.ts';

/** What controllers of the Gateway API make of gateways and routes beyond the conditions of the CRDs. */
export const gatewayApiRules: RuleSet = {
  facts: [
    {
      id: 'gateway/weights',
      severity: 'warning',
      summary: 'At least one backend of a rule has a weight above zero.',
      why: 'With all weights at zero every request is answered with status 500.',
    },
    {
      id: 'gateway/repeated-backend',
      severity: 'warning',
      summary: 'A rule names each backend once.',
      why: 'Two entries for one backend share out its traffic in a way that is hard to read; add up their weights.',
    },
    {
      id: 'gateway/backend-kind',
      severity: 'warning',
      summary: 'A backend of the core group is a Service.',
      why: 'Controllers refuse other kinds of the core group, and the route answers with status 500.',
    },
    {
      id: 'gateway/listener-conflict',
      severity: 'warning',
      summary: 'Listeners on one port speak protocols that go together.',
      why: 'The controller marks both listeners as conflicted and serves neither.',
    },
    {
      id: 'gateway/listener-reference',
      severity: 'warning',
      summary: 'A listener allows kinds of routes that there are, and takes its certificates from Secrets.',
      why: 'The controller marks references to other kinds as invalid, and the listener does not serve.',
    },
    {
      id: 'gateway/protocol',
      severity: 'warning',
      summary:
        'The protocol of a listener is HTTP, HTTPS, TLS, TCP, UDP or one of an implementation, such as example.com/bar.',
      why: 'The controller does not accept a listener with another protocol.',
    },
  ],
  kinds: {
    'gateway.networking.k8s.io/HTTPRoute': judgeRoute,
    'gateway.networking.k8s.io/GRPCRoute': judgeRoute,
    'gateway.networking.k8s.io/TCPRoute': judgeRoute,
    'gateway.networking.k8s.io/TLSRoute': judgeRoute,
    'gateway.networking.k8s.io/Gateway': judgeGateway,
  },
};

function judgeRoute(object: ManifestObject, report: Report): void {
  for (const rule of mapsAt(object.node, 'spec', 'rules')) {
    const backends = mapsAt(rule, 'backendRefs');
    judgeWeights(backends, report);
    judgeRepeats(backends, report);
    for (const backend of backends) judgeKind(backend, report);
  }
}

function scalarOf(node: MapNode | undefined, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value : undefined;
}

function judgeWeights(backends: readonly MapNode[], report: Report): void {
  const last = scalarOf(backends.at(-1), 'weight');
  if (last === undefined || !backends.every(backend => wholeNumber(given(backend, 'weight')) === 0)) return;
  report(
    'gateway/weights',
    last,
    say`Every backend of this rule has the weight zero, so all requests are answered with status 500.`,
  );
}

function judgeRepeats(backends: readonly MapNode[], report: Report): void {
  const seen = new Map<string, MapNode>();
  for (const backend of backends) {
    // Filters of its own make an entry something else.
    if (given(backend, 'filters') !== undefined) continue;
    const key = ['group', 'kind', 'namespace', 'name', 'port']
      .map(name => scalarOf(backend, name)?.text ?? '')
      .join('\n');
    const first = seen.get(key);
    if (first === undefined) seen.set(key, backend);
    else
      report(
        'gateway/repeated-backend',
        backend,
        say`The rule names this backend twice; add the weights up in one entry.`,
        {
          ...repeating(first),
          ...perhapsMendedBy(() => removeItem(backend)),
        },
      );
  }
}

function judgeKind(backend: MapNode, report: Report): void {
  const kind = scalarOf(backend, 'kind');
  const group = scalarOf(backend, 'group')?.text ?? '';
  if (kind !== undefined && group === '' && kind.text !== 'Service')
    report(
      'gateway/backend-kind',
      kind,
      say`A backend of kind ${kind.text} needs its group; the core group has Services only.`,
    );
}

/** The last is Istio's, for its waypoints. */
const protocols = ['HTTP', 'HTTPS', 'TLS', 'TCP', 'UDP', 'HBONE'];

function judgeGateway(object: ManifestObject, report: Report): void {
  const listeners = mapsAt(mapAt(object.node, 'spec'), 'listeners');
  const ports = new Map<number, ScalarNode>();
  for (const listener of listeners) {
    judgeReferences(listener, report);
    const protocol = scalarOf(listener, 'protocol');
    const port = wholeNumber(given(listener, 'port'));
    if (protocol === undefined) continue;
    if (!protocols.includes(protocol.text) && !protocol.text.includes('/')) {
      report(
        'gateway/protocol',
        protocol,
        say`Controllers know no protocol ${protocol.text}; write HTTP, HTTPS, TLS, TCP or UDP.`,
      );
      continue;
    }
    if (port === undefined || protocol.text === 'UDP') continue;
    const first = ports.get(port);
    if (first === undefined) ports.set(port, protocol);
    else if (layerOf(first.text) !== layerOf(protocol.text))
      report(
        'gateway/listener-conflict',
        protocol,
        say`Port ${port} speaks ${first.text} in another listener; ${protocol.text} cannot share it.`,
        repeating(first),
      );
  }
}

/** HTTPS and TLS are told apart by the name that is asked for; the others need the port for themselves. */
function layerOf(protocol: string): string {
  return protocol === 'HTTPS' || protocol === 'TLS' ? 'TLS' : protocol;
}

const routeKinds = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'];

function judgeReferences(listener: MapNode, report: Report): void {
  for (const allowed of mapsAt(listener, 'allowedRoutes', 'kinds')) {
    const kind = scalarOf(allowed, 'kind');
    const group = scalarOf(allowed, 'group')?.text ?? 'gateway.networking.k8s.io';
    if (kind !== undefined && group === 'gateway.networking.k8s.io' && !routeKinds.includes(kind.text))
      report(
        'gateway/listener-reference',
        kind,
        say`The Gateway API has no routes of kind ${kind.text}; it has ${routeKinds.join(', ')}.`,
      );
  }
  for (const certificate of mapsAt(listener, 'tls', 'certificateRefs')) {
    const kind = scalarOf(certificate, 'kind');
    const group = scalarOf(certificate, 'group')?.text ?? '';
    if (kind !== undefined && group === '' && kind.text !== 'Secret')
      report(
        'gateway/listener-reference',
        kind,
        say`A certificate comes from a Secret, not from a ${kind.text} of the core group.`,
      );
  }
}
