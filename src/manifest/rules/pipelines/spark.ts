import { replaceValue } from '../../fix/edits.ts';
import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { dns1035LabelFlaw } from '../../structure/names.ts';
import { entryOf, mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { scheduleProblem } from '../core/cronSchedule.ts';
import { withoutField } from '../core/fieldChecks.ts';
import {
  facts,
  given,
  givenMaps,
  givenNumber,
  givenScalar,
  givenText,
  isBlank,
  isTrue,
} from '../core/reading.ts';
import { isTimeZone } from './timeZone.ts';

const sparkFacts = [
  facts(
    'spark/name',
    'error',
    'The name of a Spark application cannot name its service.',
    'The operator makes a Service of the name for the web interface; its webhook wants a letter first and no dots.',
  ),
  facts(
    'spark/main-class',
    'warning',
    'A Java or Scala application does not name its main class.',
    'spark-submit then looks into the manifest of the jar, and fails where none is told there.',
  ),
  facts(
    'spark/main-file',
    'error',
    'An application has no file to run.',
    'spark-submit cannot be called without; the submission fails.',
  ),
  facts(
    'spark/memory',
    'error',
    'An amount of memory is written as Kubernetes would, not as Spark reads it.',
    'Spark hands the text to the JVM: 512m or 4g, no Mi or Gi and no fractions; the submission fails on others.',
  ),
  facts(
    'spark/dynamic-allocation',
    'error',
    'The bounds of dynamic allocation contradict one another.',
    'Spark refuses to start with fewer executors at most than at least, or with more at first than at most.',
  ),
  facts(
    'spark/restart-policy',
    'warning',
    'Retries are set that the restart policy never uses.',
    'onFailureRetries and its interval count for type OnFailure alone.',
  ),
  facts(
    'spark/node-selector',
    'error',
    'Nodes are selected for the whole application and for one of its parts.',
    "The operator's webhook refuses both at once.",
  ),
  facts(
    'spark/ingress',
    'error',
    'Two ports of the driver share a port or an address, or lack one.',
    "The operator's webhook refuses driverIngressOptions that clash.",
  ),
  facts(
    'spark/template-version',
    'error',
    'Pod templates are used with a Spark version that has none.',
    "Spark knows pod templates since 3.0.0; the operator's webhook refuses them before.",
  ),
  facts(
    'spark/own-setting',
    'warning',
    'sparkConf sets what the operator sets by itself.',
    'The operator hands the same setting to spark-submit from its own fields, and the last one wins.',
  ),
  facts(
    'spark/schedule',
    'error',
    'The schedule or time zone of a Spark application cannot be read.',
    'The operator reads standard cron lines and @every, and starts nothing by others.',
  ),
] as const;

const checkApplication: KindCheck = ({ node }, report) => {
  const name = givenScalar(mapAt(node, 'metadata'), 'name');
  if (name !== undefined && name.text !== '' && dns1035LabelFlaw(name.text) !== undefined)
    report(
      'spark/name',
      name,
      say`"${name.text}" cannot name a Service: lower-case letters, digits and dashes, a letter first, at most 63.`,
    );
  const spec = mapAt(node, 'spec');
  if (spec !== undefined) checkSpec(spec, report);
};

const checkScheduled: KindCheck = ({ node }, report) => {
  const spec = mapAt(node, 'spec');
  const schedule = givenScalar(spec, 'schedule');
  const flaw = schedule && scheduleProblem(schedule.text);
  if (schedule !== undefined && flaw !== undefined) report('spark/schedule', schedule, flaw);
  const zone = givenScalar(spec, 'timeZone');
  if (zone !== undefined && !isTimeZone(zone.text))
    report('spark/schedule', zone, say`"${zone.text}" is no time zone; write one such as Europe/Madrid.`);
  const template = mapAt(spec, 'template');
  if (template !== undefined) checkSpec(template, report);
};

function checkSpec(spec: MapNode, report: Report): void {
  checkMain(spec, report);
  for (const part of ['driver', 'executor']) checkPart(spec, part, report);
  checkAllocation(spec, report);
  checkRestart(mapAt(spec, 'restartPolicy'), report);
  checkIngress(spec, report);
  checkConf(spec, report);
}

function checkMain(spec: MapNode, report: Report): void {
  const type = givenText(spec, 'type');
  if (isBlank(spec, 'mainApplicationFile') && entryOf(spec, 'mainApplicationFile') !== undefined)
    report(
      'spark/main-file',
      entryOf(spec, 'mainApplicationFile')?.value ?? spec,
      say`Which file to run is not said.`,
    );
  if ((type === 'Java' || type === 'Scala') && isBlank(spec, 'mainClass'))
    report('spark/main-class', spec, say`A ${type} application needs its main class.`, {
      missing: 'mainClass',
    });
}

function checkPart(spec: MapNode, part: string, report: Report): void {
  const node = mapAt(spec, part);
  for (const field of ['memory', 'memoryOverhead']) {
    const memory = givenScalar(node, field);
    if (memory !== undefined) checkMemory(memory, report);
  }
  const selector = entryOf(node, 'nodeSelector');
  if (selector !== undefined && given(spec, 'nodeSelector') !== undefined)
    report(
      'spark/node-selector',
      selector.key,
      say`The application selects nodes already; say it in one place.`,
      {
        fixes: () => withoutField(selector.key),
      },
    );
  const template = entryOf(node, 'template');
  const major = /^(\d+)\./.exec(givenText(spec, 'sparkVersion') ?? '')?.[1];
  if (template !== undefined && major !== undefined && Number(major) < 3)
    report(
      'spark/template-version',
      template.key,
      say`Spark ${major} knows no pod templates; they came with 3.0.0.`,
    );
}

const jvmMemory = /^\d+(?:b|kb?|mb?|gb?|tb?|pb?)?$/i;

function checkMemory(memory: ScalarNode, report: Report): void {
  const text = memory.text.trim();
  if (text === '' || jvmMemory.test(text)) return;
  const [, amount, unit] = /^(\d+)([KMGTP])i$/.exec(text) ?? [];
  report('spark/memory', memory, say`Spark cannot read "${text}"; write it like 512m or 4g.`, {
    fixes: () => {
      if (amount === undefined || unit === undefined) return [];
      const mended = `${amount}${unit.toLowerCase()}`;
      return [{ title: say`Write ${mended}`, edits: replaceValue(memory, mended) }];
    },
  });
}

function checkAllocation(spec: MapNode, report: Report): void {
  const allocation = mapAt(spec, 'dynamicAllocation');
  if (allocation === undefined || !isTrue(allocation, 'enabled')) return;
  const least = givenNumber(allocation, 'minExecutors');
  const most = givenNumber(allocation, 'maxExecutors');
  const leastNode = givenScalar(allocation, 'minExecutors');
  const mostNode = givenScalar(allocation, 'maxExecutors');
  if (least !== undefined && least < 0 && leastNode !== undefined)
    report('spark/dynamic-allocation', leastNode, say`minExecutors cannot be negative.`);
  if (most === undefined || mostNode === undefined) return;
  if (most <= 0) report('spark/dynamic-allocation', mostNode, say`maxExecutors must be above 0.`);
  else if (least !== undefined && least > most && leastNode !== undefined)
    report(
      'spark/dynamic-allocation',
      leastNode,
      say`minExecutors is ${least}, more than maxExecutors, ${most}.`,
    );
  const firsts = [
    givenScalar(allocation, 'initialExecutors'),
    givenScalar(mapAt(spec, 'executor'), 'instances'),
  ];
  for (const first of firsts)
    if (first !== undefined && most > 0 && Number(first.text) > most)
      report(
        'spark/dynamic-allocation',
        first,
        say`${first.text} executors at first are more than the ${most} allowed.`,
      );
}

function checkRestart(policy: MapNode | undefined, report: Report): void {
  const type = givenText(policy, 'type') ?? 'Never';
  const retries = entryOf(policy, 'onFailureRetries');
  if (retries === undefined || type !== 'Never') return;
  report('spark/restart-policy', retries.key, say`With type ${type}, nothing is retried.`, {
    fixes: () => withoutField(retries.key),
  });
}

function checkIngress(spec: MapNode, report: Report): void {
  const seen = { servicePort: new Set<string>(), ingressURLFormat: new Set<string>() };
  for (const option of givenMaps(spec, 'driverIngressOptions'))
    for (const field of ['servicePort', 'ingressURLFormat'] as const) {
      const value = givenScalar(option, field);
      if (value !== undefined && seen[field].has(value.text))
        report('spark/ingress', value, say`Another port of the driver has ${field} ${value.text} too.`);
      if (value !== undefined) seen[field].add(value.text);
      if (field === 'ingressURLFormat' && isBlank(option, field))
        report('spark/ingress', option, say`The port needs the address under which it is reached.`, {
          missing: field,
        });
    }
}

/** Settings that the operator derives, and the field they come from. */
const ownSettings: Readonly<Record<string, string>> = {
  'spark.kubernetes.namespace': 'metadata.namespace',
  'spark.kubernetes.driver.pod.name': 'driver.podName',
  'spark.executor.instances': 'executor.instances',
  'spark.driver.memory': 'driver.memory',
  'spark.executor.memory': 'executor.memory',
  'spark.driver.cores': 'driver.cores',
  'spark.executor.cores': 'executor.cores',
};

function checkConf(spec: MapNode, report: Report): void {
  for (const { key, name } of mapAt(spec, 'sparkConf')?.entries ?? []) {
    const field = Object.hasOwn(ownSettings, name) ? ownSettings[name] : undefined;
    const [part = '', inner = ''] = field?.split('.') ?? [];
    const isSetTwice = part === 'metadata' || given(mapAt(spec, part), inner) !== undefined;
    if (field === undefined || !isSetTwice) continue;
    report('spark/own-setting', key, say`The operator sets ${name} from ${field}.`, {
      fixes: () => withoutField(key),
    });
  }
}

export const sparkRules: RuleSet = {
  facts: sparkFacts,
  kinds: {
    'sparkoperator.k8s.io/SparkApplication': checkApplication,
    'sparkoperator.k8s.io/ScheduledSparkApplication': checkScheduled,
  },
};
