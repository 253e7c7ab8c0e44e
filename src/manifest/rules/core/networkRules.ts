import { removeEntry } from '../../fix/edits.ts';
import type { KindCheck, Report, RuleSet, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import { itemsAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { atLeastOne } from './choices.ts';
import { cidrBits } from './nameForms.ts';
import {
  facts,
  given,
  givenMap,
  givenScalar,
  givenText,
  isBlank,
  isEmpty,
  keyOf,
  replacing,
} from './reading.ts';

const ingressEmpty = facts(
  'core/ingress-empty',
  'error',
  'An Ingress has neither rules nor a default backend.',
  'It would lead nowhere; the API server refuses it.',
);
const ingressPath = facts(
  'core/ingress-path',
  'error',
  'The path of an Ingress is relative or not in its plain form.',
  'Paths begin with a slash, and those of type Exact and Prefix hold no empty, "." or ".." parts; the API server refuses the rest.',
);
const backend = facts(
  'core/ingress-backend',
  'error',
  'A backend of an Ingress names no port, two ports, or both a Service and a resource.',
  'The controller has to know the one place to send requests to; the API server refuses the rest.',
);
const ingressClass = facts(
  'core/ingress-class',
  'error',
  'An Ingress names two different classes.',
  'The old annotation kubernetes.io/ingress.class and ingressClassName have to agree.',
);
const peer = facts(
  'core/network-peer',
  'error',
  'A peer of a NetworkPolicy says nothing, or an address block stands beside selectors.',
  'A peer is either selected by labels or an address block; the API server refuses the rest.',
);
const portRange = facts(
  'core/network-port-range',
  'error',
  'The port range of a NetworkPolicy has no number to begin with, or ends before it begins.',
  'endPort needs a numeric port that is not above it; the API server refuses the rest.',
);
const exceptBlock = facts(
  'core/network-except',
  'error',
  'An exception of an address block lies outside of the block.',
  'Only a smaller part of the block can be taken out; the API server refuses the rest.',
);

const checkIngress: KindCheck = (object, report) => {
  const spec = givenMap(object.node, 'spec');
  if (spec !== undefined && isEmpty(spec, 'rules') && given(spec, 'defaultBackend') === undefined)
    report(ingressEmpty.id, spec, say`The Ingress needs rules or a defaultBackend.`);
  const annotations = givenMap(givenMap(object.node, 'metadata'), 'annotations');
  const old = givenScalar(annotations, 'kubernetes.io/ingress.class');
  const name = givenText(spec, 'ingressClassName');
  if (old !== undefined && name !== undefined && old.text !== name)
    report(ingressClass.id, old, say`The annotation says ${old.text}, ingressClassName says ${name}.`, {
      fixes: () => [{ title: say`Remove the annotation`, edits: removeEntry(old), isSafe: false }],
    });
};

const checkPath: TypeCheck = (node, report) => {
  const type = givenText(node, 'pathType');
  const scalar = givenScalar(node, 'path');
  const path = typeof scalar?.value === 'string' ? scalar.value : '';
  const isPlain = type === 'Exact' || type === 'Prefix';
  if (scalar !== undefined && path !== '' && !path.startsWith('/') && type !== undefined)
    report(ingressPath.id, scalar, say`The path "${path}" has to begin with a slash.`, {
      fixes: () => [replacing(scalar, `/${path}`)],
    });
  else if (isPlain && isBlank(node, 'path') && given(node, 'path') === undefined)
    report(ingressPath.id, node, say`A path of type ${type} cannot be left out.`, { missing: 'path' });
  else if (isPlain && scalar !== undefined && (path === '' || /\/\/|\/\.\.?(?:\/|$)|%2f/i.test(path)))
    report(
      ingressPath.id,
      scalar,
      say`A path of type ${type} begins with a slash and holds no empty parts, no "." or "..", and no %2f.`,
    );
};

const checkBackend: TypeCheck = (node, report) => {
  const [service, resource] = [givenMap(node, 'service'), givenMap(node, 'resource')];
  if (service !== undefined && resource !== undefined)
    report(backend.id, node, say`A backend is a service or a resource, not both.`);
  else atLeastOne(node, ['service', 'resource'], report);
  if (service === undefined || resource !== undefined) return;
  const port = givenMap(service, 'port');
  const [hasName, hasNumber] = [
    !isBlank(port, 'name'),
    given(port, 'number') !== undefined && givenScalar(port, 'number')?.value !== 0,
  ];
  if (hasName && hasNumber && port !== undefined)
    report(backend.id, node, say`The port of a backend is given by name or by number, not both.`, {
      fixes: () =>
        ['number', 'name'].map(name => ({
          title: say`Remove ${name}`,
          edits: removeEntry(keyOf(port, name)),
          isSafe: false,
        })),
    });
  if (!hasName && !hasNumber)
    report(backend.id, node, say`The backend needs the name or the number of a port of the Service.`);
};

const checkPeer: TypeCheck = (node, report) => {
  const [pods, spaces, block] = ['podSelector', 'namespaceSelector', 'ipBlock'].map(name =>
    given(node, name),
  );
  if (pods === undefined && spaces === undefined && block === undefined)
    report(peer.id, node, say`A peer needs a podSelector, a namespaceSelector or an ipBlock.`);
  else if (block !== undefined && (pods !== undefined || spaces !== undefined))
    report(peer.id, node, say`An ipBlock cannot stand beside selectors; make it a peer of its own.`);
};

const checkPort: TypeCheck = (node, report) => {
  const end = givenScalar(node, 'endPort');
  if (typeof end?.value !== 'number') return;
  const port = given(node, 'port');
  if (port === undefined) report(portRange.id, end, say`endPort needs a port to begin with.`);
  else if (port.kind === 'scalar' && typeof port.value === 'string')
    report(portRange.id, end, say`A range needs a numeric port, not a name.`);
  else if (port.kind === 'scalar' && typeof port.value === 'number' && end.value < port.value)
    report(portRange.id, end, say`The range ends at ${end.value}, before it begins at ${port.value}.`);
};

const checkBlock: TypeCheck = (node, report) => {
  const block = cidrBits(givenText(node, 'cidr') ?? '');
  if (block === undefined) return;
  for (const item of itemsAt(node, 'except')) {
    const part = item.kind === 'scalar' ? cidrBits(item.text) : undefined;
    if (part !== undefined && !isWithin(part, block) && item.kind === 'scalar')
      report(exceptBlock.id, item, say`${item.text} is no smaller part of ${givenText(node, 'cidr') ?? ''}.`);
  }
};

type Block = NonNullable<ReturnType<typeof cidrBits>>;

function isWithin(part: Block, block: Block): boolean {
  return (
    part.bits.length === block.bits.length &&
    part.length > block.length &&
    part.bits.startsWith(block.bits.slice(0, block.length))
  );
}

const types = facts(
  'core/policy-types',
  'error',
  'A NetworkPolicy lists more than two policy types.',
  'There are only Ingress and Egress; the API server refuses more than two entries.',
);

function checkPolicyTypes(node: MapNode, report: Report): void {
  if (itemsAt(node, 'policyTypes').length > 2)
    report(types.id, keyOf(node, 'policyTypes'), say`There are only two policy types, Ingress and Egress.`);
}

/** Ingresses and NetworkPolicies. */
export const networkRules: RuleSet = {
  facts: [ingressEmpty, ingressPath, backend, ingressClass, peer, portRange, exceptBlock, types],
  types: {
    HTTPIngressPath: checkPath,
    IngressBackend: checkBackend,
    NetworkPolicyPeer: checkPeer,
    NetworkPolicyPort: checkPort,
    NetworkPolicySpec: checkPolicyTypes,
    IPBlock: checkBlock,
  },
  kinds: { 'networking.k8s.io/Ingress': checkIngress },
};
