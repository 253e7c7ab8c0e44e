import { removeEntry, renameKey } from '../../fix/edits.ts';
import type { Fix } from '../../fix/fix.ts';
import { inlineYaml } from '../../fix/write.ts';
import type { RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { entryOf, scalarAt, stringAt } from '../../syntax/lookup.ts';
import { endOf, type MapNode, type ScalarNode, startOf } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { facts } from '../core/reading.ts';
import { type PodAdvice, podAdvice } from './podAdvice.ts';
import { mapsIn } from './reading.ts';

const plainSecret = facts(
  'advice/secret-in-environment',
  'information',
  'A secret is written into the manifest as the plain value of a variable.',
  'Whoever reads the file, its history or the pod reads the secret; a Secret keeps it apart, and can be exchanged.',
);
const visibleDevices = facts(
  'advice/visible-devices',
  'information',
  'A variable makes GPUs visible that the scheduler did not give.',
  'The container runtime obeys it: the pod uses GPUs that others were promised. Which GPUs a pod sees follows from its limits.',
);

const secretName =
  /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|TOKEN|SECRET|API_?KEY|ACCESS_KEY|SECRET_KEY|PRIVATE_KEY|CREDENTIALS)$/i;
/** Paths, flags, and names of secrets instead of secrets. */
const harmless =
  /^(?:\/|file:|true$|false$|yes$|no$|none$|null$|\d{1,3}$|EMPTY$|dummy$|not[-_ ]?(?:used|needed|set|required))/i;

const adviseOnEnvironment: PodAdvice = ({ containers, initContainers }, report) => {
  for (const { node } of [...initContainers, ...containers])
    for (const item of mapsIn(node, 'env')) {
      const name = stringAt(item, 'name') ?? '';
      const value = scalarAt(item, 'value');
      if (value === undefined || value.isAbsent || value.text === '' || isPlaceholder(value)) continue;
      if (secretName.test(name) && !harmless.test(value.text))
        report(
          plainSecret.id,
          value,
          say`The value of ${name} is readable for everyone who reads this file; a Secret keeps it apart.`,
          { fixes: () => fromSecret(item, name, value) },
        );
      else if (name === 'NVIDIA_VISIBLE_DEVICES' && !['none', 'void'].includes(value.text))
        report(
          visibleDevices.id,
          item,
          say`NVIDIA_VISIBLE_DEVICES shows the pod GPUs that the scheduler may have given to others; the limit nvidia.com/gpu is enough.`,
          { fixes: () => [{ title: say`Remove this variable`, edits: removeEntry(item), isSafe: false }] },
        );
    }
};

/** `DB_PASSWORD` becomes the key `DB_PASSWORD` of a Secret `db-password`, which is yet to be made. */
function fromSecret(item: MapNode, name: string, value: ScalarNode): readonly Fix[] {
  const key = entryOf(item, 'value')?.key;
  if (key === undefined || value.style === 'literal' || value.style === 'folded') return [];
  const secret = name.toLowerCase().replaceAll('_', '-');
  const reference = inlineYaml({ secretKeyRef: { name: secret, key: name } });
  return [
    {
      title: say`Take it from the Secret ${secret}`,
      edits: [
        ...renameKey(key, 'valueFrom'),
        { start: startOf(value), end: endOf(value), newText: reference },
      ],
      isSafe: false,
    },
  ];
}

/** Advice on environment variables. */
export const environmentAdvice: RuleSet = podAdvice([plainSecret, visibleDevices], adviseOnEnvironment, {
  everyOne: true,
});
