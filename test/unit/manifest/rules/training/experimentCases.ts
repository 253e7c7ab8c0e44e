// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Katib marks the places of parameters so.
import { type Case, changed } from '../pipelines/judging.ts';

const experiment = `apiVersion: kubeflow.org/v1beta1
kind: Experiment
metadata: {name: tune}
spec:
  objective: {type: maximize, goal: 0.99, objectiveMetricName: accuracy, additionalMetricNames: [loss]}
  algorithm: {algorithmName: tpe, algorithmSettings: [{name: gamma, value: "0.5"}]}
  parallelTrialCount: 3
  maxTrialCount: 12
  maxFailedTrialCount: 3
  parameters:
  - {name: lr, parameterType: double, feasibleSpace: {min: "0.01", max: "0.1"}}
  - {name: optimizer, parameterType: categorical, feasibleSpace: {list: [sgd, adam]}}
  trialTemplate:
    primaryContainerName: training
    trialParameters:
    - {name: rate, reference: lr}
    - {name: optimizer, reference: optimizer}
    trialSpec:
      apiVersion: batch/v1
      kind: Job
      spec:
        template:
          spec:
            containers:
            - name: training
              image: x
              args: ["--lr=\${trialParameters.rate}", "--optimizer=\${trialParameters.optimizer}"]
            restartPolicy: Never
`;
const broken = (part: string, by: string) => changed(experiment, part, by);
const collecting = (spec: string) =>
  broken('parallelTrialCount: 3', `parallelTrialCount: 3\n  metricsCollectorSpec: {${spec}}`);
const trial = 'spec.trialTemplate';

export const experimentCases: readonly Case[] = [
  ['holds', experiment],
  ['leaves older versions alone', changed(broken('type: maximize', 'type: best'), 'v1beta1', 'v1alpha3')],
  [
    'wants an objective',
    broken(
      '  objective: {type: maximize, goal: 0.99, objectiveMetricName: accuracy, additionalMetricNames: [loss]}\n',
      '',
    ),
    'katib/objective spec.objective',
  ],
  ['knows what to do', broken('maximize', 'maximise'), 'katib/objective spec.objective.type'],
  [
    'wants a metric',
    broken(', objectiveMetricName: accuracy', ''),
    'katib/objective spec.objective.objectiveMetricName',
  ],
  [
    'names the metric once',
    broken('[loss]', '[accuracy]'),
    'katib/objective spec.objective.additionalMetricNames[0]',
  ],
  [
    'runs no more at once than at all',
    broken('parallelTrialCount: 3', 'parallelTrialCount: 13'),
    'katib/trial-counts spec.parallelTrialCount',
  ],
  [
    'fails no more than there are',
    broken('maxFailedTrialCount: 3', 'maxFailedTrialCount: 13'),
    'katib/trial-counts spec.maxFailedTrialCount',
  ],
  [
    'runs some',
    broken('parallelTrialCount: 3', 'parallelTrialCount: 0'),
    'katib/trial-counts spec.parallelTrialCount',
  ],
  [
    'warns of an unknown algorithm',
    broken('algorithmName: tpe', 'algorithmName: tpee'),
    'warning katib/unknown-algorithm spec.algorithm.algorithmName',
  ],
  [
    'wants an algorithm',
    broken('  algorithm: {algorithmName: tpe, algorithmSettings: [{name: gamma, value: "0.5"}]}\n', ''),
    'katib/unknown-algorithm spec.algorithm',
  ],
  [
    'warns of an unknown setting',
    broken('name: gamma', 'name: gama'),
    'warning katib/algorithm-setting spec.algorithm.algorithmSettings[0].name',
  ],
  [
    'stops early as Katib can',
    broken('parallelTrialCount: 3', 'parallelTrialCount: 3\n  earlyStopping: {algorithmName: median}'),
    'warning katib/unknown-algorithm spec.earlyStopping.algorithmName',
  ],
  [
    'knows how to go on',
    broken('parallelTrialCount: 3', 'parallelTrialCount: 3\n  resumePolicy: Always'),
    'katib/resume-policy spec.resumePolicy',
  ],
  [
    'knows the types',
    broken('parameterType: double', 'parameterType: float'),
    'katib/parameter spec.parameters[0].parameterType',
  ],
  [
    'wants a space',
    broken(', feasibleSpace: {list: [sgd, adam]}', ''),
    'katib/parameter spec.parameters[1].feasibleSpace',
  ],
  [
    'wants both ends',
    broken('{min: "0.01", max: "0.1"}', '{min: "0.01"}'),
    'katib/parameter spec.parameters[0].feasibleSpace.max',
  ],
  [
    'keeps the ends in order',
    broken('min: "0.01"', 'min: "0.2"'),
    'katib/parameter spec.parameters[0].feasibleSpace.min',
  ],
  [
    'wants numbers',
    broken('min: "0.01"', 'min: low'),
    'katib/parameter spec.parameters[0].feasibleSpace.min',
  ],
  [
    'takes no list of numbers',
    broken('max: "0.1"', 'max: "0.1", list: ["1"]'),
    'katib/parameter spec.parameters[0].feasibleSpace.list',
  ],
  [
    'takes no ends of words',
    broken('{list: [sgd, adam]}', '{list: [sgd], max: "1"}'),
    'katib/parameter spec.parameters[1].feasibleSpace.max',
  ],
  [
    'knows the distributions',
    broken('max: "0.1"', 'max: "0.1", distribution: flat'),
    'katib/parameter spec.parameters[0].feasibleSpace.distribution',
  ],
  ['wants a trial', broken('trialSpec:', 'unused:'), `katib/trial-template ${trial}.trialSpec`],
  [
    'names no trial',
    broken('      kind: Job\n', '      kind: Job\n      metadata: {name: a}\n'),
    `katib/trial-template ${trial}.trialSpec.metadata.name`,
  ],
  [
    'wants the kind of the trial',
    broken('      kind: Job\n', ''),
    `katib/trial-template ${trial}.trialSpec.kind`,
  ],
  [
    'knows the parameters',
    broken('reference: lr', 'reference: rate'),
    `katib/trial-parameter ${trial}.trialParameters[0].reference`,
  ],
  ['knows values of the trial itself', broken('reference: lr', 'reference: "${trialSpec.Name}"')],
  [
    'finds one parameter twice',
    broken('{name: optimizer, reference: optimizer}', '{name: rate, reference: optimizer}'),
    `katib/trial-parameter ${trial}.trialParameters[1].name`,
    `katib/trial-parameter ${trial}.trialSpec.spec.template.spec.containers[0].args[1]`,
  ],
  [
    'wants each place filled',
    broken('${trialParameters.rate}', '${trialParameters.speed}'),
    `katib/trial-parameter ${trial}.trialSpec.spec.template.spec.containers[0].args[0]`,
    `katib/trial-parameter ${trial}.trialParameters[0].name`,
  ],
  [
    'knows the main container',
    broken('primaryContainerName: training', 'primaryContainerName: trainer'),
    `katib/primary-container ${trial}.primaryContainerName`,
  ],
  [
    'wants a main container',
    broken('    primaryContainerName: training\n', ''),
    `katib/primary-container ${trial}.primaryContainerName`,
  ],
  [
    'holds with a file of metrics',
    collecting('collector: {kind: File}, source: {fileSystemPath: {path: /m.log, kind: File, format: TEXT}}'),
  ],
  [
    'knows the collectors',
    collecting('collector: {kind: Files}'),
    'katib/metrics-collector spec.metricsCollectorSpec.collector.kind',
  ],
  [
    'wants an absolute path',
    collecting('collector: {kind: File}, source: {fileSystemPath: {path: m.log, kind: File}}'),
    'katib/metrics-collector spec.metricsCollectorSpec.source.fileSystemPath.path',
  ],
  [
    'reads events from a directory',
    collecting('collector: {kind: TensorFlowEvent}, source: {fileSystemPath: {path: /m, kind: File}}'),
    'katib/metrics-collector spec.metricsCollectorSpec.source.fileSystemPath.kind',
  ],
  [
    'wants a path for Prometheus',
    collecting('collector: {kind: PrometheusMetric}, source: {httpGet: {port: 80, path: metrics}}'),
    'katib/metrics-collector spec.metricsCollectorSpec.source.httpGet.path',
  ],
  [
    'wants a container of its own',
    collecting('collector: {kind: Custom}'),
    'katib/metrics-collector spec.metricsCollectorSpec.collector.customCollector',
  ],
  [
    'wants two groups',
    collecting('collector: {kind: StdOut}, source: {filter: {metricsFormat: ["(a)=b"]}}'),
    'katib/metrics-collector spec.metricsCollectorSpec.source.filter.metricsFormat[0]',
  ],
];
