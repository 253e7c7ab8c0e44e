import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { given, mapsAt, wholeNumber } from './given.ts';
import { judgeAutoscaling, judgeMisplaced } from './knativeAutoscaling.ts';
import { judgeTrafficList } from './knativeTraffic.ts';
import { isObjectName } from './kserve.ts';
import { perhapsMendedBy, removeItem } from './mend.ts';

/** What Knative's webhook refuses in services, configurations and revisions (pkg/apis/serving). */
export const knativeRules: RuleSet = {
  facts: [
    {
      id: 'knative/name',
      severity: 'error',
      summary: 'Names of Knative objects begin with a letter and have 63 letters, digits and dashes at most.',
      why: 'The webhook refuses others: each becomes part of a host name.',
    },
    {
      id: 'knative/revision-name',
      severity: 'error',
      summary: 'A revision that is named by hand begins with the name of its service and a dash.',
      why: 'The webhook refuses others, and the same name again for a changed template.',
    },
    {
      id: 'knative/ports',
      severity: 'error',
      summary: 'One port of one container takes the requests.',
      why: 'The webhook refuses several ports, several containers without one that has a port, and the ports that Knative itself uses.',
    },
    {
      id: 'knative/reserved-env',
      severity: 'error',
      summary: 'Containers leave PORT and the K_ variables to Knative.',
      why: 'The webhook refuses them, since Knative sets them itself.',
    },
    {
      id: 'knative/volume-mounted',
      severity: 'error',
      summary: 'Every volume is mounted by a container.',
      why: 'The webhook refuses volumes that nobody mounts.',
    },
    {
      id: 'knative/limits',
      severity: 'error',
      summary: 'Concurrency and timeouts lie within what Knative takes.',
      why: 'The webhook refuses negative ones, partial timeouts above the whole, and what lies above the limits of the cluster (1000 requests and 600 seconds unless configured).',
    },
  ],
  kinds: {
    'serving.knative.dev/Service': judgeService,
    'serving.knative.dev/Configuration': judgeService,
    'serving.knative.dev/Revision': judgeRevision,
    'serving.knative.dev/Route': judgeRoute,
  },
};

const label = /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

function judgeService(object: ManifestObject, report: Report): void {
  judgeName(object, report);
  judgeMisplaced(mapAt(object.node, 'metadata'), report);
  const template = mapAt(object.node, 'spec', 'template');
  judgeRevisionName(object, template, report);
  judgeAutoscaling(mapAt(template, 'metadata', 'annotations'), report);
  judgeSpec(mapAt(template, 'spec'), report);
  if (object.kind === 'Service') judgeTrafficList(object, 'service', report);
}

function judgeRevision(object: ManifestObject, report: Report): void {
  judgeName(object, report);
  judgeAutoscaling(mapAt(object.node, 'metadata', 'annotations'), report);
  judgeSpec(mapAt(object.node, 'spec'), report);
}

function judgeRoute(object: ManifestObject, report: Report): void {
  judgeName(object, report);
  judgeMisplaced(mapAt(object.node, 'metadata'), report);
  judgeTrafficList(object, 'route', report);
}

function judgeName(object: ManifestObject, report: Report): void {
  const name = given(object.node, 'metadata', 'name');
  if (name?.kind !== 'scalar' || isPlaceholder(name) || label.test(name.text) || !isObjectName(name.text))
    return;
  if (name.text.length > 63)
    report(
      'knative/name',
      name,
      say`The name has ${name.text.length} characters; a part of a host name has 63 at most.`,
    );
  else
    report(
      'knative/name',
      name,
      say`${name.text} cannot be part of a host name; write a lower-case letter first, then lower-case letters, digits and dashes.`,
    );
}

function judgeRevisionName(object: ManifestObject, template: MapNode | undefined, report: Report): void {
  const name = given(template, 'metadata', 'name');
  if (name?.kind !== 'scalar' || isPlaceholder(name) || object.name === undefined) return;
  if (!name.text.startsWith(`${object.name}-`))
    report(
      'knative/revision-name',
      name,
      say`The revision ${name.text} must be called ${`${object.name}-`} and something more.`,
    );
}

function judgeSpec(spec: MapNode | undefined, report: Report): void {
  if (spec === undefined) return;
  const containers = mapsAt(spec, 'containers');
  judgePorts(containers, report);
  const all = [...containers, ...mapsAt(spec, 'initContainers')];
  for (const container of all) judgeVariables(container, report);
  judgeVolumes(spec, all, report);
  judgeLimits(spec, report);
}

const reservedPorts = [8012, 8013, 8022, 8112, 9090, 9091];

function judgePorts(containers: readonly MapNode[], report: Report): void {
  const ports = containers.flatMap(container => mapsAt(container, 'ports'));
  const [, second] = ports;
  if (second !== undefined)
    report(
      'knative/ports',
      second,
      say`Knative sends all requests to one port; this is another one.`,
      perhapsMendedBy(() => removeItem(second)),
    );
  const [first] = containers;
  if (ports.length === 0 && containers.length > 1 && first !== undefined)
    report(
      'knative/ports',
      first,
      say`With several containers Knative must be told which takes the requests; give that one a port.`,
      { missing: 'ports' },
    );
  for (const port of ports) {
    const value = given(port, 'containerPort');
    const is = wholeNumber(value);
    if (value !== undefined && is !== undefined && reservedPorts.includes(is))
      report('knative/ports', value, say`Port ${is} is taken by Knative's own proxy in the pod.`);
    const name = given(port, 'name');
    if (name?.kind === 'scalar' && !['', 'h2c', 'http1'].includes(name.text))
      report(
        'knative/ports',
        name,
        say`The name of the port is its protocol: http1 or h2c, not ${name.text}.`,
      );
  }
}

const reservedVariables = ['PORT', 'K_SERVICE', 'K_CONFIGURATION', 'K_REVISION'];

function judgeVariables(container: MapNode, report: Report): void {
  for (const variable of mapsAt(container, 'env')) {
    const name = given(variable, 'name');
    if (name?.kind === 'scalar' && reservedVariables.includes(name.text))
      report(
        'knative/reserved-env',
        name,
        say`Knative sets ${name.text} itself and refuses it here.`,
        perhapsMendedBy(() => removeItem(variable)),
      );
  }
}

function judgeVolumes(spec: MapNode, containers: readonly MapNode[], report: Report): void {
  const mounted = new Set(
    containers.flatMap(container => mapsAt(container, 'volumeMounts').map(mount => textAt(mount, 'name'))),
  );
  for (const volume of mapsAt(spec, 'volumes')) {
    const name = given(volume, 'name');
    if (name?.kind === 'scalar' && !mounted.has(name.text))
      report(
        'knative/volume-mounted',
        name,
        say`No container mounts the volume ${name.text}, which Knative refuses.`,
        perhapsMendedBy(() => removeItem(volume)),
      );
  }
}

function textAt(node: MapNode, name: string): string | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value.text : undefined;
}

function judgeLimits(spec: MapNode, report: Report): void {
  judgeLimit(spec, 'containerConcurrency', 1000, report);
  const whole = judgeLimit(spec, 'timeoutSeconds', 600, report);
  for (const name of ['responseStartTimeoutSeconds', 'idleTimeoutSeconds']) {
    const part = judgeLimit(spec, name, Number.POSITIVE_INFINITY, report);
    const value = given(spec, name);
    const most = whole === undefined || whole === 0 ? 300 : whole;
    if (value !== undefined && part !== undefined && part > most)
      report('knative/limits', value, say`${name} is ${part}, above timeoutSeconds (${most}).`);
  }
}

function judgeLimit(spec: MapNode, name: string, usual: number, report: Report): number | undefined {
  const value: ScalarNode | undefined = scalarAt(spec, name);
  const is = wholeNumber(value);
  if (value === undefined || is === undefined) return undefined;
  if (is < 0) report('knative/limits', value, say`${name} is ${is}; it cannot be negative.`);
  else if (is > usual)
    report(
      'knative/limits',
      value,
      say`${name} is ${is}; unless the cluster is configured otherwise, Knative takes ${usual} at most.`,
      { severity: 'warning' },
    );
  return is;
}

function scalarAt(node: MapNode, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value : undefined;
}
