import type { RuleFacts } from '../rule.ts';

/** What the structural verdicts stand for. */
export const structureFacts: readonly RuleFacts[] = [
  {
    id: 'schema/unknown-field',
    severity: 'error',
    summary: 'A field that the kind does not have.',
    why: 'The API server refuses unknown fields under strict field validation, which kubectl asks for; without it they are dropped silently.',
  },
  {
    id: 'schema/missing-field',
    severity: 'error',
    summary: 'A required field is missing or null.',
    why: 'The API server refuses the object.',
  },
  {
    id: 'schema/wrong-type',
    severity: 'error',
    summary: 'A value of another type than the field has.',
    why: 'The API server cannot decode the object. Often YAML read a number or a boolean where a string was meant.',
  },
  {
    id: 'schema/unsupported-value',
    severity: 'error',
    summary: 'A value that is none of the allowed ones.',
    why: 'The API server refuses the object; letters must match in case too.',
  },
  {
    id: 'schema/pattern',
    severity: 'error',
    summary: 'A text that does not match the pattern of its field.',
    why: 'The API server refuses the object.',
  },
  {
    id: 'schema/format',
    severity: 'error',
    summary: 'A text that is not in the format of its field, such as base64 or a time.',
    why: 'The API server cannot decode the object, or refuses it.',
  },
  {
    id: 'schema/quantity',
    severity: 'error',
    summary: 'A text that is no Kubernetes quantity.',
    why: 'The API server refuses the object: amounts are numbers with suffixes such as m, Mi or Gi, without blanks.',
  },
  {
    id: 'schema/limit',
    severity: 'error',
    summary: 'A value, text, list or map beyond the limits of its field.',
    why: 'The API server refuses the object.',
  },
  {
    id: 'schema/duplicate-item',
    severity: 'error',
    summary: 'Two items of a list that must differ do not.',
    why: 'The API server refuses the object, since it could not tell the items apart when someone changes one of them.',
  },
  {
    id: 'schema/alternatives',
    severity: 'error',
    summary: 'Fields that exclude each other, or of which one must be set.',
    why: 'The API server refuses the object.',
  },
  {
    id: 'schema/embedded-object',
    severity: 'error',
    summary: 'An object inside of another that is malformed.',
    why: 'The API server refuses the outer object.',
  },
  {
    id: 'schema/too-deep',
    severity: 'warning',
    summary: 'Nested too deeply to be judged.',
    why: 'Nothing below that depth is looked at.',
  },
];
