import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { facts, givenNumber, givenScalar } from '../core/reading.ts';
import { checkServiceName } from './objectName.ts';
import { checkReplicaSpecs, checkRunPolicy, type JobForm } from './replicaSpecs.ts';

const mpiFacts = [
  facts(
    'training/mpi-slots',
    'error',
    'The slots of a worker cannot be negative.',
    'mpirun starts one process for each slot; the controller refuses a negative number.',
  ),
  facts(
    'training/mpi-workers',
    'error',
    'The number of workers is not one that the controller takes.',
    'A job without the role runs the launcher alone; with it, there is at least one worker.',
  ),
] as const;

const first: JobForm = {
  field: 'mpiReplicaSpecs',
  roles: ['Launcher', 'Worker'],
  container: undefined,
  single: ['Launcher'],
  needed: ['Launcher'],
  restartPolicies: ['Always', 'OnFailure', 'Never', 'ExitCode'],
};
const second: JobForm = { ...first, restartPolicies: ['Never', 'OnFailure'] };

const checkMpiJob: KindCheck = (object, report) => {
  const spec = mapAt(object.node, 'spec');
  if (spec === undefined) return;
  const isSecond = object.version.startsWith('v2');
  const workers = mapAt(spec, 'mpiReplicaSpecs', 'Worker');
  checkReplicaSpecs(object, isSecond ? second : first, report);
  checkRunPolicy(mapAt(spec, 'runPolicy'), report);
  checkSlots(spec, report);
  if (!isSecond) return;
  const count = givenNumber(workers, 'replicas') ?? 1;
  const replicas = givenScalar(workers, 'replicas');
  const behind = `-worker-${Math.max(count, 1) - 1}`;
  checkServiceName(object, { rule: 'training/name', behind }, report);
  if (replicas !== undefined && count < 1)
    report(
      'training/mpi-workers',
      replicas,
      say`There is at least one worker; leave the role out to have none.`,
    );
};

function checkSlots(spec: MapNode, report: Report): void {
  const slots = givenScalar(spec, 'slotsPerWorker');
  if (slots !== undefined && (givenNumber(spec, 'slotsPerWorker') ?? 0) < 0)
    report('training/mpi-slots', slots, say`slotsPerWorker cannot be negative.`);
}

/** Rules of MPIJob, in the version of the training operator (v1) and of the MPI operator (v2beta1). */
export const mpiJobRules: RuleSet = { facts: mpiFacts, kinds: { 'kubeflow.org/MPIJob': checkMpiJob } };
