import type { RuleSet } from '../../rule.ts';
import { admissionRules } from './admissionRules.ts';
import { autoscalingRules } from './autoscalingRules.ts';
import { noneChosen, oneTooMany } from './choices.ts';
import { configRules } from './configRules.ts';
import { containerRules } from './containerRules.ts';
import { cronRules } from './cronRules.ts';
import { deviceRules } from './deviceRules.ts';
import { endpointRules } from './endpointRules.ts';
import { envRules } from './envRules.ts';
import { fieldRules } from './fieldRules.ts';
import { handlerRules } from './handlerRules.ts';
import { jobRules } from './jobRules.ts';
import { mountRules } from './mountRules.ts';
import { networkRules } from './networkRules.ts';
import { podRules } from './podRules.ts';
import { podSecurityRules } from './podSecurityRules.ts';
import { policyRules } from './policyRules.ts';
import { rbacRules } from './rbacRules.ts';
import { resourceRules } from './resourceRules.ts';
import { restartRules } from './restartRules.ts';
import { schedulingRules } from './schedulingRules.ts';
import { selectorRules } from './selectorRules.ts';
import { serverRules } from './serverRules.ts';
import { serviceRules } from './serviceRules.ts';
import { specRules } from './specRules.ts';
import { storageClassRules } from './storageClassRules.ts';
import { storageRules } from './storageRules.ts';
import { volumeRules } from './volumeRules.ts';
import { webhookRules } from './webhookRules.ts';
import { wholePodRules } from './wholePodRules.ts';
import { workloadRules } from './workloadRules.ts';

/**
 * The rules of the core kinds that no schema tells, after the validation of k8s.io/kubernetes 1.36, and what it accepts
 * although it cannot be meant.
 */
export const coreRuleSets: readonly RuleSet[] = [
  { facts: [oneTooMany, noneChosen] },
  fieldRules,
  containerRules,
  envRules,
  mountRules,
  handlerRules,
  resourceRules,
  volumeRules,
  selectorRules,
  schedulingRules,
  podRules,
  podSecurityRules,
  specRules,
  wholePodRules,
  restartRules,
  workloadRules,
  jobRules,
  cronRules,
  autoscalingRules,
  serviceRules,
  configRules,
  storageRules,
  storageClassRules,
  policyRules,
  networkRules,
  rbacRules,
  deviceRules,
  webhookRules,
  admissionRules,
  endpointRules,
  serverRules,
];
