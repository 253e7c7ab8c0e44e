import { insertField, removeEntry } from '../../fix/edits.ts';
import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { itemsAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { type Occurrence, reportRepeats } from './duplicates.ts';
import { cidr, dnsSubdomain, ipAddress } from './nameForms.ts';
import {
  facts,
  given,
  givenMap,
  givenMaps,
  givenScalar,
  givenText,
  isBlank,
  isEmpty,
  keyOf,
  placeOf,
} from './reading.ts';
import { checkLabels } from './selectorRules.ts';

const noPorts = facts(
  'core/service-ports',
  'error',
  'A Service has no ports.',
  'Only headless Services and ExternalName do without; the API server refuses the others.',
);
const portNames = facts(
  'core/service-port-names',
  'error',
  'The ports of a Service are not told apart.',
  'With several ports each needs a name of its own, and no port and protocol can be given twice; the API server refuses the rest.',
);
const nodePorts = facts(
  'core/node-port',
  'error',
  'A nodePort stands in a Service that opens none, is given twice, or lies outside of the usual range.',
  'Types NodePort and LoadBalancer open ports on nodes, by default from 30000 to 32767; the API server refuses the rest.',
);
const clusterIp = facts(
  'core/cluster-ip',
  'error',
  'The cluster IP of a Service is malformed or contradicts its type.',
  'None makes a Service headless, which a NodePort or LoadBalancer cannot be; ExternalName has no address at all.',
);
const externalName = facts(
  'core/external-name',
  'error',
  'A Service of type ExternalName has no name to point to, or no host name.',
  'It becomes a DNS alias; the API server refuses addresses with schemes or paths, and an absent one.',
);
const foreignField = facts(
  'core/service-type-field',
  'error',
  'A field stands in a Service whose type has no use for it.',
  'The API server refuses fields of load balancers and of outside traffic in Services of other types.',
);
const affinity = facts(
  'core/session-affinity',
  'warning',
  'sessionAffinityConfig is set without sessionAffinity: ClientIP.',
  'There is nothing to configure then, so the API server drops it without a word.',
);
const families = facts(
  'core/ip-families',
  'error',
  'An IP family is listed twice.',
  'A Service has each family once; the API server refuses the second.',
);

const checkService: KindCheck = (object, report) => {
  const spec = givenMap(object.node, 'spec');
  if (spec === undefined) {
    if (given(object.node, 'spec') === undefined)
      report(noPorts.id, object.node, say`The Service has no ports, so nothing could reach it.`, {
        missing: 'spec.ports',
      });
    return;
  }
  const type = isBlank(spec, 'type') ? 'ClusterIP' : (givenText(spec, 'type') ?? '');
  checkLabels(givenMap(spec, 'selector'), report);
  checkPorts(spec, type, report);
  checkAddresses(spec, type, report);
  if (type === 'ExternalName') checkExternalName(spec, report);
  checkTypeFields(spec, type, report);
  if (given(spec, 'sessionAffinityConfig') !== undefined && givenText(spec, 'sessionAffinity') !== 'ClientIP')
    report(
      affinity.id,
      keyOf(spec, 'sessionAffinityConfig'),
      say`Without sessionAffinity: ClientIP this is ignored.`,
    );
  reportRepeats(
    families.id,
    wordsOf(spec, 'ipFamilies'),
    family => say`${family} is listed already.`,
    report,
  );
};

function isHeadless(spec: MapNode): boolean {
  const all = wordsOf(spec, 'clusterIPs').map(({ key }) => key);
  return all.length > 0 ? all.length === 1 && all[0] === 'None' : givenText(spec, 'clusterIP') === 'None';
}

function checkPorts(spec: MapNode, type: string, report: Report): void {
  const ports = givenMaps(spec, 'ports');
  if (isEmpty(spec, 'ports') && !isHeadless(spec) && type !== 'ExternalName') {
    const [at, place] = placeOf(spec, 'ports');
    report(noPorts.id, at, say`The Service has no ports, so nothing could reach it.`, place);
  }
  if (ports.length > 1)
    for (const port of ports.filter(port => isBlank(port, 'name'))) {
      const [at, place] = placeOf(port, 'name');
      report(portNames.id, at, say`With several ports each needs a name.`, {
        ...place,
        fixes: () =>
          given(port, 'name') === undefined
            ? [
                {
                  title: say`Name it ${nameFor(port)}`,
                  edits: insertField(port, 'name', nameFor(port)),
                  isSafe: false,
                },
              ]
            : [],
      });
    }
  const names = ports.flatMap(port => occurrence(port, 'name', ''));
  reportRepeats(portNames.id, names, name => say`Another port is called ${name} already.`, report);
  const numbers = ports.flatMap(port =>
    occurrence(port, 'port', givenText(port, 'protocol') ?? 'TCP').map(({ key }) => ({ key, at: port })),
  );
  reportRepeats(portNames.id, numbers, key => say`Port ${key} is given already.`, report);
  checkNodePorts(ports, type, report);
}

function nameFor(port: MapNode): string {
  const number = given(port, 'port');
  return `port-${number?.kind === 'scalar' ? number.text : '1'}`;
}

function checkNodePorts(ports: readonly MapNode[], type: string, report: Report): void {
  const used = ports
    .flatMap(port => occurrence(port, 'nodePort', givenText(port, 'protocol') ?? 'TCP'))
    .filter(({ key }) => !key.startsWith('0/'));
  reportRepeats(nodePorts.id, used, key => say`The node port ${key} is given already.`, report);
  for (const { at } of used) {
    if (at.kind !== 'scalar') continue;
    if (type === 'ClusterIP')
      report(
        nodePorts.id,
        at,
        say`A Service of type ClusterIP opens no port on nodes; type NodePort or LoadBalancer does.`,
        {
          fixes: () => [{ title: say`Remove nodePort`, edits: removeEntry(at) }],
        },
      );
    else if (typeof at.value === 'number' && (at.value < 30000 || at.value > 32767))
      report(
        nodePorts.id,
        at,
        say`${at.value} is outside of 30000 to 32767, the usual range of node ports.`,
        { severity: 'warning' },
      );
  }
}

function occurrence(port: MapNode, name: string, protocol: string): readonly Occurrence[] {
  const at = givenScalar(port, name);
  if (at === undefined || at.value === '') return [];
  return [{ key: protocol === '' ? at.text : `${at.text}/${protocol}`, at }];
}

function checkAddresses(spec: MapNode, type: string, report: Report): void {
  const single = givenScalar(spec, 'clusterIP');
  const all = wordsOf(spec, 'clusterIPs');
  if (type === 'ExternalName') {
    for (const name of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'])
      if (!isBlank(spec, name) && !isEmpty(spec, name)) forbid(spec, name, type, report);
    return;
  }
  if (single !== undefined && isHeadless(spec) && (type === 'NodePort' || type === 'LoadBalancer'))
    report(clusterIp.id, single, say`A ${type} Service cannot be headless: take clusterIP: None out.`, {
      fixes: () => [{ title: say`Remove clusterIP`, edits: removeEntry(single), isSafe: false }],
    });
  for (const { key, at } of all.length > 0
    ? all
    : single === undefined
      ? []
      : [{ key: single.text, at: single }])
    if (key !== '' && key !== 'None' && !ipAddress.fits(key))
      report(clusterIp.id, at, say`"${key}" is neither an IP address nor None.`);
  const first = all[0];
  const isOther =
    first !== undefined && single !== undefined && single.value !== '' && first.key !== single.value;
  if (isOther)
    report(clusterIp.id, first.at, say`The first of clusterIPs has to be clusterIP, ${single.text}.`);
  if (first !== undefined && isBlank(spec, 'clusterIP'))
    report(
      clusterIp.id,
      keyOf(spec, 'clusterIPs'),
      say`clusterIPs need clusterIP, which is the first of them.`,
    );
  if (all.length > 2 || (all.length > 1 && all.some(({ key }) => key === 'None')))
    report(
      clusterIp.id,
      keyOf(spec, 'clusterIPs'),
      say`clusterIPs can be None alone, or one address of each family.`,
    );
}

function checkExternalName(spec: MapNode, report: Report): void {
  const scalar = givenScalar(spec, 'externalName');
  if (isBlank(spec, 'externalName')) {
    const [at, place] = placeOf(spec, 'externalName');
    report(externalName.id, at, say`A Service of type ExternalName needs externalName.`, place);
  } else if (typeof scalar?.value === 'string' && !dnsSubdomain.fits(scalar.value.replace(/\.$/, '')))
    report(externalName.id, scalar, say`"${scalar.value}" is no host name: ${dnsSubdomain.demand}.`);
}

function checkTypeFields(spec: MapNode, type: string, report: Report): void {
  if (type !== 'LoadBalancer')
    for (const name of ['loadBalancerSourceRanges', 'allocateLoadBalancerNodePorts', 'loadBalancerClass'])
      if (given(spec, name) !== undefined && !(name === 'loadBalancerSourceRanges' && isEmpty(spec, name)))
        forbid(spec, name, type, report);
  for (const { key, at } of wordsOf(spec, 'loadBalancerSourceRanges'))
    if (!cidr.fits(key.trim())) report(foreignField.id, at, say`"${key}" is no ${cidr.demand}.`);
  const isOpen =
    type === 'NodePort' || type === 'LoadBalancer' || (type === 'ClusterIP' && !isEmpty(spec, 'externalIPs'));
  const policy = givenScalar(spec, 'externalTrafficPolicy');
  if (policy === undefined || policy.value === '') return;
  if (!isOpen) forbid(spec, 'externalTrafficPolicy', type, report);
}

function forbid(spec: MapNode, name: string, type: string, report: Report): void {
  const key = keyOf(spec, name);
  report(foreignField.id, key, say`${name} has no place in a Service of type ${type}.`, {
    fixes: () => [{ title: say`Remove ${name}`, edits: removeEntry(key), isSafe: false }],
  });
}

function wordsOf(node: MapNode, list: string): readonly Occurrence[] {
  return itemsAt(node, list).flatMap(at =>
    at.kind === 'scalar' && typeof at.value === 'string' && !isPlaceholder(at) ? [{ key: at.value, at }] : [],
  );
}

const checkHealthPort: KindCheck = (object, report) => {
  const spec = givenMap(object.node, 'spec');
  const port = givenScalar(spec, 'healthCheckNodePort');
  if (spec === undefined || typeof port?.value !== 'number' || port.value === 0) return;
  if (givenText(spec, 'type') !== 'LoadBalancer' || givenText(spec, 'externalTrafficPolicy') !== 'Local')
    report(
      foreignField.id,
      port,
      say`healthCheckNodePort needs type LoadBalancer and externalTrafficPolicy Local.`,
    );
};

/** Services: ports, addresses, and fields by type. */
export const serviceRules: RuleSet = {
  facts: [noPorts, portNames, nodePorts, clusterIp, externalName, foreignField, affinity, families],
  kinds: {
    '/Service': (object, report) => {
      checkService(object, report);
      checkHealthPort(object, report);
    },
  },
};
