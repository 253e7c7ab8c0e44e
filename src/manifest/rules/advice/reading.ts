import { phrase } from '../../say.ts';
import { itemsAt, mapAt, stringAt } from '../../syntax/lookup.ts';
import type { MapNode, SyntaxNode } from '../../syntax/node.ts';
import { amountOf } from '../room/podNeeds.ts';
import type { ContainerPlace, PodPlace } from '../room/podsIn.ts';

const accelerator = /^(?:nvidia|amd|intel)\.com\/(?:gpu|mig-|cpx_|spx_)|^habana\.ai\/|^google\.com\/tpu/;

/** Whether a container asks for an accelerator. */
export function asksDevice({ resources }: ContainerPlace): boolean {
  return ['limits', 'requests'].some(field =>
    (mapAt(resources, field)?.entries ?? []).some(
      ({ name, value }) => accelerator.test(name) && amountOf(value) !== 0,
    ),
  );
}

/** Whether any container of a pod asks for an accelerator. */
export function usesDevice({ containers }: PodPlace): boolean {
  return containers.some(asksDevice);
}

/** The volumes of a pod, as maps. */
export function volumesOf({ spec }: PodPlace): readonly MapNode[] {
  return mapsIn(spec, 'volumes');
}

/** The items of the list at a path that are maps. */
export function mapsIn(node: SyntaxNode | undefined, ...path: readonly string[]): readonly MapNode[] {
  return itemsAt(node, ...path).filter(item => item.kind === 'map');
}

/** How a container is called in words: its name, else the field that it stands in. */
export function nameOf({ node }: ContainerPlace): string {
  return stringAt(node, 'name') ?? phrase`this container`;
}
