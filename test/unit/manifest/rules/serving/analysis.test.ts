import { suite } from 'node:test';
import { testCases } from './judging.ts';

function analysis(spec: string, kind = 'AnalysisTemplate'): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: {name: a}\nspec: {${spec}}\n`;
}

suite('an analysis', () => {
  const metric = (fields: string): string => analysis(`metrics: [{name: m, ${fields}}]`);
  const web = 'provider: {web: {url: "http://x"}}';
  const first = 'spec.metrics[0]';
  const using = (name: string): string =>
    `metrics: [{name: m, provider: {web: {url: "http://{{args.${name}}}/"}}}]`;
  testCases([
    ['holds', metric(`${web}, count: 3, interval: 30s, failureLimit: 2`)],
    ['measures something', analysis('metrics: []'), 'rollouts/metrics spec.metrics'],
    ['may take other templates', analysis('templates: [{templateName: b}]')],
    [
      'has metrics of different names',
      analysis(`metrics: [{name: m, ${web}}, {name: m, ${web}}]`),
      'rollouts/metrics spec.metrics[1].name',
    ],
    ['asks a provider', metric('provider: {}'), `rollouts/provider ${first}.provider`],
    ['asks one', metric('provider: {web: {url: a}, job: {}}'), `rollouts/provider ${first}.provider.job`],
    ['waits between measurements', metric(`${web}, count: 3`), `rollouts/measurements ${first}.interval`],
    [
      'knows durations',
      metric(`${web}, interval: often, initialDelay: soon`),
      `rollouts/measurements ${first}.interval`,
      `rollouts/measurements ${first}.initialDelay`,
    ],
    [
      'measures as often as it may fail',
      metric(`${web}, count: 1, failureLimit: 2`),
      `rollouts/measurements ${first}.failureLimit`,
    ],
    [
      'has limits',
      metric(`${web}, consecutiveErrorLimit: -1`),
      `rollouts/measurements ${first}.consecutiveErrorLimit`,
    ],
    [
      'runs jobs',
      metric(
        'provider: {job: {spec: {template: {spec: {containers: [{name: a, resources: {requests: {cpu: 500m, memory: 1Gi}}}]}}}}}',
      ),
    ],
    [
      'runs jobs that can run',
      metric(
        'provider: {job: {spec: {template: {spec: {containers: [{name: a, resources: {requests: {memory: much}}}]}}}}}',
      ),
      `rollouts/quantity ${first}.provider.job.spec.template.spec.containers[0].resources.requests.memory`,
    ],
    [
      'sends bodies by POST',
      metric('provider: {web: {url: a, body: x}}'),
      `rollouts/web-metric ${first}.provider.web.body`,
    ],
    [
      'sends one body',
      metric('provider: {web: {url: a, method: POST, body: x, jsonBody: {}}}'),
      `rollouts/web-metric ${first}.provider.web.jsonBody`,
    ],
    [
      'reads PromQL',
      metric('provider: {prometheus: {query: "sum(rate(x))"}}'),
      `promql/query ${first}.provider.prometheus.query`,
    ],
    [
      'reads PromQL with arguments',
      analysis(
        'args: [{name: s}], metrics: [{name: m, provider: {prometheus: {query: \'sum(rate(x{s="{{args.s}}"}[5m])) > 1\'}}}]',
      ),
    ],
    [
      'names metrics in dry runs',
      analysis(`metrics: [{name: m, ${web}}], dryRun: [{metricName: other}]`),
      'rollouts/metric-name spec.dryRun[0].metricName',
    ],
    ['takes expressions there', analysis(`metrics: [{name: m, ${web}}], dryRun: [{metricName: ".*"}]`)],
    ['declares its arguments', analysis(`args: [{name: host}], ${using('host')}`)],
    [
      'misses an argument',
      analysis(using('host'), 'ClusterAnalysisTemplate'),
      'rollouts/undeclared-argument spec.metrics[0].provider.web.url',
    ],
    [
      'declares arguments once',
      analysis(`args: [{name: a}, {name: a}], metrics: [{name: m, ${web}}]`),
      'rollouts/arguments spec.args[1].name',
    ],
    [
      'takes one value',
      analysis(`args: [{name: a, value: b, valueFrom: {}}], metrics: [{name: m, ${web}}]`),
      'rollouts/arguments spec.args[0].valueFrom',
    ],
    [
      'wants values in a run',
      analysis(`args: [{name: a}], metrics: [{name: m, ${web}}]`, 'AnalysisRun'),
      'rollouts/arguments spec.args[0].value',
    ],
  ]);
});

suite('an experiment', () => {
  const one = (labels: string, spec = ', spec: {containers: []}', name = 'a'): string =>
    `{name: ${name}, selector: {matchLabels: {app: a}}, template: {metadata: {labels: {${labels}}}${spec}}}`;
  const experiment = (fields: string): string => analysis(fields, 'Experiment');
  testCases([
    ['holds', experiment(`duration: 30m, templates: [${one('app: a')}]`)],
    [
      'runs pods',
      experiment(`templates: [${one('app: a', '')}]`),
      'rollouts/experiment-template spec.templates[0].template.spec',
    ],
    [
      'finds its pods',
      experiment(`templates: [${one('app: b')}]`),
      'rollouts/experiment-template spec.templates[0].selector.matchLabels.app',
    ],
    [
      'has names once',
      experiment(`templates: [${one('app: a')}, ${one('app: a')}]`),
      'rollouts/experiment-template spec.templates[1].name',
    ],
    [
      'lasts for a while',
      experiment(`duration: long, templates: [${one('app: a')}]`),
      'rollouts/experiment-duration spec.duration',
    ],
    [
      'has analyses once',
      experiment(`templates: [${one('app: a')}], analyses: [{name: x}, {name: x}]`),
      'rollouts/experiment-duration spec.analyses[1].name',
    ],
  ]);
});
