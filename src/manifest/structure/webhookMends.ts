import { stringAt } from '../syntax/lookup.ts';
import type { MapNode, SyntaxNode } from '../syntax/node.ts';

/** How a problem weighs where a mutating webhook mends it before the API server looks at the schema. */
export type Mending = 'filled in' | 'rewritten';

interface Mend {
  /** Group and kind, of every version. */
  readonly kind: string;
  readonly rule: string;
  readonly path: RegExp;
  /** Which values it mends; all of them where absent. */
  readonly value?: 'number';
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
    value: 'number',
    mending: 'rewritten',
  },
];

/** A problem, and how to find out where it stands. */
interface Objection {
  readonly rule: string;
  readonly at: SyntaxNode;
  readonly path: () => string;
}

/** Whether a webhook mends what a rule objects to in an object; undefined where none does. */
export function webhookMending(object: MapNode, { rule, at, path }: Objection): Mending | undefined {
  if (rule !== 'schema/missing-field' && rule !== 'schema/wrong-type') return undefined;
  const group = stringAt(object, 'apiVersion')?.split('/')[0] ?? '';
  const kind = `${group}/${stringAt(object, 'kind') ?? ''}`;
  const value = at.kind === 'scalar' ? typeof at.value : at.kind;
  const isMended = (mend: Mend) =>
    mend.kind === kind &&
    mend.rule === rule &&
    (mend.value === undefined || mend.value === value) &&
    mend.path.test(path());
  return mends.find(isMended)?.mending;
}
