import type { RuleSet } from '../../rule.ts';
import { grantRules } from './grants.ts';
import { modelRuntimeRules } from './modelRuntime.ts';
import { namedObjectRules } from './namedObjects.ts';
import { scalerRules } from './scalers.ts';
import { selectedObjectRules } from './selectedObjects.ts';

/** What manifests name, held against the workspace and the cluster. */
export const referenceRuleSets: readonly RuleSet[] = [
  namedObjectRules,
  selectedObjectRules,
  scalerRules,
  modelRuntimeRules,
  grantRules,
];
