import { refusals } from './status.ts';

/** Says whether a set of labels (or of fields) fits. */
export type Matcher = (labels: Readonly<Record<string, string>>) => boolean;

/** The selector as objects write it (`spec.selector` of a Deployment). */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values?: readonly string[];
  }[];
}

const setExpression = /^([^\s!=(),]+)\s+(in|notin)\s*\(([^)]*)\)$/;
const equality = /^([^\s!=(),]+)\s*(==|!=|=)\s*([^\s!=(),]*)$/;
const existence = /^(!?)\s*([^\s!=(),]+)$/;

/** Reads `app=web,tier in (a, b),!legacy`. Refuses with 400 what it cannot read, as the server does. */
export function parseLabelSelector(text: string): Matcher {
  const requirements = splitOutsideParentheses(text).map(parseRequirement);
  return labels => requirements.every(fits => fits(labels));
}

function splitOutsideParentheses(text: string): readonly string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(part => part !== '');
}

function parseRequirement(text: string): Matcher {
  const [, setKey, operator, list] = setExpression.exec(text) ?? [];
  if (setKey !== undefined && list !== undefined) {
    const values = new Set(list.split(',').map(value => value.trim()));
    return operator === 'in'
      ? labels => labels[setKey] !== undefined && values.has(labels[setKey])
      : labels => labels[setKey] === undefined || !values.has(labels[setKey]);
  }
  const [, key, sign, value] = equality.exec(text) ?? [];
  if (key !== undefined) {
    return sign === '!=' ? labels => labels[key] !== value : labels => labels[key] === value;
  }
  const [, not, existing] = existence.exec(text) ?? [];
  if (existing !== undefined) return labels => (labels[existing] !== undefined) !== (not === '!');
  throw refusals.badRequest(
    `unable to parse requirement: found '${text.split(/\s+/)[1] ?? text}', expected: in, notin, =, ==, !=, gt, lt`,
  );
}

/** Turns an object's selector into a matcher. An empty selector fits everything, an absent one nothing. */
export function matcherOf(selector: LabelSelector | undefined): Matcher {
  if (!selector) return () => false;
  const wanted = Object.entries(selector.matchLabels ?? {});
  const expressions = selector.matchExpressions ?? [];
  return labels =>
    wanted.every(([key, value]) => labels[key] === value) &&
    expressions.every(({ key, operator, values = [] }) => {
      const label = labels[key];
      if (operator === 'Exists') return label !== undefined;
      if (operator === 'DoesNotExist') return label === undefined;
      const isListed = label !== undefined && values.includes(label);
      return operator === 'In' ? isListed : !isListed;
    });
}
