import { replaceValue } from '../../fix/edits.ts';
import type { RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { scalarAt } from '../../syntax/lookup.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { facts } from '../core/reading.ts';
import type { PodPlace } from '../room/podsIn.ts';
import { type PodAdvice, podAdvice } from './podAdvice.ts';

const floating = facts(
  'advice/image-tag',
  'hint',
  'An image is named without a tag, or by latest.',
  'What runs depends on the day on which a node pulled it: replicas differ, and a rollback brings back the new image.',
);
const needlessPull = facts(
  'advice/pull-always',
  'hint',
  'An image that is named by its digest is pulled anew for every pod.',
  'A digest never changes, so the pull only costs time and makes the start lean on the registry.',
);

const adviseOnImages: PodAdvice = ({ containers, initContainers }: PodPlace, report) => {
  for (const { node } of [...initContainers, ...containers]) {
    const image = scalarAt(node, 'image');
    if (typeof image?.value !== 'string' || image.value === '' || isPlaceholder(image)) continue;
    const policy = scalarAt(node, 'imagePullPolicy');
    if (image.value.includes('@sha256:')) {
      if (policy?.value === 'Always')
        report(
          needlessPull.id,
          policy,
          say`The image is named by its digest, which never changes; IfNotPresent saves the pull.`,
          {
            fixes: () => [
              { title: say`Change to IfNotPresent`, edits: replaceValue(policy, 'IfNotPresent') },
            ],
          },
        );
    } else if (isFloating(image.value))
      report(
        floating.id,
        image,
        say`${image.value} means another image from day to day; a version or digest makes runs repeatable.`,
      );
  }
};

/** The last part of the name has no tag, or `latest`; a port in the registry's name is no tag. */
function isFloating(image: string): boolean {
  const name = image.slice(image.lastIndexOf('/') + 1);
  return /^[^:]+(?::latest)?$/.test(name) && !standIn.test(image);
}

/** What examples write where everybody fills in their own, and what builders and sidecar injectors replace. */
const standIn = /[<>]|^(?:image|your-|ko:\/\/)|^auto$/i;

/** Advice on images. */
export const imageAdvice: RuleSet = podAdvice([floating, needlessPull], adviseOnImages);
