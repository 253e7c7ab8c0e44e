import { suite } from 'node:test';
import { testCases } from './judging.ts';

function rules(text: string): string {
  const head = 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: a}\n';
  return `${head}spec: {groups: [${text}]}\n`;
}

const group = (rule: string, more = ''): string => rules(`{name: g${more}, rules: [{${rule}}]}`);
const at = 'spec.groups[0].rules[0]';

suite('a Prometheus rule', () => {
  testCases([
    ['alerts', group('alert: A, expr: up == 0, for: 5m, labels: {severity: page}')],
    ['records', group('record: "job:up:sum", expr: sum(up) by (job)')],
    ['takes a number', group('alert: A, expr: 1')],
    ['is PromQL', group('alert: A, expr: "vector(1))"'), `promql/query ${at}.expr`],
    ['does one thing', group('alert: A, record: b, expr: up'), `prometheus/record-or-alert ${at}.alert`],
    ['does something', group('expr: up'), `prometheus/record-or-alert ${at}.alert`],
    [
      'records without waiting',
      group('record: a, expr: up, for: 5m'),
      `prometheus/record-or-alert ${at}.for`,
    ],
    ['records a metric', group('record: "a b", expr: up'), `prometheus/rule-name ${at}.record`],
    ['has labels', group('alert: A, expr: up, labels: {"a-b": c}'), `prometheus/rule-name ${at}.labels.a-b`],
    ['says what is wrong', group('alert: A, expr: up, annotations: {summary: "{{ $labels.job }} is down"}')],
    [
      'says it in templates',
      group('alert: A, expr: up, annotations: {summary: "{{ $labels.job }"}'),
      `prometheus/template ${at}.annotations.summary`,
    ],
    [
      'labels by templates',
      group('alert: A, expr: up, labels: {team: "{{ shout $value }}"}'),
      `prometheus/template ${at}.labels.team`,
    ],
  ]);
});

suite('a monitor', () => {
  const monitor = (endpoint: string): string =>
    `apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: a}\nspec: {selector: {}, endpoints: [{${endpoint}}]}\n`;
  const relabel = (fields: string): string => monitor(`port: web, relabelings: [{${fields}}]`);
  const first = 'spec.endpoints[0]';
  testCases([
    ['holds', monitor('port: web, interval: 30s, scrapeTimeout: 10s')],
    ['names a port', monitor('path: /metrics'), `prometheus/endpoint-port ${first}.port`],
    ['names one port', monitor('port: web, targetPort: 80'), `prometheus/endpoint-port ${first}.targetPort`],
    [
      'needs none for pods',
      `apiVersion: monitoring.coreos.com/v1\nkind: PodMonitor\nmetadata: {name: a}\nspec: {selector: {}, podMetricsEndpoints: [{path: /metrics}]}\n`,
    ],
    [
      'is done in time',
      monitor('port: web, interval: 30s, scrapeTimeout: 1m'),
      `prometheus/scrape-timeout ${first}.scrapeTimeout`,
    ],
    [
      'signs in once',
      monitor('port: web, basicAuth: {}, authorization: {}'),
      `prometheus/endpoint-auth ${first}.basicAuth`,
    ],
    ['writes a label', relabel('sourceLabels: [a], targetLabel: b')],
    ['knows which', relabel('sourceLabels: [a]'), `prometheus/relabel ${first}.relabelings[0].targetLabel`],
    ['drops', relabel('sourceLabels: [a], action: drop, regex: "(a|b)"')],
    [
      'hashes by a number',
      relabel('action: hashmod, targetLabel: b'),
      `prometheus/relabel ${first}.relabelings[0].modulus`,
    ],
    [
      'compares labels',
      relabel('action: keepequal, targetLabel: b'),
      `prometheus/relabel ${first}.relabelings[0].sourceLabels`,
    ],
    [
      'closes brackets',
      relabel('targetLabel: b, regex: "(a"'),
      `prometheus/relabel ${first}.relabelings[0].regex`,
    ],
    ['knows brackets that are none', relabel('targetLabel: b, regex: "[(]\\\\)"')],
  ]);
});
