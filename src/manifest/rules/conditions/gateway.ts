import type { RuleSet } from '../../rule.ts';
import { type Message, say } from '../../say.ts';
import { nodeAt } from '../../syntax/lookup.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { type Condition, conditionCheck } from './condition.ts';
import { has, listed, repeated, sizeOf, textOr } from './given.ts';
import { inField, inItem, type Mend, withField, without } from './mends.ts';

const hostname = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const annotationKey =
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$/;
const infrastructure = ['spec.infrastructure.labels', 'spec.infrastructure.annotations'];

const listeners = (objection: Condition['objection'], mend?: Mend): Condition => ({
  rule: 'gateway/listeners',
  at: ['spec.listeners'],
  objection,
  ...(mend && { mend }),
});

const conditions: readonly Condition[] = [
  listeners(unencryptedWithTls, inItem(isUnencryptedWithTls, without('tls'))),
  listeners(httpsNotTerminated, inItem(isNotTerminated, inField('tls', withField('mode', 'Terminate')))),
  listeners(tlsWithoutMode),
  listeners(hostnameWithoutNames, inItem(isNamedWithoutNames, without('hostname'))),
  listeners(repeatedName),
  listeners(clashing),
  { rule: 'gateway/tls', at: ['spec.listeners.*.tls'], objection: withoutCertificate },
  { rule: 'gateway/tls', at: ['spec.tls.frontend.perPort'], objection: repeatedPort },
  {
    rule: 'gateway/addresses',
    at: ['spec.addresses'],
    objection: addresses => repeatedAddress(addresses, 'IPAddress'),
  },
  {
    rule: 'gateway/addresses',
    at: ['spec.addresses'],
    objection: addresses => repeatedAddress(addresses, 'Hostname'),
  },
  { rule: 'gateway/addresses', at: ['spec.addresses.*'], objection: malformedHostname },
  { rule: 'gateway/infrastructure', at: infrastructure, objection: malformedKey },
  { rule: 'gateway/infrastructure', at: infrastructure, objection: longPrefix },
];

/** What the definition of a Gateway asks across its fields. */
export const gatewayConditions: RuleSet = {
  facts: [
    {
      id: 'gateway/listeners',
      severity: 'error',
      summary:
        'Listeners of a gateway differ from each other, and their TLS and host names fit their protocols.',
      why: 'The API server refuses a gateway whose listeners clash or cannot work.',
    },
    {
      id: 'gateway/tls',
      severity: 'error',
      summary: 'A listener that ends TLS has a certificate, and TLS is configured once a port.',
      why: 'The API server refuses the gateway otherwise.',
    },
    {
      id: 'gateway/addresses',
      severity: 'error',
      summary: 'Addresses of a gateway are well formed and come once.',
      why: 'The API server refuses the gateway otherwise.',
    },
    {
      id: 'gateway/infrastructure',
      severity: 'error',
      summary: 'Labels and annotations for what a gateway creates have well-formed keys.',
      why: 'The API server refuses the gateway otherwise.',
    },
  ],
  kinds: { 'gateway.networking.k8s.io/Gateway': conditionCheck(conditions) },
};

function isUnencryptedWithTls(listener: SyntaxNode): boolean {
  return /^(?:HTTP|TCP|UDP)$/.test(textOr(listener, 'protocol', '')) && has(listener, 'tls');
}

function isNotTerminated(listener: SyntaxNode): boolean {
  return (
    textOr(listener, 'protocol', '') === 'HTTPS' &&
    has(listener, 'tls') &&
    !/^(?:|Terminate)$/.test(mode(listener))
  );
}

function isNamedWithoutNames(listener: SyntaxNode): boolean {
  return /^(?:TCP|UDP)$/.test(textOr(listener, 'protocol', '')) && textOr(listener, 'hostname', '') !== '';
}

function unencryptedWithTls(list: SyntaxNode): Message | undefined {
  const wrong = listed(list).find(isUnencryptedWithTls);
  return (
    wrong &&
    say`A listener for ${textOr(wrong, 'protocol', '')} has no use for tls; take it out or choose HTTPS or TLS.`
  );
}

function httpsNotTerminated(list: SyntaxNode): Message | undefined {
  const wrong = listed(list).some(isNotTerminated);
  return wrong ? say`An HTTPS listener has to end TLS itself; set tls.mode to Terminate.` : undefined;
}

function tlsWithoutMode(list: SyntaxNode): Message | undefined {
  const wrong = listed(list).some(
    listener =>
      textOr(listener, 'protocol', '') === 'TLS' && (!has(listener, 'tls') || mode(listener) === ''),
  );
  return wrong ? say`A TLS listener needs tls.mode, Terminate or Passthrough.` : undefined;
}

function hostnameWithoutNames(list: SyntaxNode): Message | undefined {
  const wrong = listed(list).find(isNamedWithoutNames);
  return wrong && say`A listener for ${textOr(wrong, 'protocol', '')} sees no host names; take hostname out.`;
}

function repeatedName(list: SyntaxNode): Message | undefined {
  const name = repeated(listed(list).map(listener => textOr(listener, 'name', '')));
  return name === undefined
    ? undefined
    : say`Two listeners are named ${name}; routes could not tell them apart.`;
}

function clashing(list: SyntaxNode): Message | undefined {
  const keys = listed(list).map(listener => {
    const host = has(listener, 'hostname') ? ` for ${textOr(listener, 'hostname', '')}` : '';
    return `${textOr(listener, 'port', '')} ${textOr(listener, 'protocol', '')}${host}`;
  });
  const key = repeated(keys);
  return key === undefined
    ? undefined
    : say`Two listeners take the same port, protocol and host name (${key}); change one of the three.`;
}

function mode(listener: SyntaxNode): string {
  return textOr(nodeAt(listener, 'tls'), 'mode', 'Terminate');
}

function withoutCertificate(tls: SyntaxNode): Message | undefined {
  if (textOr(tls, 'mode', 'Terminate') !== 'Terminate') return undefined;
  if (sizeOf(tls, 'certificateRefs') > 0 || sizeOf(tls, 'options') > 0) return undefined;
  return say`TLS ends here, but there is no certificate; name its Secret in certificateRefs, or give options.`;
}

function repeatedPort(list: SyntaxNode): Message | undefined {
  const port = repeated(listed(list).map(item => textOr(item, 'port', '')));
  return port === undefined ? undefined : say`Port ${port} is configured twice.`;
}

function repeatedAddress(list: SyntaxNode, type: string): Message | undefined {
  const values = listed(list).map(address =>
    textOr(address, 'type', 'IPAddress') === type && has(address, 'value')
      ? textOr(address, 'value', '')
      : undefined,
  );
  const value = repeated(values);
  return value === undefined ? undefined : say`The address ${value} comes twice.`;
}

function malformedHostname(address: SyntaxNode): Message | undefined {
  if (textOr(address, 'type', 'IPAddress') !== 'Hostname' || !has(address, 'value')) return undefined;
  const value = textOr(address, 'value', '');
  return hostname.test(value)
    ? undefined
    : say`"${value}" is no host name; use small letters, digits, dots and dashes, with *. in front at most.`;
}

function malformedKey(map: SyntaxNode): Message | undefined {
  const wrong = keysOf(map).find(key => !annotationKey.test(key));
  return wrong === undefined
    ? undefined
    : say`"${wrong}" is no key of a label or annotation; write name or domain/name, the name of at most 63 letters, digits, dots and dashes.`;
}

function longPrefix(map: SyntaxNode): Message | undefined {
  const wrong = keysOf(map).some(key => [...(key.split('/')[0] ?? '')].length >= 253);
  return wrong ? say`The part of a key before the slash may have at most 252 characters.` : undefined;
}

function keysOf(map: SyntaxNode): readonly string[] {
  return map.kind === 'map' ? map.entries.map(entry => entry.name) : [];
}
