import type { RuleSet } from '../../rule.ts';
import { jobSetRules } from './jobSet.ts';
import { kaitoRules } from './kaito.ts';
import { katibRules } from './katib.ts';
import { kueueRules } from './kueue.ts';
import { leaderWorkerSetRules } from './leaderWorkerSet.ts';
import { mpiJobRules } from './mpiJob.ts';
import { notebookRules } from './notebook.ts';
import { rayRules } from './ray.ts';
import { trainerRules } from './trainer.ts';
import { trainingOperatorRules } from './trainingOperator.ts';
import { volcanoRules } from './volcano.ts';

/** The rules of training systems, and of what queues and groups their pods. */
export const trainingRuleSets: readonly RuleSet[] = [
  trainerRules,
  trainingOperatorRules,
  mpiJobRules,
  katibRules,
  notebookRules,
  rayRules,
  kueueRules,
  jobSetRules,
  leaderWorkerSetRules,
  volcanoRules,
  kaitoRules,
];
