import type { ManifestObject } from '../../object.ts';
import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { compareQuantities } from '../../structure/quantity.ts';
import { entryOf, itemsAt, mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { withoutField } from '../core/fieldChecks.ts';
import { nearest } from '../core/nearest.ts';
import {
  facts,
  given,
  givenMaps,
  givenNumber,
  givenScalar,
  givenText,
  isBlank,
  replacing,
} from '../core/reading.ts';
import { named, ringAmong } from '../pipelines/ring.ts';
import { checkPolicies, policyFacts } from './volcanoPolicies.ts';

const volcanoFacts = [
  facts(
    'volcano/min-available',
    'error',
    'More pods are wanted at once than there are.',
    'Volcano starts a job only when minAvailable pods fit; the webhook refuses more than the tasks have.',
  ),
  facts(
    'volcano/task',
    'error',
    'A task has no name, or one that another has too.',
    'Pods are named after job and task; the webhook refuses names twice or too long.',
  ),
  facts(
    'volcano/depends-on',
    'error',
    'A task waits for one that does not exist, or tasks wait for one another.',
    'The webhook wants the tasks to form a graph without rings.',
  ),
  facts(
    'volcano/plugin',
    'error',
    'A plugin is named that Volcano does not have.',
    'The webhook refuses jobs with unknown plugins.',
  ),
  facts(
    'volcano/volume',
    'error',
    'A volume of the job has no claim, two, or the path of another.',
    'It names a claim that is there or describes a new one; the webhook refuses both and neither.',
  ),
  facts(
    'volcano/queue',
    'error',
    'What a queue may use contradicts itself.',
    'A queue is guaranteed at most what it deserves, and deserves at most its capability; the webhook refuses others.',
  ),
  facts(
    'volcano/queue-hierarchy',
    'error',
    'The path of a queue and its weights have different lengths, or a weight is no number above 0.',
    'The webhook wants one weight for each part of the path.',
  ),
] as const;

const checkJob: KindCheck = (object, report) => {
  const spec = mapAt(object.node, 'spec');
  if (spec === undefined) return;
  const tasks = givenMaps(spec, 'tasks');
  checkTasks(object, tasks, report);
  checkAvailable(spec, tasks, report);
  checkPolicies(givenMaps(spec, 'policies'), report);
  for (const task of tasks) checkPolicies(givenMaps(task, 'policies'), report);
  checkDependencies(tasks, report);
  checkPlugins(mapAt(spec, 'plugins'), report);
  checkVolumes(givenMaps(spec, 'volumes'), report);
};

function checkTasks(object: ManifestObject, tasks: readonly MapNode[], report: Report): void {
  const seen = new Set<string>();
  for (const task of tasks) {
    const name = givenScalar(task, 'name');
    if (name === undefined || name.text === '') continue;
    if (seen.has(name.text)) report('volcano/task', name, say`Another task is named "${name.text}".`);
    seen.add(name.text);
    const pod = `${object.name ?? ''}-${name.text}-${Math.max((givenNumber(task, 'replicas') ?? 1) - 1, 0)}`;
    if (pod.length > 63)
      report(
        'volcano/task',
        name,
        say`"${pod}" would have ${pod.length} characters; names of pods end at 63.`,
      );
    const least = givenScalar(task, 'minAvailable');
    const count = givenNumber(task, 'replicas') ?? 1;
    const wanted = givenNumber(task, 'minAvailable');
    if (least !== undefined && wanted !== undefined && wanted > count)
      report(
        'volcano/min-available',
        least,
        say`minAvailable is ${wanted}, more than the ${count} replicas of the task.`,
        {
          fixes: () => [replacing(least, count, false)],
        },
      );
  }
}

function checkAvailable(spec: MapNode, tasks: readonly MapNode[], report: Report): void {
  const least = givenScalar(spec, 'minAvailable');
  const wanted = givenNumber(spec, 'minAvailable');
  if (least === undefined || wanted === undefined || tasks.length === 0) return;
  const total = tasks.reduce((sum, task) => sum + (givenNumber(task, 'replicas') ?? 1), 0);
  if (wanted <= total) return;
  report(
    'volcano/min-available',
    least,
    say`minAvailable is ${wanted}, but all tasks together have ${total} replicas.`,
    {
      fixes: () => [replacing(least, total, false)],
    },
  );
}

function checkDependencies(tasks: readonly MapNode[], report: Report): void {
  const waiting = new Map<string, Set<string>>();
  for (const task of tasks) {
    const name = givenText(task, 'name');
    const links = itemsAt(task, 'dependsOn', 'name').filter(item => item.kind === 'scalar');
    if (name !== undefined) waiting.set(name, new Set(links.map(link => link.text)));
  }
  for (const task of tasks)
    for (const link of itemsAt(task, 'dependsOn', 'name'))
      if (link.kind === 'scalar' && !waiting.has(link.text))
        report('volcano/depends-on', link, say`There is no task "${link.text}" to wait for.`, {
          fixes: () => nearby(link, [...waiting.keys()]),
        });
  const ring = ringAmong(waiting);
  const first = tasks.find(task => givenText(task, 'name') === ring[0]);
  const at = first && entryOf(first, 'dependsOn');
  if (at !== undefined)
    report('volcano/depends-on', at.key, say`These tasks wait for one another: ${named(ring)}.`);
}

const plugins = ['ssh', 'svc', 'env', 'pytorch', 'tensorflow', 'mpi', 'ray', 'hcclrank'];

function checkPlugins(written: MapNode | undefined, report: Report): void {
  for (const { key, name } of written?.entries ?? []) {
    if (plugins.includes(name)) continue;
    report('volcano/plugin', key, say`Volcano has no plugin "${name}"; there are ${plugins.join(', ')}.`, {
      fixes: () => nearby(key, plugins),
    });
  }
}

function nearby(written: ScalarNode, words: readonly string[]) {
  const likely = nearest(written.text, words);
  return likely === undefined ? [] : [replacing(written, likely)];
}

function checkVolumes(volumes: readonly MapNode[], report: Report): void {
  const paths = new Set<string>();
  for (const volume of volumes) {
    const path = givenScalar(volume, 'mountPath');
    if (path !== undefined && paths.has(path.text))
      report('volcano/volume', path, say`Another volume is mounted at ${path.text}.`);
    if (path !== undefined) paths.add(path.text);
    const named = entryOf(volume, 'volumeClaimName');
    const isDescribed = given(volume, 'volumeClaim') !== undefined;
    if (isBlank(volume, 'volumeClaimName') && !isDescribed)
      report('volcano/volume', volume, say`The volume needs a claim, by name or described here.`, {
        missing: 'volumeClaimName',
      });
    else if (!isBlank(volume, 'volumeClaimName') && isDescribed && named !== undefined)
      report('volcano/volume', named.key, say`A claim is described here already; drop its name.`, {
        fixes: () => withoutField(named.key),
      });
  }
}

const hierarchy = 'volcano.sh/hierarchy';
const weights = 'volcano.sh/hierarchy-weights';

const checkQueue: KindCheck = ({ node }, report) => {
  const spec = mapAt(node, 'spec');
  const capability = mapAt(spec, 'capability');
  const deserved = mapAt(spec, 'deserved');
  const guarantee = mapAt(spec, 'guarantee', 'resource');
  checkWithin(deserved, capability, report);
  checkWithin(guarantee, deserved ?? capability, report);
  checkWithin(guarantee, capability, report);
  const annotations = mapAt(node, 'metadata', 'annotations');
  const path = givenScalar(annotations, hierarchy);
  const given = givenScalar(annotations, weights);
  if (path === undefined && given === undefined) return;
  const parts = given?.text.split('/') ?? [];
  const at = given ?? path ?? node;
  if ((path?.text.split('/').length ?? 0) !== parts.length)
    report('volcano/queue-hierarchy', at, say`The path and the weights need the same number of parts.`);
  else if (parts.some(part => !(Number(part) > 0)))
    report('volcano/queue-hierarchy', at, say`Each weight is a number above 0.`);
};

function checkWithin(part: MapNode | undefined, whole: MapNode | undefined, report: Report): void {
  for (const { name, value } of part?.entries ?? []) {
    const bound = givenScalar(whole, name);
    if (bound === undefined || value.kind !== 'scalar' || compareQuantities(value.value, bound.value) !== 1)
      continue;
    report(
      'volcano/queue',
      value,
      say`${value.text} of ${name} is more than the ${bound.text} that bound it.`,
    );
    return;
  }
}

export const volcanoRules: RuleSet = {
  facts: [...volcanoFacts, ...policyFacts],
  kinds: { 'batch.volcano.sh/Job': checkJob, 'scheduling.volcano.sh/Queue': checkQueue },
};
