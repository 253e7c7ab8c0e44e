import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { itemsAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { given, givenAmong, givenEntry, mapsAt } from './given.ts';
import { perhapsMendedBy, removeField } from './mend.ts';

/** What the Prometheus operator refuses in ServiceMonitors and PodMonitors: it then scrapes nothing of them. */
export const monitorRules: RuleSet = {
  facts: [
    {
      id: 'prometheus/endpoint-port',
      severity: 'warning',
      summary: 'An endpoint of a monitor names its port once.',
      why: 'Without a port every port of the targets is scraped; of several only one is followed.',
    },
    {
      id: 'prometheus/scrape-timeout',
      severity: 'error',
      summary: 'A scrape times out before the next one begins.',
      why: 'The operator leaves out a monitor whose scrapeTimeout is above its interval.',
    },
    {
      id: 'prometheus/endpoint-auth',
      severity: 'error',
      summary: 'An endpoint signs in one way: authorization, basicAuth, a bearer token or OAuth 2.',
      why: 'The operator leaves out a monitor that names several.',
    },
    {
      id: 'prometheus/relabel',
      severity: 'error',
      summary: 'A relabelling has what its action works with.',
      why: 'The operator leaves out a monitor with a relabelling that Prometheus would refuse.',
    },
  ],
  kinds: {
    'monitoring.coreos.com/ServiceMonitor': (object, report) => judge(object, 'endpoints', report),
    'monitoring.coreos.com/PodMonitor': (object, report) => judge(object, 'podMetricsEndpoints', report),
  },
};

function judge(object: ManifestObject, list: string, report: Report): void {
  for (const endpoint of mapsAt(object.node, 'spec', list)) {
    judgePort(endpoint, list, report);
    judgeTimes(endpoint, report);
    judgeAuth(endpoint, report);
    for (const name of ['relabelings', 'metricRelabelings'])
      for (const relabelling of mapsAt(endpoint, name)) judgeRelabelling(relabelling, report);
  }
}

function judgePort(endpoint: MapNode, list: string, report: Report): void {
  const ways = givenAmong(endpoint, ['port', 'portNumber', 'targetPort']);
  const [first, second] = ways;
  if (first === undefined && list === 'endpoints')
    report(
      'prometheus/endpoint-port',
      endpoint,
      say`The endpoint names no port, so every port of the service is scraped.`,
      { missing: 'port' },
    );
  if (first !== undefined && second !== undefined)
    report(
      'prometheus/endpoint-port',
      second.key,
      say`${first.name} and ${second.name} both name a port; only ${first.name} counts.`,
      perhapsMendedBy(() => removeField(second.key)),
    );
}

const units: Readonly<Record<string, number>> = {
  y: 31_536_000,
  w: 604_800,
  d: 86_400,
  h: 3600,
  m: 60,
  s: 1,
  ms: 0.001,
};

function secondsOf(value: ScalarNode | undefined): number | undefined {
  const parts = [...(value?.text ?? '').matchAll(/(\d+)(ms|[ywdhms])/g)];
  if (parts.length === 0) return undefined;
  return parts.reduce((sum, part) => sum + Number(part[1]) * (units[part[2] ?? ''] ?? 0), 0);
}

function scalarOf(node: MapNode, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value : undefined;
}

function judgeTimes(endpoint: MapNode, report: Report): void {
  const timeout = scalarOf(endpoint, 'scrapeTimeout');
  const interval = scalarOf(endpoint, 'interval');
  const [limit, every] = [secondsOf(timeout), secondsOf(interval)];
  if (timeout !== undefined && limit !== undefined && every !== undefined && limit > every)
    report(
      'prometheus/scrape-timeout',
      timeout,
      say`A scrape may take ${timeout.text}, but the next one begins after ${interval?.text ?? ''}.`,
    );
}

function judgeAuth(endpoint: MapNode, report: Report): void {
  const [first, second] = givenAmong(endpoint, ['authorization', 'basicAuth', 'oauth2']);
  if (first !== undefined && second !== undefined)
    report(
      'prometheus/endpoint-auth',
      second.key,
      say`The endpoint signs in by ${first.name} and by ${second.name}; keep one.`,
      perhapsMendedBy(() => removeField(second.key)),
    );
}

const withTarget = ['replace', 'hashmod', 'lowercase', 'uppercase', 'keepequal', 'dropequal'];

function judgeRelabelling(relabelling: MapNode, report: Report): void {
  const action = scalarOf(relabelling, 'action');
  const name = (action?.text ?? 'replace').toLowerCase();
  const target = scalarOf(relabelling, 'targetLabel');
  if (withTarget.includes(name) && (target === undefined || target.text === ''))
    report('prometheus/relabel', relabelling, say`The action ${name} needs a targetLabel to write to.`, {
      missing: 'targetLabel',
    });
  const modulus = givenEntry(relabelling, 'modulus');
  if (name === 'hashmod' && (modulus?.value.kind !== 'scalar' || modulus.value.value === 0))
    report(
      'prometheus/relabel',
      modulus?.value ?? relabelling,
      say`The action hashmod needs a modulus above zero.`,
      modulus === undefined ? { missing: 'modulus' } : {},
    );
  if (['keepequal', 'dropequal'].includes(name) && itemsAt(relabelling, 'sourceLabels').length === 0)
    report(
      'prometheus/relabel',
      relabelling,
      say`The action ${name} compares sourceLabels, which are missing.`,
      { missing: 'sourceLabels' },
    );
  const regex = scalarOf(relabelling, 'regex');
  if (regex !== undefined && !isBalanced(regex.text))
    report('prometheus/relabel', regex, say`The brackets of the regular expression do not match.`);
}

/** Whether the round brackets of a regular expression match; those in classes and behind a backslash do not count. */
function isBalanced(text: string): boolean {
  const plain = text.replace(/\\./g, '').replace(/\[\^?\]?[^\]]*\]/g, '');
  let depth = 0;
  for (const sign of plain) {
    if (sign === '(') depth++;
    if (sign === ')' && --depth < 0) return false;
  }
  return depth === 0;
}
