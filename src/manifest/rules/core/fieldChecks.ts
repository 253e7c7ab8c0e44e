import { removeEntry } from '../../fix/edits.ts';
import type { Report, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import { entryHolding } from '../../syntax/lookup.ts';
import type { ScalarNode, SyntaxNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import type { NameForm } from './nameForms.ts';
import { nearest } from './nearest.ts';
import { facts, replacing } from './reading.ts';

/** Judges the value of one field, whose node is given with the name that it has in its map. */
export type FieldCheck = (value: SyntaxNode, name: string, report: Report) => void;

/** What holds for the fields of a type: field name to check. */
export type FieldChecks = Readonly<Record<string, FieldCheck>>;

export const fieldFacts = [
  facts(
    'core/value-not-allowed',
    'error',
    'A field holds a word that is none of the words it may hold.',
    'The API server compares these words exactly, upper and lower case included, and refuses any other.',
  ),
  facts(
    'core/number-out-of-range',
    'error',
    'A number is smaller or larger than its field allows.',
    'The schema knows only that a number is meant; the API server checks its bounds on create and refuses the object.',
  ),
  facts(
    'core/malformed-name',
    'error',
    'A name, key, address or path is not spelled as its field demands.',
    'These names become DNS names, label keys, file names or environment variables, so the API server refuses other spellings.',
  ),
  facts(
    'core/empty-value',
    'error',
    'A required field is written but empty.',
    'The API server reads an empty string like an absent field, and refuses the object for want of it.',
  ),
] as const;

/** One check a type, out of the checks of its fields. */
export function checkFields(fields: FieldChecks): TypeCheck {
  return (node, report) => {
    for (const entry of node.entries) {
      const check = Object.hasOwn(fields, entry.name) ? fields[entry.name] : undefined;
      if (check !== undefined && !isUndecided(entry.value)) check(entry.value, entry.name, report);
    }
  };
}

// Null counts as absent, and what a template fills in cannot be judged before it does.
function isUndecided(value: SyntaxNode): boolean {
  return value.kind === 'scalar' && (value.value === null || isPlaceholder(value));
}

/** One of these words. An empty string stands for the default, unless the field refuses it. */
export function oneOf(...words: readonly string[]): FieldCheck {
  return (value, name, report) => {
    if (value.kind !== 'scalar' || typeof value.value !== 'string') return;
    if (value.value === '' || words.includes(value.value)) return;
    const likely = nearest(value.value, words);
    report(
      'core/value-not-allowed',
      value,
      say`"${value.text}" is no value of ${name}: it must be one of ${words.join(', ')}.`,
      { fixes: () => (likely === undefined ? [] : [replacing(value, likely)]) },
    );
  };
}

/** A number of at least `least` and at most `most`, both included. */
export function between(least: number, most: number): FieldCheck {
  return (value, name, report) => {
    if (value.kind !== 'scalar' || typeof value.value !== 'number') return;
    const number = value.value;
    if (number >= least && number <= most) return;
    const bound = number < least ? least : most;
    const fixes = () => [replacing(value, bound, false)];
    report('core/number-out-of-range', value, boundsMessage(name, number, least, most), { fixes });
  };
}

function boundsMessage(name: string, number: number, least: number, most: number) {
  if (most === Number.MAX_SAFE_INTEGER) return say`${name} is ${number}, but must be at least ${least}.`;
  return say`${name} is ${number}, but must lie between ${least} and ${most}.`;
}

export function atLeast(least: number): FieldCheck {
  return between(least, Number.MAX_SAFE_INTEGER);
}

export const notNegative = atLeast(0);
export const portNumber = between(1, 65535);
export const fileMode = between(0, 0o777);

// Samples that are piped through envsubst write variables bare.
const shellVariable = /^\$[A-Za-z_]\w*$/;

/** A string of a certain form. An empty one counts as absent. */
export function named(form: NameForm): FieldCheck {
  return (value, name, report) => {
    if (value.kind !== 'scalar' || typeof value.value !== 'string') return;
    if (value.value === '' || form.fits(value.value) || shellVariable.test(value.value)) return;
    const mended = form.mend?.(value.value);
    report('core/malformed-name', value, say`"${value.value}" cannot be the ${name} here: ${form.demand}.`, {
      fixes: () => (mended === undefined || !form.fits(mended) ? [] : [replacing(value, mended, false)]),
    });
  };
}

/** A string that must not be empty, where the schema asks only that the field is there. */
export const filled: FieldCheck = (value, name, report) => {
  if (value.kind === 'scalar' && value.value === '')
    report('core/empty-value', value, say`${name} is empty, which counts as missing.`);
};

/** A list or map that must hold something. */
export const notEmptyList: FieldCheck = (value, name, report) => {
  if (value.kind === 'sequence' && value.items.length === 0)
    report('core/empty-value', value, say`${name} needs at least one item.`);
};

/** Like `filled`, and of a certain form. */
export function filledAndNamed(form: NameForm): FieldCheck {
  return all(filled, named(form));
}

/** Every item of a list. */
export function each(check: FieldCheck): FieldCheck {
  return (value, name, report) => {
    if (value.kind !== 'sequence') return;
    for (const item of value.items) if (!isUndecided(item)) check(item, name, report);
  };
}

export function all(...checks: readonly FieldCheck[]): FieldCheck {
  return (value, name, report) => {
    for (const check of checks) check(value, name, report);
  };
}

/** A port by number or by the name that a container gives it. */
export function portOrName(portName: NameForm): FieldCheck {
  const byName = filledAndNamed(portName);
  return (value, name, report) => {
    if (value.kind === 'scalar' && typeof value.value === 'string') byName(value, name, report);
    else portNumber(value, name, report);
  };
}

/** The fix that takes a whole field away. */
export function withoutField(value: ScalarNode | SyntaxNode) {
  const entry = entryHolding(value);
  if (entry === undefined) return [];
  return [{ title: say`Remove ${entry.name}`, edits: removeEntry(entry.key), isSafe: false }];
}
