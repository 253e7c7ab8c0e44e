import type { RuleSet } from '../../rule.ts';
import { cronWorkflowRules } from './argo/cronWorkflowRules.ts';
import { workflowRules } from './argo/workflowRules.ts';

/** The rules of pipeline systems: Argo Workflows, Kubeflow Pipelines, Spark. */
export const pipelineRuleSets: readonly RuleSet[] = [workflowRules, cronWorkflowRules];
