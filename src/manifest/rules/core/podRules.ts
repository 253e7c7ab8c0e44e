import { removeEntry } from '../../fix/edits.ts';
import type { Report, RuleSet, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import { itemsAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { atLeastOne, atMostOne } from './choices.ts';
import { type Occurrence, reportRepeats } from './duplicates.ts';
import { fieldsOf } from './mountRules.ts';
import { dnsLabel } from './nameForms.ts';
import {
  facts,
  given,
  givenMap,
  givenMaps,
  givenNumber,
  givenScalar,
  givenText,
  isTrue,
  keyOf,
  replacing,
} from './reading.ts';

export const containerLists = ['containers', 'initContainers', 'ephemeralContainers'] as const;

const nameTwice = facts(
  'core/container-name-repeated',
  'error',
  'Two containers of a pod have the same name.',
  'Containers, init containers and ephemeral ones share one space of names; the API server refuses the pod.',
);
const volumeTwice = facts(
  'core/volume-name-repeated',
  'error',
  'Two volumes of a pod have the same name.',
  'Mounts find volumes by name; the API server refuses the pod.',
);
const claimTwice = facts(
  'core/claim-name-repeated',
  'error',
  'Two resource claims of a pod have the same name, or a container uses a claim twice.',
  'Containers find claims by name; the API server refuses the pod.',
);
const unknownClaim = facts(
  'core/unknown-claim',
  'error',
  'A container uses a resource claim that the pod does not declare.',
  'The API server refuses the pod; the claim has to stand in spec.resourceClaims.',
);
const hostPort = facts(
  'core/host-port',
  'error',
  'Two containers want the same port of the node, or a host port differs from the container port on the host network.',
  'On the node a port can be had once; with hostNetwork the container port is the node’s port.',
);
const gateTwice = facts(
  'core/gate-repeated',
  'error',
  'A scheduling gate is listed twice.',
  'The API server refuses the pod.',
);
const initHandlers = facts(
  'core/init-container-probe',
  'error',
  'An init container that runs to its end has probes or hooks.',
  'Only sidecars (init containers with restartPolicy: Always) run long enough; the API server refuses the others.',
);

const checkNames: TypeCheck = (node, report) => {
  const names = containerLists.flatMap(list => fieldsOf(node, list, 'name'));
  reportRepeats(nameTwice.id, names, name => say`Another container is called ${name} already.`, report);
  reportRepeats(
    volumeTwice.id,
    fieldsOf(node, 'volumes', 'name'),
    name => say`Another volume is called ${name} already.`,
    report,
  );
  reportRepeats(
    gateTwice.id,
    fieldsOf(node, 'schedulingGates', 'name'),
    name => say`The gate ${name} is listed already.`,
    report,
  );
};

const checkClaims: TypeCheck = (node, report) => {
  const declared = fieldsOf(node, 'resourceClaims', 'name');
  reportRepeats(claimTwice.id, declared, name => say`Another claim is called ${name} already.`, report);
  const known = new Set(declared.map(({ key }) => key));
  const containers = containerLists.flatMap(list => givenMaps(node, list));
  for (const resources of containers.map(container => givenMap(container, 'resources'))) {
    for (const { key, at } of fieldsOf(resources, 'claims', 'name'))
      if (!known.has(key))
        report(
          unknownClaim.id,
          at.parent ?? at,
          say`The pod declares no resource claim ${key} in spec.resourceClaims.`,
        );
    for (const { key, at } of fieldsOf(resources, 'claims', 'request'))
      if (!dnsLabel.fits(key))
        report('core/malformed-name', at, say`"${key}" cannot be the name of a request: ${dnsLabel.demand}.`);
    reportRepeats(
      claimTwice.id,
      usedClaims(resources),
      key => say`The claim ${key} is used already.`,
      report,
    );
  }
};

function usedClaims(resources: MapNode | undefined): readonly Occurrence[] {
  return givenMaps(resources, 'claims').flatMap(claim => {
    const [name, request] = [givenText(claim, 'name'), givenText(claim, 'request')];
    return name === undefined
      ? []
      : [{ key: request === undefined ? name : `${name}/${request}`, at: claim }];
  });
}

const checkClaim: TypeCheck = (node, report) => {
  const choice = ['resourceClaimName', 'resourceClaimTemplateName'];
  atLeastOne(node, choice, report);
  atMostOne(node, choice, report);
};

const checkHostPorts: TypeCheck = (node, report) => {
  const taken = givenMaps(node, 'containers').flatMap(hostPortsOf);
  reportRepeats(
    hostPort.id,
    taken,
    () => say`Another container takes this port of the node already.`,
    report,
  );
  if (!isTrue(node, 'hostNetwork')) return;
  for (const container of givenMaps(node, 'containers'))
    for (const port of givenMaps(container, 'ports')) checkHostNetworkPort(port, report);
};

function hostPortsOf(container: MapNode): readonly Occurrence[] {
  return givenMaps(container, 'ports').flatMap(port => {
    const at = givenScalar(port, 'hostPort');
    if (typeof at?.value !== 'number' || at.value === 0) return [];
    return [
      { key: `${givenText(port, 'protocol') ?? 'TCP'}/${givenText(port, 'hostIP') ?? ''}/${at.value}`, at },
    ];
  });
}

function checkHostNetworkPort(port: MapNode, report: Report): void {
  const scalar = givenScalar(port, 'hostPort');
  const number = givenNumber(port, 'containerPort');
  if (
    typeof scalar?.value !== 'number' ||
    scalar.value === 0 ||
    number === undefined ||
    scalar.value === number
  )
    return;
  report(hostPort.id, scalar, say`With hostNetwork the host port has to be the container port, ${number}.`, {
    fixes: () => [replacing(scalar, number)],
  });
}

const checkInitContainers: TypeCheck = (node, report) => {
  for (const container of givenMaps(node, 'initContainers')) {
    if (givenText(container, 'restartPolicy') === 'Always') continue;
    for (const name of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']) {
      if (given(container, name) === undefined) continue;
      const key = keyOf(container, name);
      report(
        initHandlers.id,
        key,
        say`An init container ends before ${name} could matter; only sidecars with restartPolicy: Always may have it.`,
        {
          fixes: () => [{ title: say`Remove ${name}`, edits: removeEntry(key) }],
        },
      );
    }
  }
};

/** Restart policies of containers that a pod-wide look has to tell: resizing by restart is for containers that go on. */
const checkResize: TypeCheck = (node, report) => {
  if (givenText(node, 'restartPolicy') !== 'Never') return;
  for (const container of givenMaps(node, 'containers'))
    for (const policy of itemsAt(container, 'resizePolicy')) {
      const scalar = givenScalar(policy, 'restartPolicy');
      if (scalar?.value === 'RestartContainer' && given(container, 'restartPolicy') === undefined)
        report(
          resize.id,
          scalar,
          say`A pod that never restarts its containers cannot resize them by a restart.`,
          {
            fixes: () => [replacing(scalar, 'NotRequired')],
          },
        );
    }
};

const resize = facts(
  'core/resize-policy',
  'error',
  'A container is to be resized by a restart in a pod that never restarts containers.',
  'The API server refuses the combination.',
);

/** What the parts of one pod must agree on. */
export const podRules: RuleSet = {
  facts: [nameTwice, volumeTwice, claimTwice, unknownClaim, hostPort, gateTwice, initHandlers, resize],
  types: {
    PodResourceClaim: checkClaim,
    PodSpec: (node, report) => {
      for (const check of [checkNames, checkClaims, checkHostPorts, checkInitContainers, checkResize])
        check(node, report);
    },
  },
};
