import { keptByNode } from '../../../keptByNode.ts';
import { itemsAt, mapAt } from '../../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../../syntax/node.ts';
import { given, givenMaps } from '../../core/reading.ts';
import { scalar } from './call.ts';
import { checkCalls } from './callRules.ts';
import { type Findings, found } from './findings.ts';
import { checkLimits } from './limits.ts';
import { checkMounts } from './mounts.ts';
import { checkPorts } from './ports.ts';
import { checkResource } from './resourceTemplate.ts';
import { type Template, templateOf } from './template.ts';
import { checkShape } from './templateShape.ts';

/** All that is wrong with a template by its own text, without its variables. Kept for as long as the template stays as it is. */
export const insideOf: (template: MapNode) => Findings = keptByNode(node => {
  const template = templateOf(node);
  return found(report => {
    checkShape(template, report);
    checkLimits(node, report);
    checkPorts(template, report);
    checkMounts(template, report);
    checkResource(template, report);
    checkCalls(template, report);
  });
});

/** The templates that a template holds inline, at any depth. */
export const inlineTemplatesOf: (template: MapNode) => readonly Template[] = keptByNode(node =>
  templateOf(node).calls.flatMap(({ call }) =>
    call.inline === undefined ? [] : [templateOf(call.inline), ...inlineTemplatesOf(call.inline)],
  ),
);

/** Names of volumes that the containers of a template mount and the template itself does not define. */
export const foreignMountsOf: (template: MapNode) => readonly ScalarNode[] = keptByNode(node => {
  const own = new Set(givenMaps(node, 'volumes').map(volume => scalar(volume, 'name')?.text));
  return containersOf(node)
    .flatMap(container => givenMaps(container, 'volumeMounts'))
    .flatMap(mount => scalar(mount, 'name') ?? [])
    .filter(name => !own.has(name.text));
});

function containersOf(node: MapNode): readonly MapNode[] {
  const single = ['container', 'script', 'containerSet'].flatMap(field => mapAt(node, field) ?? []);
  const listed = ['sidecars', 'initContainers'].flatMap(field => givenMaps(node, field));
  const set = itemsAt(node, 'containerSet', 'containers').filter(item => item.kind === 'map');
  return given(node, 'plugin') === undefined ? [...single, ...listed, ...set] : [];
}
