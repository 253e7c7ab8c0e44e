import type { Report } from '../../../rule.ts';
import { say } from '../../../say.ts';
import { mapAt } from '../../../syntax/lookup.ts';
import type { ScalarNode } from '../../../syntax/node.ts';
import { facts, givenMaps, givenScalar } from '../../core/reading.ts';
import type { Template } from './template.ts';

export const mountFacts = [
  facts(
    'argo/mount-path',
    'error',
    'Two volumes or artifacts are put at the same path of a container.',
    'One would hide the other; the controller refuses the workflow.',
  ),
] as const;

/** Finds paths of a container at which two things would lie. */
export function checkMounts({ node, inputs }: Template, report: Report): void {
  const taken = new Map<string, ScalarNode>();
  const mounts = givenMaps(mapAt(node, 'container'), 'volumeMounts').map(mount =>
    givenScalar(mount, 'mountPath'),
  );
  const artifacts = [...inputs.artifacts.values()].map(artifact => givenScalar(artifact, 'path'));
  for (const path of [...mounts, ...artifacts]) {
    if (path === undefined || path.text === '') continue;
    const first = taken.get(path.text);
    if (first === undefined) taken.set(path.text, path);
    else
      report('argo/mount-path', path, say`Something else lies at ${path.text} already.`, {
        related: [{ at: first, message: say`The first at this path.` }],
      });
  }
}
