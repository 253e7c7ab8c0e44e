import { stringAt } from '../syntax/lookup.ts';
import type { MapNode } from '../syntax/node.ts';

/** How a problem weighs where a mutating webhook mends it before the API server looks at the schema. */
export type Mending = 'filled in' | 'rewritten';

interface Mend {
  /** Group and kind, of every version. */
  readonly kind: string;
  readonly rule: string;
  readonly path: RegExp;
  readonly mending: Mending;
}

/**
 * What the controllers' webhooks mend. A kind is of no use without its controller, so the webhook is there: JobSet's names
 * the rules of a failure policy, and KServe's reads quantities by Go's types, which take fractions, and writes them back as
 * strings.
 */
const mends: readonly Mend[] = [
  {
    kind: 'jobset.x-k8s.io/JobSet',
    rule: 'schema/missing-field',
    path: /^spec\.failurePolicy\.rules\[\d+\]\.name$/,
    mending: 'filled in',
  },
  {
    kind: 'serving.kserve.io/InferenceService',
    rule: 'schema/wrong-type',
    path: /\.resources\.(?:limits|requests)\.(?:cpu|memory)$/,
    mending: 'rewritten',
  },
];

/** Whether a webhook mends what a rule objects to at a path of an object; undefined where none does. */
export function webhookMending(object: MapNode, rule: string, path: () => string): Mending | undefined {
  if (rule !== 'schema/missing-field' && rule !== 'schema/wrong-type') return undefined;
  const group = stringAt(object, 'apiVersion')?.split('/')[0] ?? '';
  const kind = `${group}/${stringAt(object, 'kind') ?? ''}`;
  return mends.find(mend => mend.kind === kind && mend.rule === rule && mend.path.test(path()))?.mending;
}
