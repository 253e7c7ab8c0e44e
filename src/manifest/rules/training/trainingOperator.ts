import type { ManifestObject } from '../../object.ts';
import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { entryOf, mapAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { withoutField } from '../core/fieldChecks.ts';
import { facts, given, givenNumber, givenScalar, replacing } from '../core/reading.ts';
import { checkServiceName } from './objectName.ts';
import { checkReplicaSpecs, checkRunPolicy, type JobForm, replicaFacts } from './replicaSpecs.ts';

const operatorFacts = [
  facts(
    'training/elastic-policy',
    'error',
    'The elastic policy of a PyTorchJob contradicts itself or its workers.',
    'Workers come and go between minReplicas and maxReplicas; the webhook refuses a policy without workers.',
  ),
  facts(
    'training/proc-per-node',
    'error',
    'The number of processes on a node is given twice, or is none that torchrun takes.',
    'nprocPerNode is auto, cpu, gpu or a whole number; nProcPerNode of the elastic policy excludes it.',
  ),
  facts(
    'training/one-chief',
    'error',
    'A TFJob has both a Chief and a Master.',
    'The two are the same role; the webhook refuses more than one of them.',
  ),
  facts(
    'training/success-policy',
    'error',
    'The success policy of a TFJob is none that the operator knows.',
    'It is empty (the chief decides) or AllWorkers.',
  ),
] as const;

const common = { restartPolicies: ['Always', 'OnFailure', 'Never', 'ExitCode'] };

const forms: Readonly<Record<string, JobForm>> = {
  PyTorchJob: {
    ...common,
    field: 'pytorchReplicaSpecs',
    roles: ['Master', 'Worker'],
    container: 'pytorch',
    single: ['Master'],
    needed: [],
  },
  TFJob: {
    ...common,
    field: 'tfReplicaSpecs',
    roles: ['Chief', 'Master', 'PS', 'Worker', 'Evaluator'],
    container: 'tensorflow',
    single: ['Chief', 'Master'],
    needed: [],
  },
  XGBoostJob: {
    ...common,
    field: 'xgbReplicaSpecs',
    roles: ['Master', 'Worker'],
    container: 'xgboost',
    single: ['Master'],
    needed: ['Master'],
  },
  PaddleJob: {
    ...common,
    field: 'paddleReplicaSpecs',
    roles: ['Master', 'Worker'],
    container: 'paddle',
    single: [],
    needed: [],
  },
  JAXJob: {
    ...common,
    field: 'jaxReplicaSpecs',
    roles: ['Worker'],
    container: 'jax',
    single: [],
    needed: ['Worker'],
  },
};

function judging(kind: string, more?: (spec: MapNode, report: Report) => void): KindCheck {
  return (object: ManifestObject, report) => {
    const form = forms[kind];
    const spec = mapAt(object.node, 'spec');
    checkServiceName(object, { rule: 'training/name' }, report);
    if (form === undefined || spec === undefined) return;
    checkReplicaSpecs(object, form, report);
    checkRunPolicy(mapAt(spec, 'runPolicy'), report);
    more?.(spec, report);
  };
}

function checkPyTorch(spec: MapNode, report: Report): void {
  checkProcesses(spec, report);
  const elastic = mapAt(spec, 'elasticPolicy');
  if (elastic === undefined) return;
  const roles = mapAt(spec, 'pytorchReplicaSpecs');
  if (roles !== undefined && given(roles, 'Worker') === undefined)
    report('training/elastic-policy', roles, say`An elastic job needs Workers.`, { missing: 'Worker' });
  const least = givenNumber(elastic, 'minReplicas');
  const most = givenNumber(elastic, 'maxReplicas');
  const leastNode = givenScalar(elastic, 'minReplicas');
  if (least !== undefined && most !== undefined && least > most && leastNode !== undefined)
    report(
      'training/elastic-policy',
      leastNode,
      say`minReplicas is ${least}, more than maxReplicas, ${most}.`,
    );
  const workers = givenScalar(mapAt(roles, 'Worker'), 'replicas');
  const count = givenNumber(mapAt(roles, 'Worker'), 'replicas');
  if (workers === undefined || count === undefined) return;
  if ((least !== undefined && count < least) || (most !== undefined && count > most))
    report(
      'training/elastic-policy',
      workers,
      say`${count} workers are outside of the bounds of the elastic policy.`,
      {
        severity: 'warning',
      },
    );
}

function checkProcesses(spec: MapNode, report: Report): void {
  const own = givenScalar(spec, 'nprocPerNode');
  const elastic = mapAt(spec, 'elasticPolicy');
  const old = entryOf(elastic, 'nProcPerNode');
  if (own !== undefined && old !== undefined)
    report('training/proc-per-node', old.key, say`nprocPerNode of the job says this already.`, {
      fixes: () => withoutField(old.key),
    });
  if (own === undefined || /^(auto|cpu|gpu|[1-9]\d*)$/.test(own.text)) return;
  report(
    'training/proc-per-node',
    own,
    say`"${own.text}" is no number of processes; it is auto, cpu, gpu or a whole number.`,
    {
      fixes: () => [replacing(own, 'auto', false)],
    },
  );
}

function checkTensorFlow(spec: MapNode, report: Report): void {
  const roles = mapAt(spec, 'tfReplicaSpecs');
  const master = entryOf(roles, 'Master');
  if (entryOf(roles, 'Chief') !== undefined && master !== undefined)
    report('training/one-chief', master.key, say`Chief and Master are the same role; keep one of them.`);
  const policy = givenScalar(spec, 'successPolicy');
  if (policy !== undefined && !['', 'AllWorkers'].includes(policy.text))
    report(
      'training/success-policy',
      policy,
      say`"${policy.text}" is no success policy; it is empty or AllWorkers.`,
    );
}

export const trainingOperatorRules: RuleSet = {
  facts: [...replicaFacts, ...operatorFacts],
  kinds: {
    'kubeflow.org/PyTorchJob': judging('PyTorchJob', checkPyTorch),
    'kubeflow.org/TFJob': judging('TFJob', checkTensorFlow),
    'kubeflow.org/XGBoostJob': judging('XGBoostJob'),
    'kubeflow.org/PaddleJob': judging('PaddleJob'),
    'kubeflow.org/JAXJob': judging('JAXJob'),
  },
};
