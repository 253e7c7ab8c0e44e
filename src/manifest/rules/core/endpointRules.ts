import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import type { MapNode } from '../../syntax/node.ts';
import { reportRepeats } from './duplicates.ts';
import { checkFields, filledAndNamed, named, oneOf, portNumber } from './fieldChecks.ts';
import { dnsLabel, ipAddress, qualifiedName } from './nameForms.ts';
import { facts, givenMaps, givenScalar, givenText, isBlank, isEmpty, keyOf, placeOf } from './reading.ts';

const incomplete = facts(
  'core/endpoint',
  'error',
  'Endpoints that lack addresses, names of their ports or a protocol, or use a port name twice.',
  'Traffic is sent to addresses by the names of ports; the API server refuses what leaves them open.',
);

const protocol = oneOf('TCP', 'UDP', 'SCTP');
const checkAddress = checkFields({ ip: filledAndNamed(ipAddress), hostname: named(dnsLabel) });
const checkPort = checkFields({
  name: named(dnsLabel),
  port: portNumber,
  protocol,
  appProtocol: named(qualifiedName),
});

const checkEndpoints: KindCheck = (object, report) => {
  for (const subset of givenMaps(object.node, 'subsets')) checkSubset(subset, report);
};

function checkSubset(subset: MapNode, report: Report): void {
  const lists = ['addresses', 'notReadyAddresses'];
  if (lists.every(list => isEmpty(subset, list)))
    report(incomplete.id, subset, say`A subset needs addresses or notReadyAddresses.`);
  for (const list of lists) for (const address of givenMaps(subset, list)) checkAddress(address, report);
  const ports = givenMaps(subset, 'ports');
  for (const port of ports) {
    checkPort(port, report);
    if (ports.length < 2 || !isBlank(port, 'name')) continue;
    const [at, place] = placeOf(port, 'name');
    report(incomplete.id, at, say`Where there are several ports, each needs a name.`, place);
  }
}

const checkSlicePort = checkFields({ name: named(dnsLabel), appProtocol: named(qualifiedName), protocol });
const checkSliceEndpoint = checkFields({ hostname: filledAndNamed(dnsLabel) });

const checkSlice: KindCheck = ({ node }, report) => {
  for (const endpoint of givenMaps(node, 'endpoints')) checkSliceEndpoint(endpoint, report);
  const ports = givenMaps(node, 'ports');
  for (const port of ports) {
    checkSlicePort(port, report);
    const written = givenScalar(port, 'protocol');
    if (written?.value === '') report('core/empty-value', written, say`protocol is empty; write TCP.`);
  }
  // Ports without a name share the empty one.
  const names = ports.map(port => ({ key: givenText(port, 'name') ?? '', at: keyOf(port, 'name') }));
  reportRepeats(incomplete.id, names, name => say`Another port is called "${name}" already.`, report);
};

/** Endpoints that are written by hand. */
export const endpointRules: RuleSet = {
  facts: [incomplete],
  kinds: { '/Endpoints': checkEndpoints, 'discovery.k8s.io/EndpointSlice': checkSlice },
};
