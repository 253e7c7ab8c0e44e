import type { RuleFacts } from '../../rule.ts';

export const trapFacts: readonly RuleFacts[] = [
  {
    id: 'yaml/key-type',
    severity: 'warning',
    summary: 'A key without quotes that kubectl reads as a boolean, a number or nothing.',
    why: 'The field gets another name than the one that is written: `y` becomes `true`, and `0755` becomes `493`.',
  },
  {
    id: 'yaml/value-type',
    severity: 'warning',
    summary:
      'A value without quotes, in a field of no certain type, that kubectl reads as something else than the eye.',
    why: 'Nobody refuses it, and the program that reads the field gets `true` for `on`, or `1.1` for the version `1.10`.',
  },
  {
    id: 'yaml/octal',
    severity: 'warning',
    summary: 'A whole number with a leading zero.',
    why: 'kubectl reads it as an octal number: `010` is eight.',
  },
  {
    id: 'yaml/empty-item',
    severity: 'warning',
    summary: 'A list item with nothing in it.',
    why: 'A dash alone is a null, which the program that reads the list gets as an empty text or stumbles over.',
  },
  {
    id: 'yaml/invisible-character',
    severity: 'warning',
    summary: 'A character that cannot be seen, or that looks like a blank and is none.',
    why: 'It belongs to the name or the value, so nothing that is compared with it matches.',
  },
  {
    id: 'yaml/typographic-quotes',
    severity: 'warning',
    summary: 'A value in quotes that only text editors for letters know.',
    why: 'To YAML they are letters: they become part of the value.',
  },
  {
    id: 'yaml/folded-script',
    severity: 'warning',
    summary: 'A script whose lines are folded into one.',
    why: 'A scalar behind `>` has blanks in place of its line ends: a backslash there escapes a blank, and a comment takes all that follows.',
  },
  {
    id: 'yaml/content-after-end',
    severity: 'warning',
    summary: 'Text behind the end of a document.',
    why: 'kubectl reads nothing between `...` and the next `---`.',
  },
  {
    id: 'yaml/missing-header',
    severity: 'warning',
    summary: 'A document that looks like an object and lacks its apiVersion or kind.',
    why: 'kubectl refuses it, and nothing in it is checked here.',
  },
];
