import type { NodeRoom } from '../../surroundings.ts';
import type { LabelExpression, LabelTerm, Toleration } from './needs.ts';

type Taint = NodeRoom['taints'][number];
type Labels = Readonly<Record<string, string>>;

/** Whether a node carries all labels of a selector. */
export function hasLabels({ labels }: NodeRoom, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

/** Whether a node meets one of the terms; a pod without terms goes anywhere. A term without expressions meets nothing. */
export function meetsTerms({ labels }: NodeRoom, terms: readonly LabelTerm[]): boolean {
  return terms.length === 0 || terms.some(term => meets(labels, term));
}

function meets(labels: Labels, { expressions, isOpen }: LabelTerm): boolean {
  if (expressions.length === 0) return isOpen;
  return expressions.every(expression => holds(labels, expression));
}

/** Whether a label expression holds for labels, as the scheduler reads it; unknown operators hold for nothing. */
export function holds(labels: Labels, { key, operator, values }: LabelExpression): boolean {
  const value = labels[key];
  if (operator === 'In') return value !== undefined && values.includes(value);
  if (operator === 'NotIn') return value === undefined || !values.includes(value);
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  const [bound] = values;
  if (value === undefined || bound === undefined || !/^-?\d+$/.test(value) || !/^-?\d+$/.test(bound))
    return false;
  if (operator === 'Gt') return Number(value) > Number(bound);
  return operator === 'Lt' && Number(value) < Number(bound);
}

/** The first taint that keeps a pod off a node; PreferNoSchedule keeps nobody off. */
export function untolerated({ taints }: NodeRoom, tolerations: readonly Toleration[]): Taint | undefined {
  return taints.find(
    taint => taint.effect !== 'PreferNoSchedule' && !tolerations.some(one => tolerates(one, taint)),
  );
}

function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if (effect !== '' && effect !== taint.effect) return false;
  if (key === '') return operator === 'Exists';
  return key === taint.key && (operator === 'Exists' || value === taint.value);
}
