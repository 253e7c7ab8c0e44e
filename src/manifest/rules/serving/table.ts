import type { RuleSet } from '../../rule.ts';
import { alertmanagerConfigRules } from './alertmanagerConfig.ts';
import { analysisRules } from './analysis.ts';
import { analysisArgumentRules } from './analysisArguments.ts';
import { gatewayApiRules } from './gatewayApi.ts';
import { inferenceGraphRules } from './inferenceGraph.ts';
import { inferenceServiceRules } from './inferenceService.ts';
import { inferenceServiceCanaryRules } from './inferenceServiceCanary.ts';
import { multiNodeRules } from './inferenceServiceMultiNode.ts';
import { inferenceServiceScalingRules } from './inferenceServiceScaling.ts';
import { inferenceServiceStorageRules } from './inferenceServiceStorage.ts';
import { istioRules } from './istio.ts';
import { istioCompanionRules } from './istioCompanions.ts';
import { kedaRules } from './keda.ts';
import { kedaModifierRules } from './kedaModifiers.ts';
import { kedaTriggerRules } from './kedaTriggers.ts';
import { knativeRules } from './knative.ts';
import { knativeAutoscalingRules } from './knativeAutoscaling.ts';
import { knativeTrafficRules } from './knativeTraffic.ts';
import { kserveExtraRules } from './kserveExtras.ts';
import { llmInferenceServiceRules } from './llmInferenceService.ts';
import { monitorRules } from './monitor.ts';
import { podResourceRules } from './podResources.ts';
import { prometheusRuleRules } from './prometheusRule.ts';
import { queryRules } from './queries.ts';
import { rolloutRules } from './rollout.ts';
import { rolloutCanaryRules } from './rolloutCanary.ts';
import { rolloutExperimentRules } from './rolloutExperiment.ts';
import { rolloutStepRules } from './rolloutSteps.ts';
import { seldonCoreTwoRules } from './seldonCoreTwo.ts';
import { seldonDeploymentRules } from './seldonDeployment.ts';
import { seldonGraphRules } from './seldonGraph.ts';
import { seldonPipelineRules } from './seldonPipeline.ts';
import { servingRuntimeRules } from './servingRuntime.ts';

/** The rules of everything that serves, scales, routes and watches models. */
export const servingRuleSets: readonly RuleSet[] = [
  inferenceServiceRules,
  inferenceServiceScalingRules,
  inferenceServiceCanaryRules,
  multiNodeRules,
  inferenceServiceStorageRules,
  servingRuntimeRules,
  inferenceGraphRules,
  kserveExtraRules,
  llmInferenceServiceRules,
  knativeRules,
  knativeAutoscalingRules,
  knativeTrafficRules,
  seldonDeploymentRules,
  seldonGraphRules,
  seldonCoreTwoRules,
  seldonPipelineRules,
  rolloutRules,
  rolloutCanaryRules,
  rolloutStepRules,
  rolloutExperimentRules,
  analysisRules,
  analysisArgumentRules,
  queryRules,
  kedaRules,
  kedaModifierRules,
  kedaTriggerRules,
  prometheusRuleRules,
  monitorRules,
  gatewayApiRules,
  istioRules,
  istioCompanionRules,
  alertmanagerConfigRules,
  podResourceRules,
];
