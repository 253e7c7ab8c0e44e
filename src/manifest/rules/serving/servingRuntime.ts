import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { given, givenEntry, mapsAt, wholeNumber } from './given.ts';
import { changeTo, mendedBy, perhapsMendedBy, removeItem, repeating } from './mend.ts';

/** What the webhook and the choice of a runtime want of a ServingRuntime (servingruntime_webhook.go). */
export const servingRuntimeRules: RuleSet = {
  facts: [
    {
      id: 'kserve/format-priority',
      severity: 'error',
      summary: 'A runtime gives one model format one priority.',
      why: 'The webhook refuses automatically chosen formats of one name with different priorities.',
    },
    {
      id: 'kserve/format-repeated',
      severity: 'warning',
      summary: 'A runtime lists each model format and version once.',
      why: 'The second entry is never looked at.',
    },
    {
      id: 'kserve/runtime-container',
      severity: 'warning',
      summary: 'A single-model runtime has a container named kserve-container.',
      why: 'KServe puts the model settings of a service into that container; without it the controller cannot create the pods.',
    },
    {
      id: 'kserve/runtime-protocol',
      severity: 'warning',
      summary: 'Protocol versions of a runtime are v1, v2, grpc-v1 or grpc-v2.',
      why: 'A service asks for one of these words; a runtime with another one is never chosen.',
    },
  ],
  kinds: {
    'serving.kserve.io/ServingRuntime': judge,
    'serving.kserve.io/ClusterServingRuntime': judge,
  },
};

function judge(object: ManifestObject, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  if (spec === undefined) return;
  judgeFormats(mapsAt(spec, 'supportedModelFormats'), report);
  judgeContainers(spec, report);
  judgeProtocols(spec, report);
}

interface Format {
  readonly node: MapNode;
  readonly name: ScalarNode;
  readonly version: string;
  readonly priority: number | undefined;
  readonly isAutomatic: boolean;
}

function formatOf(node: MapNode): Format | undefined {
  const name = given(node, 'name');
  if (name?.kind !== 'scalar') return undefined;
  const version = given(node, 'version');
  const automatic = given(node, 'autoSelect');
  return {
    node,
    name,
    version: version?.kind === 'scalar' ? version.text : '',
    priority: wholeNumber(given(node, 'priority')),
    isAutomatic: automatic?.kind === 'scalar' && automatic.value === true,
  };
}

function judgeFormats(nodes: readonly MapNode[], report: Report): void {
  const first = new Map<string, Format>();
  const entries = new Map<string, Format>();
  for (const format of nodes.flatMap(node => formatOf(node) ?? [])) {
    judgeRepeat(format, entries, report);
    if (!format.isAutomatic) continue;
    const earlier = first.get(format.name.text);
    if (earlier === undefined) first.set(format.name.text, format);
    else judgePriority(format, earlier, report);
  }
}

function judgeRepeat(format: Format, entries: Map<string, Format>, report: Report): void {
  const key = `${format.name.text}\n${format.version}`;
  const earlier = entries.get(key);
  if (earlier === undefined) entries.set(key, format);
  else
    report(
      'kserve/format-repeated',
      format.name,
      say`The model format ${format.name.text} stands here twice with the same version.`,
      {
        ...repeating(earlier.name),
        ...perhapsMendedBy(() => removeItem(format.node)),
      },
    );
}

function judgePriority(format: Format, earlier: Format, report: Report): void {
  const { priority } = format;
  const wanted = earlier.priority;
  if (priority === undefined || wanted === undefined || priority === wanted) return;
  const value = given(format.node, 'priority');
  if (value?.kind !== 'scalar') return;
  report(
    'kserve/format-priority',
    value,
    say`The model format ${format.name.text} has priority ${wanted} above and ${priority} here; KServe wants one for all its versions.`,
    { ...repeating(earlier.name), ...perhapsMendedBy(() => changeTo(value, wanted)) },
  );
}

function judgeContainers(spec: MapNode, report: Report): void {
  const multi = given(spec, 'multiModel');
  if (multi?.kind === 'scalar' && multi.value === true) return;
  const containers = mapsAt(spec, 'containers');
  const names = containers.map(container => given(container, 'name'));
  if (containers.length === 0) return;
  if (names.some(name => name?.kind === 'scalar' && name.text === 'kserve-container')) return;
  const [only] = names;
  const at = only ?? containers[0];
  if (at === undefined) return;
  const message = say`No container is named kserve-container; KServe would not know where the model server runs.`;
  const details =
    names.length === 1 && only?.kind === 'scalar' ? mendedBy(() => changeTo(only, 'kserve-container')) : {};
  report('kserve/runtime-container', at, message, details);
}

const protocols = ['v1', 'v2', 'grpc-v1', 'grpc-v2'];

function judgeProtocols(spec: MapNode, report: Report): void {
  const list = givenEntry(spec, 'protocolVersions')?.value;
  if (list?.kind !== 'sequence') return;
  for (const item of list.items)
    if (item.kind === 'scalar' && !protocols.includes(item.text))
      report(
        'kserve/runtime-protocol',
        item,
        say`KServe knows no protocol ${item.text}; write v1, v2, grpc-v1 or grpc-v2.`,
      );
}
