import type { RuleSet } from '../../rule.ts';
import { nodeRoomRules } from './nodeRules.ts';
import { quotaRules } from './quotaRules.ts';

/** What manifests ask for, held against the room that a connected cluster has. */
export const roomRuleSets: readonly RuleSet[] = [nodeRoomRules, quotaRules];
