import { allRules } from '../../../../src/manifest/rules/table.ts';
import { wordsOf } from '../../../../src/manifest/say.ts';
import type { Schema } from '../../../../src/manifest/schema/schema.ts';
import { pathOf } from '../../../../src/manifest/syntax/lookup.ts';
import { judgeUpdate } from '../../../../src/manifest/update/judgeUpdate.ts';
import { withFixApplied } from '../../../support/fixes.ts';
import { aManifest } from '../../../support/manifests.ts';

const { facts } = allRules();

export interface Refusal {
  readonly rule: string;
  readonly path: string;
  readonly message: string;
  /** The text after the first fix; undefined where there is none. */
  readonly mended: string | undefined;
}

/** What is said of a text in view of a live object. */
export function refusals(text: string, live: unknown, schema?: Schema): readonly Refusal[] {
  const object = aManifest(text);
  const found: Refusal[] = [];
  judgeUpdate(object, { live, schema }, (rule, at, message, details) => {
    if (!facts.has(rule)) throw new Error(`no facts about ${rule}`);
    const [fix] = details?.fixes?.() ?? [];
    found.push({
      rule,
      path: `${pathOf(at, object.node)}${details?.missing === undefined ? '' : `.${details.missing}`}`,
      message: wordsOf(message),
      mended: fix && withFixApplied(text, fix),
    });
  });
  return found;
}

/** The paths alone. */
export function refusedPaths(text: string, live: unknown): readonly string[] {
  return refusals(text, live).map(({ path }) => path);
}
