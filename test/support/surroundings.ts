import { Judge } from '../../src/manifest/judge.ts';
import type { Problem } from '../../src/manifest/problem.ts';
import type { ClusterFacts } from '../../src/manifest/protocol.ts';
import { JoinedSurroundings } from '../../src/manifest/references/joinedSurroundings.ts';
import { ObjectIndex } from '../../src/manifest/references/objectIndex.ts';
import type { RuleSet } from '../../src/manifest/rule.ts';
import { ruleTable } from '../../src/manifest/ruleTable.ts';
import { wordsOf } from '../../src/manifest/say.ts';
import type { KnownObject, NodeRoom } from '../../src/manifest/surroundings.ts';
import type { ManifestDocument } from '../../src/manifest/syntax/document.ts';
import { parseManifestText } from '../../src/manifest/syntax/parseText.ts';

/** Files by name, and what a connected cluster tells. */
export interface World {
  readonly files?: Readonly<Record<string, string>>;
  readonly cluster?: ClusterFacts;
}

/** What a cluster tells; the ordinary one has no objects, and lists nothing completely. */
export function clusterFacts(more: Partial<ClusterFacts> = {}): ClusterFacts {
  return { namespace: 'default', objects: [], complete: [], nodes: [], quotas: [], ...more };
}

/** An object of the cluster: `group/Kind name`, in the namespace `default` unless told otherwise. */
export function known(kindAndName: string, more: Partial<KnownObject> = {}): KnownObject {
  const [kind = '', name = ''] = kindAndName.split(' ');
  const slash = kind.indexOf('/');
  return {
    origin: 'cluster',
    group: kind.slice(0, slash),
    kind: kind.slice(slash + 1),
    name,
    namespace: 'default',
    ...more,
  };
}

/** A schedulable node with all of it free, 16 cores and 64 GiB beside what is told. */
export function aNode(name: string, more: Partial<NodeRoom> = {}): NodeRoom {
  const allocatable = { cpu: 16, memory: 64 * 2 ** 30, pods: 110, ...more.allocatable };
  return {
    name,
    labels: {},
    taints: [],
    isSchedulable: true,
    ...more,
    allocatable,
    free: { ...allocatable, ...more.free },
  };
}

/** The workspace and cluster around a text, which stands in `ws/main.yaml`. */
export function aWorld(text: string, { files = {}, cluster }: World = {}) {
  const index = new ObjectIndex();
  const parsed = (content: string, fileName: string) => {
    const documents = parseManifestText(content, { fileName });
    index.put(fileName, documents);
    return documents;
  };
  for (const [name, content] of Object.entries(files)) parsed(content, name);
  const documents: readonly ManifestDocument[] = parsed(text, 'ws/main.yaml');
  const surroundings = new JoinedSurroundings(index, () => true);
  surroundings.useCluster(cluster);
  return { documents, surroundings, index };
}

/** What some rule sets say of a text in its world. */
export function problemsAround(
  sets: readonly RuleSet[],
  text: string,
  world: World = {},
): readonly Problem[] {
  const { documents, surroundings } = aWorld(text, world);
  const judge = new Judge(ruleTable(sets));
  return documents.flatMap(document => judge.surroundings(document, surroundings));
}

/** `rule severity: words` of each problem. */
export function toldOf(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ rule, severity, message }) => `${rule} ${severity}: ${wordsOf(message)}`);
}

/** The text after a fix of the first of the problems. */
export function mendedText(text: string, problems: readonly Problem[], choice = 0): string {
  const fix = problems[0]?.fixes?.()[choice];
  if (fix === undefined) throw new Error('There is no fix.');
  return fix.edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((done, { start, end, newText }) => done.slice(0, start) + newText + done.slice(end), text);
}
