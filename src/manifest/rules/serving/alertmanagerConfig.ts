import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { itemsAt, mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode, SyntaxNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { given, mapsAt, repeatsAmong } from './given.ts';
import { repeating } from './mend.ts';

/** What the operator's webhook refuses in an AlertmanagerConfig: where alerts go. */
export const alertmanagerConfigRules: RuleSet = {
  facts: [
    {
      id: 'prometheus/receiver',
      severity: 'error',
      summary: 'Receivers have different names, and routes lead to receivers of the same object.',
      why: 'The webhook refuses a route to nowhere and a name that is used twice.',
    },
    {
      id: 'prometheus/receiver-url',
      severity: 'error',
      summary: 'Addresses of receivers are URLs.',
      why: 'The webhook refuses an address that does not parse.',
    },
    {
      id: 'prometheus/time-interval',
      severity: 'error',
      summary: 'Time intervals that a route names are defined.',
      why: 'The webhook refuses a route that names others.',
    },
  ],
  kinds: { 'monitoring.coreos.com/AlertmanagerConfig': judge },
};

function judge(object: ManifestObject, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  const receivers = mapsAt(spec, 'receivers');
  const names = receivers.map(receiver => scalarOf(receiver, 'name'));
  for (const { again, first } of repeatsAmong(names))
    report(
      'prometheus/receiver',
      again,
      say`The receiver name ${again.text} is used twice.`,
      repeating(first),
    );
  for (const receiver of receivers) judgeAddresses(receiver, report);
  const known = new Set(names.map(name => name?.text));
  const intervals = ['muteTimeIntervals', 'timeIntervals'].flatMap(list => mapsAt(spec, list));
  const times = new Set(intervals.map(interval => scalarOf(interval, 'name')?.text));
  const pending = [mapAt(spec, 'route')];
  for (let route = pending.shift(); route !== undefined; route = pending.shift()) {
    const receiver = scalarOf(route, 'receiver');
    if (receiver !== undefined && receiver.text !== '' && !known.has(receiver.text))
      report('prometheus/receiver', receiver, say`No receiver is called ${receiver.text}.`);
    for (const list of ['muteTimeIntervals', 'activeTimeIntervals'])
      for (const time of itemsAt(route, list))
        if (time.kind === 'scalar' && !times.has(time.text))
          report('prometheus/time-interval', time, say`No time interval is called ${time.text}.`);
    pending.push(...mapsAt(route, 'routes'));
  }
}

function scalarOf(node: MapNode, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value : undefined;
}

const addresses = new Set(['apiURL', 'apiUrl', 'url', 'webhookURL', 'webhookUrl', 'proxyUrl', 'proxyURL']);

function judgeAddresses(node: SyntaxNode, report: Report): void {
  if (node.kind === 'sequence') for (const item of node.items) judgeAddresses(item, report);
  if (node.kind !== 'map') return;
  for (const { name, value } of node.entries) {
    if (value.kind !== 'scalar') judgeAddresses(value, report);
    else if (addresses.has(name) && !isAddress(value))
      report(
        'prometheus/receiver-url',
        value,
        say`${value.text} is no URL; it begins with http:// or https:// and a host.`,
      );
  }
}

function isAddress(value: ScalarNode): boolean {
  // Templates are filled in when an alert is sent.
  if (isPlaceholder(value) || value.value === null || value.text === '') return true;
  return /^https?:\/\/[^\s<>%/?#]+(?:[/?#]|$)/i.test(value.text) && !/%(?![0-9a-f]{2})/i.test(value.text);
}
