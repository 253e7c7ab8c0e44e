import { RE2JS, RE2JSException } from 're2js';
import { type Budget, CelError, CelList, type Value } from '../value.ts';
import type { FunctionTable } from './callable.ts';

const longestPattern = 4096;
const keptPatterns = 200;

/** CEL's `matches` and Kubernetes' `find` and `findAll`, on a matcher whose time grows linearly with the text. */
export function regexFunctions(): FunctionTable {
  const compiled = patternCache();
  const pattern = (text: string, expression: string, budget: Budget): RE2JS => {
    budget.spend((text.length >> 3) + (expression.length >> 1));
    return compiled(expression);
  };
  return {
    '.matches': ([text, expression, ...more], budget) =>
      typeof text === 'string' && typeof expression === 'string' && more.length === 0
        ? pattern(text, expression, budget).matcher(text).find()
        : undefined,
    '.find': ([text, expression, ...more], budget) =>
      typeof text === 'string' && typeof expression === 'string' && more.length === 0
        ? (found(pattern(text, expression, budget), text, 1)[0] ?? '')
        : undefined,
    '.findAll': (values, budget) => findAll(values, budget, pattern),
  };
}

function findAll(
  [text, expression, most = -1n, ...more]: readonly Value[],
  budget: Budget,
  pattern: (text: string, expression: string, budget: Budget) => RE2JS,
): Value | undefined {
  if (typeof text !== 'string' || typeof expression !== 'string' || typeof most !== 'bigint')
    return undefined;
  if (more.length > 0) return undefined;
  const limit = most < 0n ? Number.POSITIVE_INFINITY : Number(most);
  return new CelList(found(pattern(text, expression, budget), text, limit));
}

function found(pattern: RE2JS, text: string, most: number): readonly string[] {
  const matcher = pattern.matcher(text);
  const parts: string[] = [];
  while (parts.length < most && matcher.find()) parts.push(matcher.group() ?? '');
  return parts;
}

/** Keeps the patterns compiled last: rules use the same few again and again. */
function patternCache(): (expression: string) => RE2JS {
  const kept = new Map<string, RE2JS>();
  return expression => {
    const known = kept.get(expression);
    if (known !== undefined) return known;
    if (kept.size >= keptPatterns) kept.clear();
    const made = compile(expression);
    kept.set(expression, made);
    return made;
  };
}

function compile(expression: string): RE2JS {
  if (expression.length > longestPattern) throw new CelError('the pattern is too long');
  try {
    return RE2JS.compile(expression);
  } catch (error) {
    if (error instanceof RE2JSException) throw new CelError(`the pattern ${expression} is malformed`);
    throw error;
  }
}
