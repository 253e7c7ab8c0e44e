import { removeEntry } from '../../fix/edits.ts';
import type { Report, RuleSet, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import type { MapNode } from '../../syntax/node.ts';
import { reportRepeats } from './duplicates.ts';
import { fieldsOf } from './mountRules.ts';
import { containerLists } from './podRules.ts';
import {
  facts,
  given,
  givenMap,
  givenMaps,
  givenScalar,
  givenText,
  isEmpty,
  isTrue,
  keyOf,
  placeOf,
} from './reading.ts';

const hostUsers = facts(
  'core/host-users',
  'error',
  'A pod has its own users and yet shares namespaces or devices of the node.',
  'hostUsers: false excludes hostNetwork, hostPID, hostIPC and block devices; the API server refuses the pod.',
);
const procMount = facts(
  'core/proc-mount',
  'error',
  'An unmasked /proc is asked for in a pod with the users of the node.',
  'It would show the node’s secrets to root, so hostUsers: false is needed.',
);
const shared = facts(
  'core/process-namespace',
  'error',
  'Processes are shared in the pod and with the node.',
  'A pod has either its own shared process namespace or that of the node.',
);
const sysctls = facts(
  'core/sysctl',
  'error',
  'A sysctl is set twice, or one that belongs to a namespace shared with the node.',
  'net.* belongs to the node with hostNetwork, kernel.shm* and the like with hostIPC.',
);
const foreignOs = facts(
  'core/other-system',
  'error',
  'A pod for one operating system has settings of another.',
  'The settings could have no effect there, so the API server refuses them when os.name is set.',
);
const hostName = facts(
  'core/hostname-override',
  'error',
  'hostnameOverride is too long or contradicts other settings of the host name.',
  'It excludes setHostnameAsFQDN and hostNetwork, and the kernel takes 64 characters.',
);

const checkHostUsers: TypeCheck = (node, report) => {
  const users = givenScalar(node, 'hostUsers');
  const hasOwnUsers = users?.value === false;
  for (const container of allContainers(node)) {
    const mount = givenScalar(givenMap(container, 'securityContext'), 'procMount');
    if (mount?.value === 'Unmasked' && !hasOwnUsers)
      report(procMount.id, mount, say`An unmasked /proc needs hostUsers: false in the pod.`);
    if (hasOwnUsers && !isEmpty(container, 'volumeDevices'))
      report(
        hostUsers.id,
        keyOf(container, 'volumeDevices'),
        say`Block devices cannot be used with hostUsers: false.`,
      );
  }
  for (const name of ['hostNetwork', 'hostPID', 'hostIPC'])
    if (hasOwnUsers && isTrue(node, name))
      report(hostUsers.id, keyOf(node, name), say`${name} contradicts hostUsers: false.`);
  if (isTrue(node, 'shareProcessNamespace') && isTrue(node, 'hostPID'))
    report(shared.id, keyOf(node, 'shareProcessNamespace'), say`shareProcessNamespace contradicts hostPID.`);
};

const sysctlsOfIpc = /^(?:kernel[./](?:shm|msg|sem)|fs[./]mqueue[./])/;

const checkSysctls: TypeCheck = (node, report) => {
  const set = fieldsOf(givenMap(node, 'securityContext'), 'sysctls', 'name');
  reportRepeats(sysctls.id, set, name => say`The sysctl ${name} is set already.`, report);
  for (const { key, at } of set) {
    if (isTrue(node, 'hostNetwork') && /^net[./]/.test(key))
      report(sysctls.id, at, say`With hostNetwork, ${key} is the node's own.`);
    if (isTrue(node, 'hostIPC') && sysctlsOfIpc.test(key))
      report(sysctls.id, at, say`With hostIPC, ${key} is the node's own.`);
  }
};

const notOnWindows = {
  pod: ['hostUsers', 'hostPID', 'hostIPC', 'shareProcessNamespace', 'resources'],
  podContext: [
    'appArmorProfile',
    'seLinuxOptions',
    'seccompProfile',
    'fsGroup',
    'fsGroupChangePolicy',
    'sysctls',
    'runAsUser',
    'runAsGroup',
    'supplementalGroups',
    'supplementalGroupsPolicy',
    'seLinuxChangePolicy',
  ],
  context: [
    'appArmorProfile',
    'seLinuxOptions',
    'seccompProfile',
    'capabilities',
    'readOnlyRootFilesystem',
    'privileged',
    'allowPrivilegeEscalation',
    'procMount',
    'runAsUser',
    'runAsGroup',
  ],
};

const checkSystem: TypeCheck = (node, report) => {
  const system = givenText(givenMap(node, 'os'), 'name');
  if (system !== 'linux' && system !== 'windows') return;
  const isWindows = system === 'windows';
  const context = givenMap(node, 'securityContext');
  if (isWindows) forbid(node, notOnWindows.pod, system, report);
  forbid(context, isWindows ? notOnWindows.podContext : ['windowsOptions'], system, report);
  for (const container of allContainers(node))
    forbid(
      givenMap(container, 'securityContext'),
      isWindows ? notOnWindows.context : ['windowsOptions'],
      system,
      report,
    );
};

function forbid(node: MapNode | undefined, names: readonly string[], system: string, report: Report): void {
  if (node === undefined) return;
  for (const name of names) {
    if (given(node, name) === undefined) continue;
    const key = keyOf(node, name);
    report(foreignOs.id, key, say`${name} has no meaning in a ${system} pod.`, {
      fixes: () => [{ title: say`Remove ${name}`, edits: removeEntry(key) }],
    });
  }
}

const checkHostName: TypeCheck = (node, report) => {
  const name = givenScalar(node, 'hostnameOverride');
  if (typeof name?.value !== 'string') return;
  if (name.value.length > 64)
    report(
      hostName.id,
      name,
      say`hostnameOverride has ${name.value.length} characters, but at most 64 are allowed.`,
    );
  for (const other of ['setHostnameAsFQDN', 'hostNetwork'])
    if (isTrue(node, other)) report(hostName.id, name, say`hostnameOverride contradicts ${other}: true.`);
};

const hostProcess = facts(
  'core/host-process',
  'error',
  'Only some containers of a Windows pod are host processes, or they are without the network of the node.',
  'Host processes run on the node itself: all of the pod or none, and with hostNetwork: true.',
);

const checkHostProcess: TypeCheck = (node, report) => {
  const ofPod = isHostProcess(node);
  const containers = allContainers(node);
  const outside = containers.filter(container => isHostProcess(container) ?? ofPod ?? false);
  if (outside.length === 0) return;
  if (outside.length < containers.length)
    report(hostProcess.id, node, say`Either all containers of a pod are host processes or none.`);
  if (!isTrue(node, 'hostNetwork')) {
    const [at, place] = placeOf(node, 'hostNetwork');
    report(hostProcess.id, at, say`A pod of host processes needs hostNetwork: true.`, place);
  }
};

function isHostProcess(node: MapNode): boolean | undefined {
  const value = givenScalar(
    givenMap(givenMap(node, 'securityContext'), 'windowsOptions'),
    'hostProcess',
  )?.value;
  return typeof value === 'boolean' ? value : undefined;
}

function allContainers(spec: MapNode): readonly MapNode[] {
  return containerLists.flatMap(list => givenMaps(spec, list));
}

/** Users, namespaces and operating systems of pods. */
export const podSecurityRules: RuleSet = {
  facts: [hostUsers, procMount, shared, sysctls, foreignOs, hostName, hostProcess],
  types: {
    PodSpec: (node, report) => {
      for (const check of [checkHostUsers, checkSysctls, checkSystem, checkHostName, checkHostProcess])
        check(node, report);
    },
  },
};
