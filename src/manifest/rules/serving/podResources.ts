import { keptByNode } from '../../keptByNode.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { given, mapsAt } from './given.ts';

/** Resources of pods whose definition says nothing about them: Argo Rollouts leaves them open. */
export const podResourceRules: RuleSet = {
  facts: [
    {
      id: 'rollouts/quantity',
      severity: 'error',
      summary: 'Requests and limits of containers are quantities.',
      why: 'The definition of the kind does not check them, so that the API server refuses the pods only when the controller makes them.',
    },
  ],
};

const quantity = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** Judges the resources of all containers of a pod's spec. */
export function judgePodResources(pod: MapNode | undefined, report: Report): void {
  if (pod === undefined) return;
  for (const value of brokenQuantities(pod))
    report('rollouts/quantity', value, say`${value.text} is no quantity; write a number, as 500m, 2 or 1Gi.`);
}

const brokenQuantities = keptByNode((pod: MapNode): readonly ScalarNode[] =>
  ['containers', 'initContainers', 'ephemeralContainers']
    .flatMap(list => mapsAt(pod, list))
    .flatMap(container =>
      ['requests', 'limits'].flatMap(side => mapAt(container, 'resources', side)?.entries ?? []),
    )
    .flatMap(({ value }) => (value.kind === 'scalar' && isBroken(value) ? [value] : [])),
);

function isBroken(value: ScalarNode): boolean {
  return given(value) !== undefined && !isPlaceholder(value) && !quantity.test(value.text);
}
