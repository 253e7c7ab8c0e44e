import { type Case, changed } from './judging.ts';

const application = `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata: {name: pi}
spec:
  type: Scala
  mode: cluster
  sparkVersion: 3.5.1
  mainClass: org.example.Pi
  mainApplicationFile: local:///pi.jar
  restartPolicy: {type: OnFailure, onFailureRetries: 3}
  dynamicAllocation: {enabled: true, minExecutors: 1, maxExecutors: 4}
  driver: {cores: 1, memory: 512m}
  executor: {cores: 1, memory: 4g, instances: 2}
`;
const broken = (part: string, by: string) => changed(application, part, by);
const scheduled = (fields: string) => `apiVersion: sparkoperator.k8s.io/v1beta2
kind: ScheduledSparkApplication
metadata: {name: pi}
spec: {${fields}, template: {type: Python, mainApplicationFile: a.py, driver: {}, executor: {}}}
`;

export const sparkCases: readonly Case[] = [
  ['holds', application],
  ['minds the name', broken('name: pi', 'name: 3.pi'), 'spark/name metadata.name'],
  [
    'wants a main class',
    broken('  mainClass: org.example.Pi\n', ''),
    'warning spark/main-class spec.mainClass',
  ],
  ['wants a file', broken('local:///pi.jar', '""'), 'spark/main-file spec.mainApplicationFile'],
  ['reads memory as the JVM does', broken('memory: 4g', 'memory: 4Gi'), 'spark/memory spec.executor.memory'],
  ['refuses fractions', broken('memory: 512m', 'memory: 0.5g'), 'spark/memory spec.driver.memory'],
  [
    'keeps least and most apart',
    broken('minExecutors: 1', 'minExecutors: 5'),
    'spark/dynamic-allocation spec.dynamicAllocation.minExecutors',
  ],
  [
    'refuses no executors',
    broken('maxExecutors: 4', 'maxExecutors: 0'),
    'spark/dynamic-allocation spec.dynamicAllocation.maxExecutors',
  ],
  [
    'minds the first executors',
    broken('instances: 2', 'instances: 9'),
    'spark/dynamic-allocation spec.executor.instances',
  ],
  [
    'warns of retries that never come',
    broken('type: OnFailure', 'type: Never'),
    'warning spark/restart-policy spec.restartPolicy.onFailureRetries',
  ],
  [
    'selects nodes once',
    broken('driver: {cores', 'nodeSelector: {a: b}\n  driver: {nodeSelector: {c: d}, cores'),
    'spark/node-selector spec.driver.nodeSelector',
  ],
  [
    'knows when templates came',
    broken('3.5.1', '2.4.8').replace('driver: {', 'driver: {template: {}, '),
    'spark/template-version spec.driver.template',
  ],
  [
    'finds a port twice',
    broken(
      'mode: cluster',
      'driverIngressOptions: [{servicePort: 1, ingressURLFormat: a}, {servicePort: 1, ingressURLFormat: b}]',
    ),
    'spark/ingress spec.driverIngressOptions[1].servicePort',
  ],
  [
    'wants an address of a port',
    broken('mode: cluster', 'driverIngressOptions: [{servicePort: 1}]'),
    'spark/ingress spec.driverIngressOptions[0].ingressURLFormat',
  ],
  [
    'warns of settings said twice',
    broken('mode: cluster', 'sparkConf: {spark.executor.memory: 8g, spark.eventLog.enabled: "true"}'),
    'warning spark/own-setting spec.sparkConf[spark.executor.memory]',
  ],
  ['holds on a schedule', scheduled('schedule: "@every 5m", timeZone: UTC')],
  ['reads the schedule', scheduled('schedule: "every day"'), 'spark/schedule spec.schedule'],
  ['knows time zones', scheduled('schedule: "@daily", timeZone: Mars'), 'spark/schedule spec.timeZone'],
];
