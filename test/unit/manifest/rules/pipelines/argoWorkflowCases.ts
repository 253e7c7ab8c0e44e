import { echo, workflow } from './argoTemplateCases.ts';
import { type Case, changed } from './judging.ts';

const plain = workflow('container: {image: x}');
const mounting = workflow('container: {image: x, volumeMounts: [{name: data, mountPath: /d}]}');
const asTemplate = (text: string) => changed(text, 'kind: Workflow', 'kind: WorkflowTemplate');

const limited = (fields: string) => workflow(`container: {image: x}\n${fields}`);
const key = 'key: "{{workflow.name}}"';

export const limitCases: readonly Case[] = [
  [
    'holds with locks',
    limited(
      'synchronization: {mutexes: [{name: a}], semaphores: [{configMapKeyRef: {name: c, key: k}}, {database: {key: k}}]}',
    ),
  ],
  [
    'wants a name of a mutex',
    limited('synchronization: {mutexes: [{namespace: a}]}'),
    'argo/synchronization spec.templates[0].synchronization.mutexes[0].name',
  ],
  [
    'wants the limit of a semaphore',
    changed(plain, 'entrypoint: main', 'entrypoint: main\n  synchronization: {semaphore: {namespace: a}}'),
    'argo/synchronization spec.synchronization.semaphore.configMapKeyRef',
  ],
  ['holds with a memory', limited(`memoize: {${key}, maxAge: 10s, cache: {configMap: {name: c}}}`)],
  [
    'wants a key',
    limited('memoize: {cache: {configMap: {name: c}}}'),
    'argo/memoize spec.templates[0].memoize.key',
  ],
  ['wants a cache', limited(`memoize: {${key}}`), 'argo/memoize spec.templates[0].memoize.cache'],
  [
    'reads the age',
    limited(`memoize: {${key}, maxAge: 1 day, cache: {configMap: {name: c}}}`),
    'argo/memoize spec.templates[0].memoize.maxAge',
  ],
  ['holds with retries', limited('retryStrategy: {limit: "3", backoff: {duration: "10", maxDuration: 1h}}')],
  [
    'reads the wait',
    limited('retryStrategy: {backoff: {duration: soon}}'),
    'argo/retry spec.templates[0].retryStrategy.backoff.duration',
  ],
];

/** A CronWorkflow with these fields beside its workflow. */
function cron(fields: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
${fields}  workflowSpec:
    entrypoint: main
    templates: [{name: main, container: {image: x}}]
`;
}

export const workflowCases: readonly Case[] = [
  [
    'wants an entrypoint',
    changed(plain, '  entrypoint: main\n', ''),
    'argo/missing-entrypoint spec.entrypoint',
  ],
  [
    'warns where the controller may fill it in',
    'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\nspec: {ttlStrategy: {}}',
    'warning argo/missing-entrypoint spec.entrypoint',
  ],
  ['needs none in a template', asTemplate(changed(plain, '  entrypoint: main\n', ''))],
  [
    'knows the entrypoint',
    changed(plain, 'entrypoint: main', 'entrypoint: mian'),
    'argo/unknown-template spec.entrypoint',
  ],
  [
    'knows the template on exit',
    changed(plain, 'entrypoint: main', 'entrypoint: main\n  onExit: bye'),
    'argo/unknown-template spec.onExit',
  ],
  [
    'wants the inputs of the entrypoint',
    changed(workflow('container: {image: x}', '', echo), 'entrypoint: main', 'entrypoint: echo'),
    'argo/missing-argument spec.entrypoint',
  ],
  [
    'leaves them to the user of a template',
    asTemplate(changed(workflow('container: {image: x}', '', echo), 'entrypoint: main', 'entrypoint: echo')),
  ],
  [
    'refuses templates beside a reference',
    changed(plain, 'entrypoint: main', 'entrypoint: main\n  workflowTemplateRef: {name: t}'),
    'argo/template-ref spec.templates',
  ],
  [
    'knows the ways to clean up',
    changed(plain, 'entrypoint: main', 'entrypoint: main\n  podGC: {strategy: Never}'),
    'argo/pod-gc spec.podGC.strategy',
  ],
  ['wants each volume', mounting, 'argo/unknown-volume spec.templates[0].container.volumeMounts[0].name'],
  [
    'warns of it in a template',
    asTemplate(mounting),
    'warning argo/unknown-volume spec.templates[0].container.volumeMounts[0].name',
  ],
  [
    'knows volumes of the workflow',
    changed(mounting, 'entrypoint: main', 'entrypoint: main\n  volumes: [{name: data, emptyDir: {}}]'),
  ],
  [
    'knows claims of the workflow',
    changed(
      mounting,
      'entrypoint: main',
      'entrypoint: main\n  volumeClaimTemplates: [{metadata: {name: data}}]',
    ),
  ],
  [
    'minds the length of a name',
    changed(plain, 'generateName: train-', `name: ${'a'.repeat(64)}`),
    'argo/name-too-long metadata.name',
  ],
];

export const cronCases: readonly Case[] = [
  [
    'holds with schedules',
    cron('  schedules: ["0 3 * * 1-5", "@daily", "TZ=UTC */5 * * * *"]\n  timezone: Europe/Madrid\n'),
  ],
  [
    'tells the older field',
    cron('  schedule: "0 3 * * *"\n'),
    'information argo/schedule-retired spec.schedule',
  ],
  [
    'refuses both',
    cron('  schedule: "0 3 * * *"\n  schedules: ["0 3 * * *"]\n'),
    'argo/cron-schedule spec.schedule',
  ],
  ['wants a schedule', cron('  timezone: UTC\n'), 'argo/cron-schedule spec.schedules'],
  ['reads cron lines', cron('  schedules: ["0 25 * * *"]\n'), 'argo/cron-schedule spec.schedules[0]'],
  [
    'knows time zones',
    cron('  schedules: ["@daily"]\n  timezone: Europe/Madird\n'),
    'argo/time-zone spec.timezone',
  ],
  [
    'knows policies',
    cron('  schedules: ["@daily"]\n  concurrencyPolicy: Deny\n'),
    'argo/cron-policy spec.concurrencyPolicy',
  ],
  [
    'refuses a negative deadline',
    cron('  schedules: ["@daily"]\n  startingDeadlineSeconds: -1\n'),
    'argo/cron-policy spec.startingDeadlineSeconds',
  ],
  [
    'minds the time behind the name',
    changed(cron('  schedules: ["@daily"]\n'), 'name: nightly', `name: ${'a'.repeat(53)}`),
    'argo/name-too-long metadata.name',
  ],
];
