import type { RuleSet } from '../../rule.ts';
import { katibRules } from './katib.ts';
import { mpiJobRules } from './mpiJob.ts';
import { trainerRules } from './trainer.ts';
import { trainingOperatorRules } from './trainingOperator.ts';

/** The rules of training systems, and of what queues and groups their pods. */
export const trainingRuleSets: readonly RuleSet[] = [
  trainerRules,
  trainingOperatorRules,
  mpiJobRules,
  katibRules,
];
