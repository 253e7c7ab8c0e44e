import { RE2JS } from 're2js';
import type { Schema } from '../schema/schema.ts';

/** Whether a text matches; undefined where the pattern cannot be read. */
export type PatternTest = (text: string) => boolean | undefined;

const known = new WeakMap<Schema, PatternTest>();

/**
 * The test of a schema's pattern, anywhere in the text, in time linear in it: schemas come from anyone's CRDs, and
 * JavaScript's own matcher gets lost for ever in some patterns that the API server's takes in its stride.
 */
export function patternTest(schema: Schema): PatternTest {
  const made = known.get(schema) ?? testOf(schema.json.pattern ?? '', schema.pattern);
  known.set(schema, made);
  return made;
}

/** Longer texts go to the matcher that is slower but linear. */
const shortText = 256;

function testOf(source: string, quick: RegExp | undefined): PatternTest {
  let careful: RE2JS | null | undefined;
  const isQuick = quick !== undefined && (isTame(source) || source === quantityPattern);
  return text => {
    if (isQuick && text.length <= shortText) return quick.test(text);
    if (careful === undefined) careful = compiled(source);
    return careful?.matcher(text).find();
  };
}

function compiled(source: string): RE2JS | null {
  try {
    return RE2JS.compile(source);
  } catch {
    return null;
  }
}

const mostRepetitions = 3;

/** Whether JavaScript's matcher is safe with it: few repetitions without end, and none of a whole group. */
function isTame(source: string): boolean {
  const bare = source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  const endless = bare.match(/[*+]|\{\d+,\}/g) ?? [];
  return endless.length <= mostRepetitions && !/\)(?:[*+]|\{\d+,)/.test(bare);
}

/** What every CRD says of its quantities: many repetitions, but at no place could two of them go on. */
const quantityPattern =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';
