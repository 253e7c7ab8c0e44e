import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { given, givenEntry, mapsAt, repeatsAmong } from './given.ts';
import { perhapsMendedBy, removeField, repeating } from './mend.ts';
import { judgeQuery } from './queries.ts';

/** What KEDA's scalers want in the metadata of a trigger. */
export const kedaTriggerRules: RuleSet = {
  facts: [
    {
      id: 'keda/triggers',
      severity: 'error',
      summary: 'Named triggers have different names.',
      why: 'The webhook refuses a name that is used twice; a formula could not tell the two apart.',
    },
    {
      id: 'keda/trigger-metadata',
      severity: 'error',
      summary: 'A trigger has the metadata that its scaler needs.',
      why: 'The scaler does not start without it, and the workload is not scaled.',
    },
    {
      id: 'keda/metric-type',
      severity: 'error',
      summary:
        'The metric type fits the trigger: a utilisation for cpu and memory only, which take no plain value.',
      why: 'The scaler refuses other types.',
    },
    {
      id: 'keda/cached-metrics',
      severity: 'error',
      summary: 'useCachedMetrics is not set for cpu, memory and cron.',
      why: 'The webhook refuses it: these triggers have no metric that could be kept.',
    },
  ],
};

/**
 * What the common scalers cannot do without. `a|b`: one of them. A leading `!` marks what must stand in the metadata itself; the
 * rest may also come from an authentication. Each may be given as `nameFromEnv` too.
 */
const needed: Readonly<Record<string, readonly string[]>> = {
  prometheus: ['serverAddress', '!query', '!threshold'],
  loki: ['serverAddress', '!query', '!threshold'],
  cpu: ['!value'],
  memory: ['!value'],
  kafka: ['bootstrapServers', 'consumerGroup'],
  'apache-kafka': ['bootstrapServers', 'group|consumerGroup'],
  rabbitmq: ['host', '!queueName'],
  redis: ['address|addresses|host|hosts', '!listName'],
  'redis-streams': ['address|addresses|host|hosts', '!stream'],
  cron: ['!timezone', '!start', '!end', '!desiredReplicas'],
  'aws-sqs-queue': ['!queueURL', '!awsRegion'],
  'kubernetes-workload': ['!podSelector', '!value'],
  external: ['!scalerAddress'],
  'external-push': ['!scalerAddress'],
  postgresql: ['!query', '!targetQueryValue'],
  mysql: ['!query', '!queryValue'],
  'azure-servicebus': ['!queueName|topicName'],
  'metrics-api': ['url', '!valueLocation|format', 'targetValue'],
};

/** Judges `spec.triggers`. */
export function judgeTriggers(spec: MapNode, report: Report): void {
  const triggers = mapsAt(spec, 'triggers');
  for (const { again, first } of repeatsAmong(triggers.map(trigger => scalarOf(trigger, 'name'))))
    report('keda/triggers', again, say`The trigger name ${again.text} is used twice.`, repeating(first));
  for (const trigger of triggers) {
    const type = scalarOf(trigger, 'type');
    const metadata = mapAt(trigger, 'metadata');
    if (type === undefined) continue;
    judgeMetricType(trigger, type.text, report);
    judgeCache(trigger, type.text, report);
    if (metadata !== undefined) judgeMetadata(trigger, type.text, metadata, report);
  }
}

function scalarOf(node: MapNode, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value : undefined;
}

function judgeMetadata(trigger: MapNode, type: string, metadata: MapNode, report: Report): void {
  const isAuthenticated = given(trigger, 'authenticationRef') !== undefined;
  for (const want of needed[type] ?? []) {
    const own = want.startsWith('!');
    const names = want.replace('!', '').split('|');
    const isGiven = names.some(name => hasText(metadata, name) || hasText(metadata, `${name}FromEnv`));
    const [name] = names;
    if (isGiven || name === undefined || (!own && isAuthenticated)) continue;
    report(
      'keda/trigger-metadata',
      metadata,
      say`A trigger of type ${type} needs ${names.join(' or ')} in its metadata.`,
      { missing: name },
    );
  }
  if (type === 'prometheus') judgePrometheus(metadata, report);
  if (type === 'cron') judgeCron(metadata, report);
  if (type === 'rabbitmq') judgeRabbit(metadata, report);
}

function hasText(node: MapNode, name: string): boolean {
  const value = scalarOf(node, name);
  return value !== undefined && value.text !== '';
}

function judgePrometheus(metadata: MapNode, report: Report): void {
  const query = scalarOf(metadata, 'query');
  if (query !== undefined && query.text !== '') judgeQuery(query, 'warning', report);
  for (const name of ['threshold', 'activationThreshold']) {
    const value = scalarOf(metadata, name);
    if (value !== undefined && value.text !== '' && !isPlaceholder(value) && Number.isNaN(Number(value.text)))
      report('keda/trigger-metadata', value, say`${name} is no number: ${value.text}.`);
  }
}

function judgeCron(metadata: MapNode, report: Report): void {
  for (const name of ['start', 'end']) {
    const value = scalarOf(metadata, name);
    if (value === undefined || isPlaceholder(value) || value.text === '' || value.text.startsWith('@'))
      continue;
    if (value.text.trim().split(/\s+/).length !== 5)
      report(
        'keda/trigger-metadata',
        value,
        say`${name} is a cron expression of five fields: minute, hour, day, month, weekday.`,
      );
  }
  const [start, end] = [scalarOf(metadata, 'start'), scalarOf(metadata, 'end')];
  if (start !== undefined && end !== undefined && start.text === end.text)
    report(
      'keda/trigger-metadata',
      end,
      say`start and end are the same, so the window is empty.`,
      repeating(start),
    );
  const count = scalarOf(metadata, 'desiredReplicas');
  if (count !== undefined && !isPlaceholder(count) && !/^\d+$/.test(count.text))
    report('keda/trigger-metadata', count, say`desiredReplicas is no whole number: ${count.text}.`);
}

function judgeRabbit(metadata: MapNode, report: Report): void {
  const mode = scalarOf(metadata, 'mode');
  if (mode !== undefined && !hasText(metadata, 'value') && !hasText(metadata, 'queueLength'))
    report('keda/trigger-metadata', metadata, say`With a mode the trigger needs a value to aim at.`, {
      missing: 'value',
    });
  const value = scalarOf(metadata, 'value');
  if (value !== undefined && mode === undefined)
    report(
      'keda/trigger-metadata',
      metadata,
      say`With a value the trigger needs a mode, such as QueueLength.`,
      { missing: 'mode' },
    );
}

function judgeMetricType(trigger: MapNode, type: string, report: Report): void {
  const value = scalarOf(trigger, 'metricType');
  if (value === undefined || isPlaceholder(value)) return;
  const isResource = type === 'cpu' || type === 'memory';
  if (isResource && value.text === 'Value')
    report('keda/metric-type', value, say`A ${type} trigger aims at a Utilization or an AverageValue.`);
  if (!isResource && value.text === 'Utilization')
    report(
      'keda/metric-type',
      value,
      say`Only cpu and memory have a utilisation; a ${type} trigger aims at a Value or an AverageValue.`,
    );
}

function judgeCache(trigger: MapNode, type: string, report: Report): void {
  const cached = givenEntry(trigger, 'useCachedMetrics');
  if (cached?.value.kind !== 'scalar' || cached.value.value !== true) return;
  if (['cpu', 'memory', 'cron'].includes(type))
    report(
      'keda/cached-metrics',
      cached.key,
      say`A ${type} trigger has no metric that could be cached.`,
      perhapsMendedBy(() => removeField(cached.key)),
    );
}
