import { suite } from 'node:test';
import { testCases } from './judging.ts';

function istio(kind: string, spec: string, group = 'networking.istio.io/v1'): string {
  return `apiVersion: ${group}\nkind: ${kind}\nmetadata: {name: a}\nspec: {${spec}}\n`;
}

suite('entries of the mesh', () => {
  const service = (fields: string): string => istio('ServiceEntry', `hosts: [h], ${fields}`);
  const workload = (fields: string): string => istio('WorkloadEntry', fields);
  const filter = (match: string): string =>
    istio('EnvoyFilter', `configPatches: [{applyTo: HTTP_FILTER, match: {${match}}}]`);
  testCases([
    ['hold', service('ports: [{name: a, number: 80}, {name: b, number: 81}], resolution: DNS')],
    [
      'have each port once',
      service('ports: [{name: a, number: 80}, {name: b, number: 80}]'),
      'istio/port spec.ports[1].number',
    ],
    [
      'have ports',
      service('ports: [{name: a, number: 80, targetPort: 99999}]'),
      'istio/port spec.ports[0].targetPort',
    ],
    [
      'resolve endpoints',
      service('endpoints: [{address: 1.2.3.4}], resolution: NONE'),
      'istio/endpoints spec.endpoints',
    ],
    ['take endpoints that are fixed', service('endpoints: [{address: 1.2.3.4}], resolution: STATIC')],
    [
      'resolve no range',
      service('addresses: [1.2.3.4/16], resolution: DNS'),
      'istio/endpoints spec.addresses[0]',
    ],
    ['take a range as it is', service('addresses: [1.2.3.4/16], resolution: NONE')],
    ['are somewhere', workload('ports: {http: 80}'), 'istio/endpoints spec.address'],
    ['are at an address', workload('address: 1.1.1.1, ports: {http: 80}')],
    [
      'have no ports at a socket',
      workload('address: "unix:///x", ports: {http: 80}'),
      'istio/endpoints spec.ports',
    ],
    [
      'have ports that there are',
      workload('address: 1.1.1.1, ports: {http: 0}'),
      'istio/port spec.ports.http',
    ],
    ['name ports', workload('address: 1.1.1.1, ports: {"@": 80}'), 'istio/port spec.ports[@]'],
    ['match waypoints', filter('context: WAYPOINT, waypoint: {}')],
    [
      'match waypoints in their context',
      filter('context: SIDECAR_INBOUND, waypoint: {}'),
      'istio/waypoint spec.configPatches[0].match.waypoint',
    ],
    [
      'match nothing else in it',
      filter('context: WAYPOINT, listener: {}'),
      'istio/waypoint spec.configPatches[0].match.waypoint',
    ],
  ]);
});

suite('who may call whom', () => {
  const security = (kind: string, spec: string): string => istio(kind, spec, 'security.istio.io/v1');
  const from = (source: string): string =>
    security('AuthorizationPolicy', `rules: [{from: [{source: {${source}}}]}]`);
  const plugin = (fields: string): string => istio('WasmPlugin', fields, 'extensions.istio.io/v1alpha1');
  const keys = (uri: string): string =>
    security('RequestAuthentication', `jwtRules: [{issuer: a, jwksUri: '${uri}'}]`);
  const ports = (port: string): string =>
    security('PeerAuthentication', `portLevelMtls: {"${port}": {mode: STRICT}}`);
  testCases([
    ['holds', from('serviceAccounts: ["a/b"]')],
    [
      'names a source once',
      from('serviceAccounts: ["a/b"], namespaces: [a]'),
      'istio/source spec.rules[0].from[0].source.namespaces',
    ],
    [
      'targets its own namespace',
      security('RequestAuthentication', 'targetRef: {kind: Service, name: a, namespace: b}'),
      'istio/target spec.targetRef.namespace',
    ],
    ['fetches keys', keys('https://example.com/jwks')],
    ['fetches keys from a URL', keys('hTPp\\blah'), 'istio/url spec.jwtRules[0].jwksUri'],
    ['has ports', ports('8080')],
    ['has ports that are numbers', ports('abc'), 'istio/port spec.portLevelMtls.abc'],
    ['has ports that there are', ports('70000'), 'istio/port spec.portLevelMtls[70000]'],
    ['fetches a plugin', plugin('url: "oci://registry/plugin:1"')],
    ['fetches a plugin of a registry', plugin('url: "registry.example.com/plugin:1"')],
    ['fetches it from a URL', plugin('url: "#%blah$#@"'), 'istio/url spec.url'],
    [
      'selects by plain labels',
      plugin('url: "http://x", selector: {matchLabels: {"a*": b}}'),
      'istio/workload-labels spec.selector.matchLabels[a*]',
    ],
    [
      'selects by keys',
      istio('ProxyConfig', 'selector: {matchLabels: {"": b}}', 'networking.istio.io/v1beta1'),
      'istio/workload-labels spec.selector.matchLabels[]',
    ],
  ]);
});

suite('where alerts go', () => {
  const config = (spec: string): string => istio('AlertmanagerConfig', spec, 'monitoring.coreos.com/v1beta1');
  const url = (address: string): string =>
    config(`route: {receiver: r}, receivers: [{name: r, webhookConfigs: [{url: "${address}"}]}]`);
  testCases([
    ['holds', url('https://example.com:8080/hook?a=%20')],
    [
      'is a URL',
      url('https://%<>server:8080/'),
      'prometheus/receiver-url spec.receivers[0].webhookConfigs[0].url',
    ],
    [
      'is known',
      config('route: {receiver: x}, receivers: [{name: r}]'),
      'prometheus/receiver spec.route.receiver',
    ],
    [
      'is known deeper down',
      config('route: {receiver: r, routes: [{receiver: x}]}, receivers: [{name: r}]'),
      'prometheus/receiver spec.route.routes[0].receiver',
    ],
    [
      'is said once',
      config('route: {receiver: r}, receivers: [{name: r}, {name: r}]'),
      'prometheus/receiver spec.receivers[1].name',
    ],
    [
      'knows its times',
      config(
        'route: {receiver: r, muteTimeIntervals: [night]}, receivers: [{name: r}], timeIntervals: [{name: night}]',
      ),
    ],
    [
      'knows no others',
      config('route: {receiver: r, muteTimeIntervals: [day]}, receivers: [{name: r}]'),
      'prometheus/time-interval spec.route.muteTimeIntervals[0]',
    ],
  ]);
});
