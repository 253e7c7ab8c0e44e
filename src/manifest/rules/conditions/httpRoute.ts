import type { RuleSet } from '../../rule.ts';
import { type Message, say } from '../../say.ts';
import { nodeAt } from '../../syntax/lookup.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { type Condition, conditionCheck } from './condition.ts';
import { has, listed, numberOr, repeated, textOr } from './given.ts';
import { type Mend, withField, without } from './mends.ts';
import { filterConditions } from './routeFilters.ts';
import { repeatedRuleName, routeRuleConditions } from './routeRules.ts';

const session = (objection: Condition['objection'], mend?: Mend): Condition => ({
  rule: 'gateway/session',
  at: ['spec.rules.*.sessionPersistence'],
  objection,
  ...(mend && { mend }),
});

const conditions: readonly Condition[] = [
  { rule: 'gateway/parents', at: ['spec.parentRefs'], objection: halfNamedParent },
  { rule: 'gateway/parents', at: ['spec.parentRefs'], objection: repeatedParent },
  { rule: 'gateway/route-rules', at: ['spec.rules'], objection: repeatedRuleName },
  ...routeRuleConditions('spec.rules'),
  ...filterConditions('spec.rules'),
  session(node => permanentWithoutEnd(node, 'cookie'), withField('absoluteTimeout', '24h', false)),
  session(node => cookieForOther(node, 'cookie'), without('cookie')),
  session(node => typeWithoutField(node, 'Cookie', 'cookie')),
  session(headerForOther, without('header')),
  session(node => typeWithoutField(node, 'Header', 'header')),
];

/** What the definition of an HTTPRoute asks across its fields. */
export const httpRouteConditions: RuleSet = {
  facts: [
    {
      id: 'gateway/parents',
      severity: 'error',
      summary:
        'A route names each parent once, and a parent that comes several times by section or port each time.',
      why: 'The API server refuses the route, since it would be attached twice to one listener.',
    },
    {
      id: 'gateway/route-rules',
      severity: 'error',
      summary:
        'The rules of a route fit together: redirects without backends, replaced prefixes with a prefix match, timeouts in order.',
      why: 'The API server refuses the route otherwise.',
    },
    {
      id: 'gateway/path-match',
      severity: 'error',
      summary: 'A path to match is a plain, absolute URL path.',
      why: 'The API server refuses others, since proxies normalize them and the match would never be met.',
    },
    {
      id: 'gateway/filters',
      severity: 'error',
      summary: 'Filters have the field of their type, and come together only with those that they go with.',
      why: 'The API server refuses the route otherwise.',
    },
    {
      id: 'gateway/backends',
      severity: 'error',
      summary: 'A reference to a Service names a port.',
      why: 'The API server refuses the route, since nothing says where to send requests.',
    },
    {
      id: 'gateway/session',
      severity: 'error',
      summary: 'Settings of a session that sticks to a backend fit its type.',
      why: 'The API server refuses the route otherwise.',
    },
  ],
  kinds: { 'gateway.networking.k8s.io/HTTPRoute': conditionCheck(conditions) },
};

function parentKey(parent: SyntaxNode): string {
  const group = textOr(parent, 'group', 'gateway.networking.k8s.io');
  const kind = textOr(parent, 'kind', 'Gateway');
  return [group, kind, textOr(parent, 'namespace', ''), textOr(parent, 'name', '')].join('/');
}

function halfNamedParent(list: SyntaxNode): Message | undefined {
  const byParent = new Map<string, string>();
  for (const parent of listed(list)) {
    const form = `${textOr(parent, 'sectionName', '') === ''} ${numberOr(parent, 'port', 0) === 0}`;
    const earlier = byParent.get(parentKey(parent)) ?? form;
    if (earlier !== form)
      return say`The parent ${textOr(parent, 'name', '')} comes several times; each time it has to name a section or a port, as the others do.`;
    byParent.set(parentKey(parent), form);
  }
  return undefined;
}

function repeatedParent(list: SyntaxNode): Message | undefined {
  const parents = listed(list);
  const keys = parents.map(
    parent => `${parentKey(parent)}/${textOr(parent, 'sectionName', '')}/${numberOr(parent, 'port', 0)}`,
  );
  const key = repeated(keys);
  if (key === undefined) return undefined;
  return say`The parent ${textOr(parents[keys.indexOf(key)], 'name', '')} comes twice with the same section and port.`;
}

/** A cookie that outlives the browser needs an end. `field`: where the type's own settings stand. */
export function permanentWithoutEnd(session: SyntaxNode, field: string): Message | undefined {
  const lifetime = textOr(nodeAt(session, field), 'lifetimeType', '');
  return lifetime === 'Permanent' && !has(session, 'absoluteTimeout')
    ? say`A permanent cookie needs an end; set absoluteTimeout.`
    : undefined;
}

/** Settings of a cookie are for sessions by cookie. */
export function cookieForOther(session: SyntaxNode, field: string): Message | undefined {
  return has(session, field) && textOr(session, 'type', 'Cookie') !== 'Cookie'
    ? say`${field} is for sessions of type Cookie.`
    : undefined;
}

function headerForOther(session: SyntaxNode): Message | undefined {
  return has(session, 'header') && textOr(session, 'type', 'Cookie') !== 'Header'
    ? say`The field header is for sessions of type Header.`
    : undefined;
}

function typeWithoutField(session: SyntaxNode, type: string, field: string): Message | undefined {
  return textOr(session, 'type', 'Cookie') === type && !has(session, field)
    ? say`A session of type ${type} needs the field ${field}.`
    : undefined;
}
