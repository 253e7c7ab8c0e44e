import type { RuleSet } from '../../rule.ts';
import { argoConditions } from './argo.ts';
import { gatewayConditions } from './gateway.ts';
import { httpRouteConditions } from './httpRoute.ts';
import { inferencePoolConditions } from './inferencePool.ts';
import { istioConditions } from './istio.ts';
import { kueueConditions } from './kueue.ts';
import { llmInferenceServiceConditions } from './llmInferenceService.ts';
import { rayConditions } from './ray.ts';
import { scalingConditions } from './scaling.ts';
import { trainerConditions } from './trainer.ts';

/**
 * The conditions that definitions state in CEL, as rules of our own: for kinds whose definition is not at hand. Where the schema
 * of a kind carries the rules themselves, those are judged instead, and these are left out.
 */
export const conditionRuleSets: readonly RuleSet[] = [
  argoConditions,
  gatewayConditions,
  httpRouteConditions,
  inferencePoolConditions,
  istioConditions,
  kueueConditions,
  llmInferenceServiceConditions,
  rayConditions,
  scalingConditions,
  trainerConditions,
];
