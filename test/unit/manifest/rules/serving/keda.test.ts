import { suite } from 'node:test';
import { testCases } from './judging.ts';

const prometheus = '{type: prometheus, metadata: {serverAddress: "http://p", query: up, threshold: "5"}}';
const cpu = '{type: cpu, metricType: Utilization, metadata: {value: "60"}}';

function scaled(fields: string, name = 'a', kind = 'ScaledObject'): string {
  const head = `apiVersion: keda.sh/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}}\n`;
  return `${head}spec: {scaleTargetRef: {name: d}, ${fields}}\n`;
}

suite('a ScaledObject', () => {
  const bounds = (fields: string): string => scaled(`triggers: [${prometheus}], ${fields}`);
  testCases([
    ['holds', bounds('minReplicaCount: 0, maxReplicaCount: 10')],
    [
      'minds a maximum below the minimum',
      bounds('minReplicaCount: 4, maxReplicaCount: 3'),
      'keda/replicas spec.maxReplicaCount',
    ],
    [
      'minds a minimum above the usual maximum',
      bounds('minReplicaCount: 101'),
      'keda/replicas spec.minReplicaCount',
    ],
    [
      'rests below the minimum',
      bounds('idleReplicaCount: 1, minReplicaCount: 1'),
      'keda/replicas spec.idleReplicaCount',
    ],
    ['rests', bounds('idleReplicaCount: 0, minReplicaCount: 1')],
    ['minds its name', scaled(`triggers: [${prometheus}]`, 'a'.repeat(64)), 'keda/name metadata.name'],
    ['falls back', bounds('fallback: {failureThreshold: 3, replicas: 6}')],
    [
      'falls back on averages',
      scaled(`minReplicaCount: 1, triggers: [${cpu}], fallback: {failureThreshold: 3, replicas: 6}`),
      'keda/fallback spec.fallback',
    ],
    [
      'falls back with a formula on averages',
      bounds(
        'fallback: {failureThreshold: 3, replicas: 6}, advanced: {scalingModifiers: {formula: "1", target: "1", metricType: Value}}',
      ),
      'keda/fallback spec.advanced.scalingModifiers.metricType',
    ],
    [
      'keeps a pod for cpu',
      scaled(`minReplicaCount: 0, triggers: [${cpu}]`),
      'keda/scale-to-zero spec.minReplicaCount',
    ],
    [
      'says so where nothing is written',
      scaled(`triggers: [${cpu}]`),
      'keda/scale-to-zero spec.minReplicaCount',
    ],
    ['goes to zero with another trigger', scaled(`minReplicaCount: 0, triggers: [${cpu}, ${prometheus}]`)],
    [
      'tells what holds for jobs',
      scaled(`triggers: [${prometheus}], minReplicaCount: 5, maxReplicaCount: 3`, 'a', 'ScaledJob'),
      'keda/replicas spec.minReplicaCount',
    ],
  ]);
});

suite('a trigger of KEDA', () => {
  const triggers = (...items: readonly string[]): string =>
    scaled(`minReplicaCount: 1, triggers: [${items.join(', ')}]`);
  const one = (type: string, metadata: string, more = ''): string =>
    triggers(`{type: ${type}, metadata: {${metadata}}${more}}`);
  const at = 'keda/trigger-metadata spec.triggers[0].metadata';
  const work = 'timezone: UTC, start: "0 8 * * *", end: "0 18 * * *"';
  testCases([
    [
      'has a name of its own',
      triggers(prometheus.replace('{type', '{name: q, type'), prometheus.replace('{type', '{name: q, type')),
      'keda/triggers spec.triggers[1].name',
    ],
    ['wants a query', one('prometheus', 'serverAddress: "http://p", threshold: "5"'), `${at}.query`],
    [
      'wants PromQL',
      one('prometheus', 'serverAddress: "http://p", query: "rate(x)", threshold: "5"'),
      'promql/query spec.triggers[0].metadata.query',
    ],
    [
      'wants a number',
      one('prometheus', 'serverAddress: "http://p", query: up, threshold: five'),
      `${at}.threshold`,
    ],
    ['wants an address', one('prometheus', 'query: up, threshold: "5"'), `${at}.serverAddress`],
    [
      'takes it from an authentication',
      one('prometheus', 'query: up, threshold: "5"', ', authenticationRef: {name: x}'),
    ],
    [
      'takes it from a variable',
      one('rabbitmq', 'hostFromEnv: HOST, queueName: q, mode: QueueLength, value: "5"'),
    ],
    ['wants a value for a mode', one('rabbitmq', 'host: h, queueName: q, mode: QueueLength'), `${at}.value`],
    ['wants a mode for a value', one('rabbitmq', 'host: h, queueName: q, value: "5"'), `${at}.mode`],
    ['wants a consumer group', one('kafka', 'bootstrapServers: "k:9092", topic: t'), `${at}.consumerGroup`],
    ['wants a list', one('redis', 'address: "r:6379"'), `${at}.listName`],
    ['wants a queue', one('aws-sqs-queue', 'awsRegion: eu'), `${at}.queueURL`],
    ['wants a selector', one('kubernetes-workload', 'value: "1"'), `${at}.podSelector`],
    ['knows the time', one('cron', `${work}, desiredReplicas: "3"`)],
    [
      'wants five fields',
      one('cron', `timezone: UTC, start: "8 * * *", end: "0 18 * * *", desiredReplicas: "3"`),
      `${at}.start`,
    ],
    [
      'wants a window',
      one('cron', `timezone: UTC, start: "0 8 * * *", end: "0 8 * * *", desiredReplicas: "3"`),
      `${at}.end`,
    ],
    ['wants replicas', one('cron', `${work}, desiredReplicas: three`), `${at}.desiredReplicas`],
    ['passes over types that it does not know', one('my-scaler', 'a: b')],
    [
      'gives cpu a share',
      one('cpu', 'value: "60"', ', metricType: Value'),
      'keda/metric-type spec.triggers[0].metricType',
    ],
    [
      'gives queries no share',
      one('kafka', 'bootstrapServers: k, consumerGroup: g', ', metricType: Utilization'),
      'keda/metric-type spec.triggers[0].metricType',
    ],
    [
      'keeps no metric of a clock',
      one('cron', `${work}, desiredReplicas: "3"`, ', useCachedMetrics: true'),
      'keda/cached-metrics spec.triggers[0].useCachedMetrics',
    ],
    [
      'keeps metrics of queries',
      one('kafka', 'bootstrapServers: k, consumerGroup: g', ', useCachedMetrics: true'),
    ],
  ]);
});

suite('a formula of KEDA', () => {
  const formula = (fields: string): string =>
    scaled(
      `triggers: [${prometheus.replace('{type', '{name: load, type')}], advanced: {scalingModifiers: {${fields}}}`,
    );
  const at = 'keda/formula spec.advanced.scalingModifiers';
  testCases([
    ['holds', formula('formula: "load > 2 ? load + 1 : max(load, 1.5)", target: "5"')],
    ['is there', formula('target: "5"'), `${at}.formula`],
    ['has a target', formula('formula: load'), `${at}.target`],
    ['has a target above zero', formula('formula: load, target: "0"'), `${at}.target`],
    ['knows its triggers', formula('formula: "load + other", target: "5"'), `${at}.formula`],
  ]);
});
