import { durationOf } from '../../cel/time.ts';
import { type Message, say } from '../../say.ts';
import { nodeAt } from '../../syntax/lookup.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { Condition } from './condition.ts';
import { has, listed, repeated, sizeOf, textOr } from './given.ts';
import { without } from './mends.ts';

const mostMatches = 128;

/** What HTTP routes ask of their rules, matches and timeouts. `rules`: the path of the rules. */
export function routeRuleConditions(rules: string): readonly Condition[] {
  const rule = 'gateway/route-rules';
  const each = [`${rules}.*`];
  return [
    { rule, at: [rules], objection: tooManyMatches },
    { rule, at: each, objection: redirectWithBackends, mend: without('backendRefs') },
    ...['requestRedirect', 'urlRewrite'].flatMap((field): readonly Condition[] => [
      { rule, at: each, objection: node => prefixWithoutPrefix(node, replacesPrefix(node, field)) },
      { rule, at: each, objection: node => prefixWithoutPrefix(node, replacesInBackend(node, field)) },
    ]),
    { rule, at: [`${rules}.*.timeouts`], objection: longerBackend },
    ...pathConditions([`${rules}.*.matches.*.path`]),
  ];
}

function tooManyMatches(rules: SyntaxNode): Message | undefined {
  const count = listed(rules)
    .slice(0, 16)
    .reduce((sum, item) => sum + (has(item, 'matches') ? sizeOf(item, 'matches') : 1), 0);
  return count > mostMatches
    ? say`The rules have ${count} matches together; a route may have ${mostMatches} at most.`
    : undefined;
}

function redirectWithBackends(node: SyntaxNode): Message | undefined {
  if (sizeOf(node, 'backendRefs') === 0) return undefined;
  return listed(node, 'filters').some(filter => has(filter, 'requestRedirect'))
    ? say`A rule that redirects sends nothing to backends; take requestRedirect or backendRefs out.`
    : undefined;
}

function prefixWithoutPrefix(rule: SyntaxNode, replaces: boolean): Message | undefined {
  if (!replaces || matchesOnePrefix(rule)) return undefined;
  return say`ReplacePrefixMatch replaces what a match of type PathPrefix matched, so the rule needs exactly one match, of that type.`;
}

/** Exactly one filter that replaces a prefix: that is how the definition counts them. */
function replacesPrefix(holder: SyntaxNode, field: string): boolean {
  const replacing = listed(holder, 'filters').filter(filter => {
    const path = nodeAt(filter, field, 'path');
    return textOr(path, 'type', '') === 'ReplacePrefixMatch' && has(path, 'replacePrefixMatch');
  });
  return replacing.length === 1;
}

function replacesInBackend(rule: SyntaxNode, field: string): boolean {
  return listed(rule, 'backendRefs').filter(backend => replacesPrefix(backend, field)).length === 1;
}

function matchesOnePrefix(rule: SyntaxNode): boolean {
  if (!has(rule, 'matches')) return true;
  const matches = listed(rule, 'matches');
  return matches.length === 1 && textOr(nodeAt(matches[0], 'path'), 'type', 'PathPrefix') === 'PathPrefix';
}

function longerBackend(timeouts: SyntaxNode): Message | undefined {
  const whole = durationOf(textOr(timeouts, 'request', ''))?.nanos;
  const single = durationOf(textOr(timeouts, 'backendRequest', ''))?.nanos;
  if (whole === undefined || single === undefined) return undefined;
  return whole !== 0n && single > whole
    ? say`The timeout of a backend's answer is longer than that of the whole request, so it would never be reached.`
    : undefined;
}

function pathConditions(at: readonly string[]): readonly Condition[] {
  const rule = 'gateway/path-match';
  const forbidden = ['//', '/./', '/../', '%2f', '%2F', '#'];
  const endings = ['/..', '/.'];
  const literal = (objection: (value: string) => Message | undefined): Condition => ({
    rule,
    at,
    objection: path => (isLiteral(path) ? objection(textOr(path, 'value', '/')) : undefined),
  });
  return [
    literal(value =>
      value.startsWith('/') ? undefined : say`The path "${value}" has to begin with a slash.`,
    ),
    ...forbidden.map(part =>
      literal(value => (value.includes(part) ? say`A path to match may not hold ${part}.` : undefined)),
    ),
    ...endings.map(part =>
      literal(value => (value.endsWith(part) ? say`A path to match may not end with ${part}.` : undefined)),
    ),
    literal(value =>
      pathCharacters.test(value)
        ? undefined
        : say`The path "${value}" holds a character that a URL writes as an escape such as %20.`,
    ),
  ];
}

const pathCharacters = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;

function isLiteral(path: SyntaxNode): boolean {
  return /^(?:Exact|PathPrefix)$/.test(textOr(path, 'type', 'PathPrefix'));
}

/** Names of rules are free, but each is taken once. */
export function repeatedRuleName(rules: SyntaxNode): Message | undefined {
  const name = repeated(
    listed(rules).map(item => (has(item, 'name') ? textOr(item, 'name', '') : undefined)),
  );
  return name === undefined ? undefined : say`Two rules are named ${name}.`;
}
