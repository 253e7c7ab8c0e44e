import type { KindCheck, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { checkFields, oneOf } from './fieldChecks.ts';
import { qualifiedName } from './nameForms.ts';
import { facts, givenMap, givenScalar, isEmpty, keyOf } from './reading.ts';

const provisioner = facts(
  'core/provisioner',
  'error',
  'A storage class names no possible provisioner, or has too many parameters.',
  'Drivers are found by a qualified name, and at most 512 parameters are kept; the API server refuses the rest.',
);

const checkWords = checkFields({ reclaimPolicy: oneOf('Delete', 'Retain') });

const checkClass: KindCheck = (object, report) => {
  checkWords(object.node, report);
  for (const name of ['provisioner', 'driverName']) {
    const scalar = givenScalar(object.node, name);
    if (typeof scalar?.value !== 'string') continue;
    if (scalar.value === '')
      report('core/empty-value', scalar, say`${name} is empty, which counts as missing.`);
    else if (!qualifiedName.fits(scalar.value.toLowerCase()))
      report(provisioner.id, scalar, say`"${scalar.value}" cannot be a ${name}: ${qualifiedName.demand}.`);
  }
  const parameters = givenMap(object.node, 'parameters');
  if (parameters !== undefined && parameters.entries.length > 512)
    report(
      provisioner.id,
      keyOf(object.node, 'parameters'),
      say`There are ${parameters.entries.length} parameters, but at most 512 are allowed.`,
    );
  if (object.kind === 'VolumeAttributesClass' && isEmpty(object.node, 'parameters'))
    report(provisioner.id, object.node, say`A VolumeAttributesClass needs at least one parameter.`, {
      missing: 'parameters',
    });
};

/** StorageClasses and VolumeAttributesClasses. */
export const storageClassRules: RuleSet = {
  facts: [provisioner],
  kinds: { 'storage.k8s.io/StorageClass': checkClass, 'storage.k8s.io/VolumeAttributesClass': checkClass },
};
