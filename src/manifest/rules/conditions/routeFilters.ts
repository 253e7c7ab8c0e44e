import { type Message, say } from '../../say.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { Condition } from './condition.ts';
import { has, listed, numberOr, textOr } from './given.ts';
import { type Mend, withField, without } from './mends.ts';

/** The field that belongs to each type of filter. */
const fields: Readonly<Record<string, string>> = {
  RequestHeaderModifier: 'requestHeaderModifier',
  ResponseHeaderModifier: 'responseHeaderModifier',
  RequestMirror: 'requestMirror',
  RequestRedirect: 'requestRedirect',
  URLRewrite: 'urlRewrite',
  ExtensionRef: 'extensionRef',
  ExternalAuth: 'externalAuth',
  CORS: 'cors',
};

const onceOnly = ['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestRedirect', 'URLRewrite', 'CORS'];

/** The types of filters that every definition with routes in it ties to their fields. */
export const commonFilterTypes = Object.keys(fields).filter(type => type !== 'ExternalAuth');

/** What HTTP routes ask of their filters, those of rules and those of single backends. `rules`: the path of the rules. */
export function filterConditions(rules: string, types = Object.keys(fields)): readonly Condition[] {
  const filters = [`${rules}.*.filters`, `${rules}.*.backendRefs.*.filters`];
  const inFilters = (path: string) => filters.map(list => `${list}.*.${path}`);
  const rule = 'gateway/filters';
  const each = filters.map(list => `${list}.*`);
  return [
    ...onceOnly.map(
      (type): Condition => ({ rule, at: filters, objection: list => repeatedType(list, type) }),
    ),
    { rule, at: filters, objection: redirectAndRewrite },
    ...types.map(
      (type): Condition => ({
        rule,
        at: each,
        objection: filter => mismatched(filter, type),
        mend: foreignField(type),
      }),
    ),
    {
      rule,
      at: ['allowHeaders', 'allowMethods', 'allowOrigins'].flatMap(list => inFilters(`cors.${list}`)),
      objection: starAmongOthers,
    },
    ...['GRPC', 'HTTP'].map(
      (protocol): Condition => ({
        rule,
        at: inFilters('externalAuth'),
        objection: auth => unlikeProtocol(auth, protocol),
      }),
    ),
    {
      rule,
      at: inFilters('requestMirror'),
      objection: twoShares,
      mend: without('percent', 'fraction'),
    },
    { rule, at: inFilters('requestMirror.fraction'), objection: moreThanAll },
    ...['ReplaceFullPath', 'ReplacePrefixMatch'].map(
      (type): Condition => ({
        rule,
        at: ['requestRedirect.path', 'urlRewrite.path'].flatMap(inFilters),
        objection: path => unlikeReplacement(path, type),
      }),
    ),
    {
      rule: 'gateway/backends',
      at: [
        `${rules}.*.backendRefs.*`,
        ...['requestMirror.backendRef', 'externalAuth.backendRef'].flatMap(inFilters),
      ],
      objection: serviceWithoutPort,
      mend: withField('port', 80, false),
    },
  ];
}

function repeatedType(list: SyntaxNode, type: string): Message | undefined {
  const count = listed(list).filter(filter => textOr(filter, 'type', '') === type).length;
  return count > 1 ? say`A list of filters may hold one ${type} at most; put both into one.` : undefined;
}

function redirectAndRewrite(list: SyntaxNode): Message | undefined {
  const types = new Set(listed(list).map(filter => textOr(filter, 'type', '')));
  return types.has('RequestRedirect') && types.has('URLRewrite')
    ? say`A redirect sends the client elsewhere, so nothing is left to rewrite; keep RequestRedirect or URLRewrite.`
    : undefined;
}

function mismatched(filter: SyntaxNode, type: string): Message | undefined {
  const field = fields[type] ?? '';
  const actual = textOr(filter, 'type', '');
  if (has(filter, field) === (actual === type)) return undefined;
  return actual === type
    ? say`A filter of type ${type} needs ${field}.`
    : say`${field} belongs to a filter of type ${type}, and this one is of type ${actual}.`;
}

/** A field of another type can go; which fields the own type needs is for the user to say. */
function foreignField(type: string): Mend {
  return filter => (textOr(filter, 'type', '') === type ? [] : without(fields[type] ?? '')(filter));
}

function starAmongOthers(list: SyntaxNode): Message | undefined {
  const items = listed(list);
  return items.length > 1 && items.some(item => item.kind === 'scalar' && item.value === '*')
    ? say`* stands for everything, so the other entries say nothing; keep * alone or take it out.`
    : undefined;
}

function unlikeProtocol(auth: SyntaxNode, protocol: string): Message | undefined {
  const field = protocol.toLowerCase();
  const isChosen = textOr(auth, 'protocol', '') === protocol;
  if (isChosen === has(auth, field)) return undefined;
  return isChosen
    ? say`Authorization over ${protocol} needs the field ${field}.`
    : say`The field ${field} is for the protocol ${protocol}.`;
}

function twoShares(mirror: SyntaxNode): Message | undefined {
  return has(mirror, 'percent') && has(mirror, 'fraction')
    ? say`The share of mirrored requests is given twice; keep percent or fraction.`
    : undefined;
}

function moreThanAll(fraction: SyntaxNode): Message | undefined {
  const denominator = numberOr(fraction, 'denominator', 100);
  return numberOr(fraction, 'numerator', 0) > denominator
    ? say`The fraction is more than one; its numerator may be ${denominator} at most.`
    : undefined;
}

function unlikeReplacement(path: SyntaxNode, type: string): Message | undefined {
  const field = `r${type.slice(1)}`;
  const isChosen = textOr(path, 'type', '') === type;
  if (isChosen === has(path, field)) return undefined;
  return isChosen ? say`The type ${type} needs ${field}.` : say`${field} is for the type ${type}.`;
}

/** A Service is reached by a port; other kinds of backends know their own. */
export function serviceWithoutPort(backend: SyntaxNode): Message | undefined {
  const isService = textOr(backend, 'group', '') === '' && textOr(backend, 'kind', 'Service') === 'Service';
  return isService && !has(backend, 'port') ? say`A reference to a Service needs its port.` : undefined;
}
