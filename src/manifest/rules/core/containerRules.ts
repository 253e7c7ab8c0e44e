import type { Report, RuleSet, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import { itemsAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { reportRepeats } from './duplicates.ts';
import { fieldsOf } from './mountRules.ts';
import {
  facts,
  given,
  givenMaps,
  givenNumber,
  givenScalar,
  givenText,
  isTrue,
  keyOf,
  replacing,
} from './reading.ts';

const portTwice = facts(
  'core/port-name-repeated',
  'error',
  'Two ports of a container have the same name.',
  'Services and probes find ports by name, so names have to be unique in a container; the API server refuses the pod.',
);
const portAgain = facts(
  'core/port-repeated',
  'warning',
  'A container lists the same port twice.',
  'The API server warns of it: changes by kubectl apply get lost between the two.',
);
const padded = facts(
  'core/image-blanks',
  'error',
  'The name of an image begins or ends with blanks.',
  'The API server refuses it for pods; elsewhere the pull fails.',
);
const oneString = facts(
  'core/command-in-one-string',
  'warning',
  'A command and its arguments stand in one string.',
  'No shell splits it: the whole string is taken as the name of a program, which is not found.',
);
const escalation = facts(
  'core/privileged-without-escalation',
  'error',
  'A container is privileged and must not gain privileges.',
  'A privileged container has all of them already, so the API server refuses allowPrivilegeEscalation: false there.',
);

const checkPorts: TypeCheck = (node, report) => {
  const named = fieldsOf(node, 'ports', 'name');
  reportRepeats(
    portTwice.id,
    named,
    name => say`Port name "${name}" is used twice; Services that name it would reach the first only.`,
    report,
  );
  const numbers = givenMaps(node, 'ports').flatMap(port => {
    const at = givenScalar(port, 'containerPort');
    if (typeof at?.value !== 'number') return [];
    const rest = `${givenNumber(port, 'hostPort') ?? 0}/${givenText(port, 'hostIP') ?? ''}`;
    return [{ key: `${at.value}/${givenText(port, 'protocol') ?? 'TCP'}/${rest}`, at }];
  });
  const unnamed = numbers.filter(port => !named.some(({ at }) => at.parent === port.at.parent));
  reportRepeats(portAgain.id, unnamed, key => say`Port ${key.split('/')[0] ?? ''} is listed twice.`, report);
};

const checkImage: TypeCheck = (node, report) => {
  const image = givenScalar(node, 'image');
  if (typeof image?.value !== 'string' || image.value.trim() === image.value) return;
  const trimmed = image.value.trim();
  report(padded.id, image, say`The image "${image.value}" begins or ends with blanks.`, {
    fixes: () => [replacing(image, trimmed)],
  });
};

const checkCommand: TypeCheck = (node, report) => {
  const [first, ...more] = itemsAt(node, 'command');
  if (first?.kind !== 'scalar' || typeof first.value !== 'string' || more.length > 0) return;
  if (
    itemsAt(node, 'args').length > 0 ||
    !/^[\w./-]+\s+[-\w./$]/.test(first.value.trim()) ||
    first.value.includes('{{')
  )
    return;
  const program = first.value.trim().split(/\s+/, 1)[0] ?? '';
  report(
    oneString.id,
    first,
    say`No program is called "${first.value.trim()}": ${program} and its arguments have to be items of their own.`,
  );
};

const checkSecurity: TypeCheck = (node, report) => {
  const allowed = givenScalar(node, 'allowPrivilegeEscalation');
  if (allowed?.value !== false) return;
  if (isTrue(node, 'privileged'))
    report(escalation.id, node, say`allowPrivilegeEscalation: false contradicts privileged: true.`, {
      fixes: () => [replacing(allowed, true, false)],
    });
  for (const capability of addedCapabilities(node))
    if (capability.kind === 'scalar' && capability.value === 'CAP_SYS_ADMIN')
      report(
        escalation.id,
        node,
        say`allowPrivilegeEscalation: false contradicts the capability CAP_SYS_ADMIN.`,
      );
};

function addedCapabilities(context: MapNode) {
  return itemsAt(given(context, 'capabilities'), 'add');
}

const restartRules = facts(
  'core/restart-rules',
  'error',
  'A container has restart rules but no restart policy of its own, or rules that say nothing.',
  'Rules refine the restart policy of their container; the API server refuses them without one, and without exit codes.',
);

const checkRestartRules: TypeCheck = (node, report) => {
  const rules = givenMaps(node, 'restartPolicyRules');
  if (rules.length === 0) return;
  if (given(node, 'restartPolicy') === undefined)
    report(restartRules.id, node, say`restartPolicyRules need a restartPolicy on the same container.`, {
      missing: 'restartPolicy',
    });
  if (rules.length > 20)
    report(
      restartRules.id,
      keyOf(node, 'restartPolicyRules'),
      say`There are ${rules.length} rules, but at most 20 are allowed.`,
    );
  for (const rule of rules)
    if (given(rule, 'exitCodes') === undefined)
      report(restartRules.id, rule, say`The rule needs exitCodes to go by.`, { missing: 'exitCodes' });
};

function checkContainer(node: MapNode, report: Report): void {
  for (const check of [checkPorts, checkImage, checkCommand, checkRestartRules]) check(node, report);
}

/** Containers as far as they can be judged alone: ports, image, command, privileges. */
export const containerRules: RuleSet = {
  facts: [portTwice, portAgain, padded, oneString, escalation, restartRules],
  types: { Container: checkContainer, EphemeralContainer: checkContainer, SecurityContext: checkSecurity },
};
