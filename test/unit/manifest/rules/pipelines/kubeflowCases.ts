import { type Case, changed } from './judging.ts';

const pipeline = `pipelineInfo: {name: train}
schemaVersion: 2.1.0
components:
  comp-prepare:
    executorLabel: exec-prepare
    outputDefinitions: {parameters: {rows: {parameterType: NUMBER_INTEGER}}, artifacts: {data: {}}}
  comp-fit:
    executorLabel: exec-fit
    inputDefinitions:
      parameters: {rows: {parameterType: NUMBER_INTEGER}, rate: {parameterType: NUMBER_DOUBLE, defaultValue: 0.1}}
      artifacts: {data: {isOptional: true}}
deploymentSpec:
  executors:
    exec-prepare: {container: {image: x}}
    exec-fit: {container: {image: x}}
root:
  inputDefinitions: {parameters: {rate: {parameterType: NUMBER_DOUBLE}}}
  dag:
    tasks:
      prepare:
        componentRef: {name: comp-prepare}
        taskInfo: {name: prepare}
      fit:
        componentRef: {name: comp-fit}
        dependentTasks: [prepare]
        inputs:
          parameters:
            rows: {taskOutputParameter: {producerTask: prepare, outputParameterKey: rows}}
            rate: {componentInputParameter: rate}
          artifacts:
            data: {taskOutputArtifact: {producerTask: prepare, outputArtifactKey: data}}
    outputs:
      parameters: {rows: {valueFromParameter: {producerSubtask: prepare, outputParameterKey: rows}}}
`;
const tasks = 'root.dag.tasks';
const broken = (part: string, by: string) => changed(pipeline, part, by);

export const pipelineCases: readonly Case[] = [
  ['holds as it is compiled', pipeline],
  [
    'misses a component',
    broken('{name: comp-fit}', '{name: comp-fitt}'),
    `kfp/unknown-component ${tasks}.fit.componentRef.name`,
  ],
  [
    'misses an executor',
    broken('executorLabel: exec-fit', 'executorLabel: exec-train'),
    'kfp/unknown-executor components.comp-fit.executorLabel',
  ],
  [
    'misses a task to wait for',
    broken('[prepare]', '[prepare, load]'),
    `kfp/unknown-task ${tasks}.fit.dependentTasks[1]`,
  ],
  [
    'misses a task to read from',
    broken('producerTask: prepare, outputP', 'producerTask: load, outputP'),
    `kfp/unknown-task ${tasks}.fit.inputs.parameters.rows.taskOutputParameter.producerTask`,
  ],
  [
    'misses a task among the outputs',
    broken('producerSubtask: prepare', 'producerSubtask: load'),
    'kfp/unknown-task root.dag.outputs.parameters.rows.valueFromParameter.producerSubtask',
  ],
  [
    'misses an output',
    broken('outputArtifactKey: data', 'outputArtifactKey: date'),
    `kfp/unknown-output ${tasks}.fit.inputs.artifacts.data.taskOutputArtifact.outputArtifactKey`,
  ],
  [
    'misses an input of the pipeline',
    broken('componentInputParameter: rate', 'componentInputParameter: speed'),
    `kfp/unknown-input ${tasks}.fit.inputs.parameters.rate.componentInputParameter`,
  ],
  [
    'wants each input',
    broken(
      '            rows: {taskOutputParameter: {producerTask: prepare, outputParameterKey: rows}}\n',
      '',
    ),
    `kfp/missing-input ${tasks}.fit.componentRef`,
  ],
  [
    'tells a mistyped input',
    broken('            rate: {comp', '            rte: {comp'),
    `warning kfp/untaken-input ${tasks}.fit.inputs.parameters.rte`,
  ],
  [
    'leaves inputs of executors alone',
    broken('            rate: {comp', '            accelerator_count: {comp'),
  ],
  [
    'finds a ring',
    broken('taskInfo: {name: prepare}', 'dependentTasks: [fit]'),
    `kfp/task-cycle ${tasks}.prepare`,
  ],
];

function recurring(trigger: string, more = ''): string {
  return `apiVersion: kubeflow.org/v1beta1
kind: ScheduledWorkflow
metadata: {name: nightly}
spec: {enabled: true, ${more}trigger: {${trigger}}}
`;
}
const cron = (line: string) => recurring(`cronSchedule: {cron: "${line}"}`);

export const scheduleCases: readonly Case[] = [
  ['holds with seconds', cron('0 0 3 * * *')],
  ['holds with an interval', recurring('periodicSchedule: {intervalSecond: 60}')],
  ['reads cron lines', cron('0 0 3 * * mun'), 'kfp/schedule spec.trigger.cronSchedule.cron'],
  [
    'warns of a line without seconds',
    cron('0 3 * * *'),
    'warning kfp/schedule spec.trigger.cronSchedule.cron',
  ],
  ['wants a trigger', recurring(''), 'kfp/schedule spec.trigger.cronSchedule'],
  ['wants a line', recurring('cronSchedule: {}'), 'kfp/schedule spec.trigger.cronSchedule.cron'],
  [
    'wants an interval',
    recurring('periodicSchedule: {}'),
    'kfp/schedule spec.trigger.periodicSchedule.intervalSecond',
  ],
  [
    'wants a longer interval',
    recurring('periodicSchedule: {intervalSecond: 0}'),
    'kfp/schedule spec.trigger.periodicSchedule.intervalSecond',
  ],
  [
    'refuses both',
    recurring('cronSchedule: {cron: "@daily"}, periodicSchedule: {intervalSecond: 60}'),
    'kfp/schedule spec.trigger.periodicSchedule',
  ],
  [
    'minds the limits',
    recurring('periodicSchedule: {intervalSecond: 60}', 'maxConcurrency: 11, '),
    'warning kfp/schedule-bounds spec.maxConcurrency',
  ],
];
