import type { RuleSet } from '../../rule.ts';
import { type Message, say } from '../../say.ts';
import { nodeAt } from '../../syntax/lookup.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { type Condition, conditionCheck } from './condition.ts';
import { givenOf, has, listed, textOr } from './given.ts';
import { foreignManager } from './managedBy.ts';
import { changedTo, without } from './mends.ts';

const jobName = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const longestName = 63;
const storageUri = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/.+$/;
const managers = ['trainer.kubeflow.org/trainjob-controller', 'kueue.x-k8s.io/multikueue'];
const frameworks = ['torch', 'mpi', 'jax', 'xgboost', 'flux'];

/** What job sets ask of their fields. `spec`: the path of the job set's spec. */
function jobSetConditions(spec: string): readonly Condition[] {
  return [
    { rule: 'jobset/conditions', at: [spec], objection: orderedTwice },
    { rule: 'jobset/conditions', at: [`${spec}.volumeClaimPolicies.*`], objection: claimElsewhere },
  ];
}

const runtime = conditionCheck([
  {
    rule: 'trainer/runtime',
    at: ['spec.mlPolicy'],
    objection: severalFrameworks,
    mend: without(...frameworks),
  },
  {
    rule: 'trainer/processes',
    at: ['spec.mlPolicy.mpi.numProcPerNode', 'spec.mlPolicy.flux.numProcPerNode'],
    objection: belowOne,
    mend: changedTo(1),
  },
  {
    rule: 'trainer/runtime',
    at: ['spec.mlPolicy.torch.envInjection.targets.*.containerNames'],
    objection: injectedNode,
  },
  ...jobSetConditions('spec.template.spec'),
]);

/** What the definitions of TrainJob, its runtimes and JobSet ask across their fields. */
export const trainerConditions: RuleSet = {
  facts: [
    {
      id: 'trainer/name',
      severity: 'error',
      summary: 'The name of a training job begins with a letter and has at most 63 characters.',
      why: 'The API server refuses others, since the job becomes part of the host names of its pods.',
    },
    {
      id: 'trainer/storage-uri',
      severity: 'error',
      summary: 'Data sets and models are fetched from a URI with a scheme.',
      why: 'The API server refuses others.',
    },
    {
      id: 'trainer/managed-by',
      severity: 'error',
      summary: 'A training job is managed by its own controller or by MultiKueue.',
      why: 'The API server refuses others, since nobody would run the job.',
    },
    {
      id: 'trainer/processes',
      severity: 'error',
      summary: 'At least one process runs on each node.',
      why: 'The API server refuses less.',
    },
    {
      id: 'trainer/runtime',
      severity: 'error',
      summary: 'A training runtime configures one framework, and leaves the training container itself to it.',
      why: 'The API server refuses others.',
    },
    {
      id: 'jobset/conditions',
      severity: 'error',
      summary:
        'The jobs of a set are ordered in one way, and their volume claims stand in the namespace of the set.',
      why: 'The API server refuses others.',
    },
  ],
  kinds: {
    'trainer.kubeflow.org/TrainJob': conditionCheck([
      { rule: 'trainer/name', at: [''], objection: badName },
      { rule: 'trainer/name', at: [''], objection: longName },
      {
        rule: 'trainer/storage-uri',
        at: ['spec.initializer.dataset.storageUri', 'spec.initializer.model.storageUri'],
        objection: noUri,
      },
      {
        rule: 'trainer/managed-by',
        at: ['spec.managedBy'],
        objection: node => foreignManager(node, managers),
        mend: changedTo(...managers),
      },
      {
        rule: 'trainer/processes',
        at: ['spec.trainer.numProcPerNode'],
        objection: belowOne,
        mend: changedTo(1),
      },
    ]),
    'trainer.kubeflow.org/TrainingRuntime': runtime,
    'trainer.kubeflow.org/ClusterTrainingRuntime': runtime,
    'jobset.x-k8s.io/JobSet': conditionCheck(jobSetConditions('spec')),
  },
};

/** The name, or one such as the server would make of `generateName`. */
function nameOf(root: SyntaxNode): string | undefined {
  const metadata = nodeAt(root, 'metadata');
  if (has(metadata, 'name')) return textOr(metadata, 'name', '');
  return has(metadata, 'generateName') ? `${textOr(metadata, 'generateName', '')}x7k2p` : undefined;
}

function badName(root: SyntaxNode): Message | undefined {
  const name = nameOf(root);
  return name === undefined || jobName.test(name)
    ? undefined
    : say`"${name}" cannot be the name of a training job; begin with a small letter, and go on with small letters, digits and dashes.`;
}

function longName(root: SyntaxNode): Message | undefined {
  const length = [...(nameOf(root) ?? '')].length;
  return length > longestName
    ? say`The name has ${length} characters; a training job may have ${longestName} at most.`
    : undefined;
}

function noUri(node: SyntaxNode): Message | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.value === '') return undefined;
  return storageUri.test(node.value)
    ? undefined
    : say`"${node.value}" is no URI with a scheme, such as hf://organization/model or s3://bucket/path.`;
}

function belowOne(node: SyntaxNode): Message | undefined {
  return node.kind === 'scalar' && typeof node.value === 'number' && node.value < 1
    ? say`At least one process has to run on each node.`
    : undefined;
}

function severalFrameworks(policy: SyntaxNode): Message | undefined {
  const given = givenOf(policy, frameworks);
  return given.length > 1
    ? say`A runtime is for one framework, and this one configures ${given.join(', ')}; keep one of them.`
    : undefined;
}

function injectedNode(names: SyntaxNode): Message | undefined {
  return listed(names).some(name => name.kind === 'scalar' && name.value === 'node')
    ? say`The container node gets its environment anyway; take it out of the list.`
    : undefined;
}

function orderedTwice(spec: SyntaxNode): Message | undefined {
  if (textOr(nodeAt(spec, 'startupPolicy'), 'startupPolicyOrder', '') !== 'InOrder') return undefined;
  if (!has(spec, 'replicatedJobs')) return say`There are no replicatedJobs that could start in order.`;
  return listed(spec, 'replicatedJobs').some(job => has(job, 'dependsOn'))
    ? say`startupPolicyOrder InOrder and dependsOn both order the jobs; keep one of them.`
    : undefined;
}

function claimElsewhere(policy: SyntaxNode): Message | undefined {
  if (!has(policy, 'templates')) return say`A policy for volume claims needs their templates.`;
  const templates = listed(policy, 'templates');
  if (templates.some(template => textOr(nodeAt(template, 'metadata'), 'namespace', '') !== ''))
    return say`Volume claims stand in the namespace of the job set; take metadata.namespace out of the template.`;
  return templates.some(template => !has(template, 'metadata'))
    ? say`The template of a volume claim needs metadata with a name.`
    : undefined;
}
