import { removeEntry } from '../../fix/edits.ts';
import type { Report, RuleSet, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import { itemsAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { dnsSubdomain, labelValue, qualifiedName } from './nameForms.ts';
import { facts, givenMap, givenMaps, givenScalar, isBlank, keyOf, placeOf } from './reading.ts';

const labels = facts(
  'core/label-syntax',
  'error',
  'A label in a selector is misspelled: its key or its value cannot be a label.',
  'No object can carry such a label, and the API server refuses the selector.',
);
const operator = facts(
  'core/field-selector-operator',
  'error',
  'A field of a node is compared otherwise than with In or NotIn.',
  'Fields can only be equal to a value or not; the API server refuses other operators.',
);
const operands = facts(
  'core/selector-values',
  'error',
  'An expression has values where its operator takes none, or none where it needs them.',
  'In and NotIn compare with a list, Exists and DoesNotExist with nothing, Gt and Lt with one number.',
);

/** Judges a plain map of labels, as in `matchLabels`, `nodeSelector` and selectors of Services. */
export function checkLabels(map: MapNode | undefined, report: Report): void {
  for (const { key, name, value } of map?.entries ?? []) {
    if (!isPlaceholder(key) && !qualifiedName.fits(name))
      report(labels.id, key, say`"${name}" cannot be the key of a label: ${qualifiedName.demand}.`);
    if (
      value.kind === 'scalar' &&
      typeof value.value === 'string' &&
      !isPlaceholder(value) &&
      !labelValue.fits(value.value)
    )
      report(labels.id, value, say`"${value.value}" cannot be the value of a label: ${labelValue.demand}.`);
  }
}

const checkSelector: TypeCheck = (node, report) => {
  checkLabels(givenMap(node, 'matchLabels'), report);
  for (const expression of givenMaps(node, 'matchExpressions')) checkExpression(expression, report);
};

const checkNodeRequirements: TypeCheck = (node, report) => {
  for (const expression of givenMaps(node, 'matchExpressions')) checkExpression(expression, report);
  for (const expression of givenMaps(node, 'matchFields')) checkFieldRequirement(expression, report);
};

function checkExpression(expression: MapNode, report: Report): void {
  const scalar = givenScalar(expression, 'operator');
  const word = scalar?.value;
  // Unknown words are told by the schema.
  if (typeof word === 'string') checkValues(expression, word, report);
  for (const value of itemsAt(expression, 'values'))
    if (
      value.kind === 'scalar' &&
      typeof value.value === 'string' &&
      !isPlaceholder(value) &&
      !labelValue.fits(value.value)
    )
      report(labels.id, value, say`"${value.value}" cannot be the value of a label: ${labelValue.demand}.`);
}

function checkValues(expression: MapNode, word: string, report: Report): void {
  const count = itemsAt(expression, 'values').length;
  if ((word === 'In' || word === 'NotIn') && count === 0) {
    const [at, place] = placeOf(expression, 'values');
    report(operands.id, at, say`${word} needs values to compare with.`, place);
  }
  if ((word === 'Gt' || word === 'Lt') && count !== 1) {
    const [at, place] = placeOf(expression, 'values');
    report(operands.id, at, say`${word} compares with exactly one value, here are ${count}.`, place);
  }
  if ((word === 'Exists' || word === 'DoesNotExist') && count > 0) {
    const key = keyOf(expression, 'values');
    report(operands.id, key, say`${word} looks at the key alone and takes no values.`, {
      fixes: () => [{ title: say`Remove values`, edits: removeEntry(key) }],
    });
  }
}

function checkFieldRequirement(expression: MapNode, report: Report): void {
  const key = givenScalar(expression, 'key');
  if (key !== undefined && key.value !== 'metadata.name')
    report(operands.id, key, say`Nodes can be chosen by the field metadata.name only, not by "${key.text}".`);
  const scalar = givenScalar(expression, 'operator');
  if (scalar !== undefined && scalar.value !== 'In' && scalar.value !== 'NotIn')
    report(operator.id, scalar, say`Fields of nodes can be compared with In and NotIn only.`);
  const values = itemsAt(expression, 'values');
  if (values.length !== 1 && !isBlank(expression, 'operator')) {
    const [at, place] = placeOf(expression, 'values');
    report(
      operands.id,
      at,
      say`A field of a node is compared with exactly one value, here are ${values.length}.`,
      place,
    );
  }
  for (const value of values)
    if (
      value.kind === 'scalar' &&
      typeof value.value === 'string' &&
      !isPlaceholder(value) &&
      !dnsSubdomain.fits(value.value)
    )
      report(labels.id, value, say`"${value.value}" cannot be the name of a node.`);
}

/** Selectors of pods, nodes and everything else that carries labels. */
export const selectorRules: RuleSet = {
  facts: [labels, operator, operands],
  types: { LabelSelector: checkSelector, NodeSelectorTerm: checkNodeRequirements },
};
