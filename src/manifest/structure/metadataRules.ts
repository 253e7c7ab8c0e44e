import { replaceValue } from '../fix/edits.ts';
import type { Report, RuleFacts, RuleSet } from '../rule.ts';
import { type Message, say } from '../say.ts';
import { itemsAt, mapAt } from '../syntax/lookup.ts';
import type { MapNode, ScalarNode, SyntaxNode } from '../syntax/node.ts';
import { isPlaceholder } from '../syntax/placeholder.ts';
import { annotationKeyFlaw, labelValueFlaw, type NameFlaw, qualifiedNameFlaw } from './names.ts';

/** What the checks of metadata stand for. */
export const metadataFacts: readonly RuleFacts[] = [
  {
    id: 'metadata/label',
    severity: 'error',
    summary: 'A label whose key or value is malformed.',
    why: 'The API server refuses the object, or the pods that are made from the template.',
  },
  {
    id: 'metadata/annotation',
    severity: 'error',
    summary: 'An annotation whose key is malformed, or annotations that are too large together.',
    why: 'The API server refuses the object: keys are qualified names, and all annotations together may take 256 KiB.',
  },
  {
    id: 'metadata/finalizer',
    severity: 'error',
    summary: 'A finalizer that is no qualified name, or two that exclude each other.',
    why: 'The API server refuses the object.',
  },
  {
    id: 'metadata/owner-reference',
    severity: 'error',
    summary: 'An owner reference that lacks a part, or a second controller.',
    why: 'The API server refuses the object: an owner is named by apiVersion, kind, name and uid, and one alone controls.',
  },
];

const largestAnnotations = 256 * 1024;

/** Labels, annotations and finalizers, wherever metadata stands: in objects, pod templates and claim templates. */
export const metadataRules: RuleSet = {
  facts: metadataFacts,
  types: {
    ObjectMeta(node, report) {
      judgeLabels(mapAt(node, 'labels'), report);
      judgeAnnotations(mapAt(node, 'annotations'), report);
      judgeFinalizers(node, report);
    },
  },
};

function judgeLabels(labels: MapNode | undefined, report: Report): void {
  for (const { key, name, value } of labels?.entries ?? []) {
    const keyFlaw = isPlaceholder(key) ? undefined : qualifiedNameFlaw(name);
    if (keyFlaw) report('metadata/label', key, keyMessage(name, keyFlaw));
    if (value.kind !== 'scalar' || typeof value.value !== 'string' || isPlaceholder(value)) continue;
    if (labelValueFlaw(value.value) !== undefined) reportLabelValue(value, value.value, report);
  }
}

function reportLabelValue(node: ScalarNode, text: string, report: Report): void {
  const message =
    text.length > 63
      ? say`The value of a label may be at most 63 characters long; longer texts belong into annotations.`
      : say`"${brief(text)}" cannot be the value of a label: letters, digits, '-', '_' and '.' are allowed, and letters or digits at both ends.`;
  const mended = text.replace(/[^-A-Za-z0-9_.]+/g, '-').replace(/^[-_.]+|[-_.]+$/g, '');
  const isMended = mended !== text && labelValueFlaw(mended) === undefined && mended !== '';
  const fixes = () => [{ title: say`Change to ${mended}`, edits: replaceValue(node, mended), isSafe: false }];
  report('metadata/label', node, message, isMended ? { fixes } : {});
}

function judgeAnnotations(annotations: MapNode | undefined, report: Report): void {
  let size = 0;
  for (const { key, name, value } of annotations?.entries ?? []) {
    const flaw = isPlaceholder(key) ? undefined : annotationKeyFlaw(name);
    if (flaw) report('metadata/annotation', key, keyMessage(name, flaw));
    size += name.length + (value.kind === 'scalar' ? value.text.length : 0);
  }
  if (annotations && size > largestAnnotations)
    report(
      'metadata/annotation',
      annotations,
      say`All annotations together may take 256 KiB; these take ${Math.ceil(size / 1024)}.`,
    );
}

function judgeFinalizers(node: MapNode, report: Report): void {
  const finalizers = itemsAt(node, 'finalizers');
  for (const item of finalizers)
    if (isText(item) && !isPlaceholder(item) && qualifiedNameFlaw(item.text) !== undefined)
      report(
        'metadata/finalizer',
        item,
        say`"${brief(item.text)}" cannot be a finalizer: write domain/name.`,
      );
  const [orphan, foreground] = ['orphan', 'foregroundDeletion'].map(name =>
    finalizers.find(item => isText(item) && item.value === name),
  );
  if (orphan && foreground)
    report(
      'metadata/finalizer',
      foreground,
      say`The finalizers orphan and foregroundDeletion exclude each other.`,
    );
}

function isText(node: SyntaxNode): node is ScalarNode {
  return node.kind === 'scalar' && typeof node.value === 'string';
}

function keyMessage(name: string, flaw: NameFlaw): Message {
  if (flaw.flaw === 'empty') return say`A key must not be empty.`;
  if (flaw.flaw === 'tooLong') return say`The name of a key may be at most ${flaw.most} characters long.`;
  if (flaw.flaw === 'prefix')
    return say`What stands before the slash of "${brief(name)}" must be a DNS name in lower case.`;
  return say`"${brief(name)}" cannot be a key: letters, digits, '-', '_' and '.' are allowed, and one slash behind a DNS name.`;
}

function brief(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
