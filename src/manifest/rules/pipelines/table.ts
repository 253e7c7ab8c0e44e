import type { RuleSet } from '../../rule.ts';
import { cronWorkflowRules } from './argo/cronWorkflowRules.ts';
import { workflowRules } from './argo/workflowRules.ts';
import { pipelineSpecRules } from './kubeflow/pipelineSpecRules.ts';
import { scheduledWorkflowRules } from './kubeflow/scheduledWorkflowRules.ts';
import { sparkRules } from './spark.ts';

/** The rules of pipeline systems: Argo Workflows, Kubeflow Pipelines, Spark. */
export const pipelineRuleSets: readonly RuleSet[] = [
  workflowRules,
  cronWorkflowRules,
  pipelineSpecRules,
  scheduledWorkflowRules,
  sparkRules,
];
