import { celRuleFacts } from '../cel/celRules.ts';
import { kindFacts } from '../judgeKind.ts';
import { type RuleTable, ruleTable } from '../ruleTable.ts';
import { duplicateKeyFacts } from '../structure/duplicateKeys.ts';
import { structureFacts } from '../structure/facts.ts';
import { metadataRules } from '../structure/metadataRules.ts';
import { objectNameFacts } from '../structure/objectName.ts';
import { yamlFacts } from '../syntax/yamlProblems.ts';
import { updateFacts } from '../update/updateFacts.ts';
import { adviceRuleSets } from './advice/table.ts';
import { conditionRuleSets } from './conditions/table.ts';
import { coreRuleSets } from './core/table.ts';
import { pipelineRuleSets } from './pipelines/table.ts';
import { referenceRuleSets } from './references/table.ts';
import { roomRuleSets } from './room/table.ts';
import { servingRuleSets } from './serving/table.ts';
import { trainingRuleSets } from './training/table.ts';
import { trapFacts } from './yaml/trapFacts.ts';

/** Every rule that Timonel judges by. */
export function allRules(): RuleTable {
  const language = {
    facts: [
      ...yamlFacts,
      duplicateKeyFacts,
      ...kindFacts,
      ...structureFacts,
      celRuleFacts,
      ...objectNameFacts,
      ...updateFacts,
      ...trapFacts,
    ],
  };
  const sets = [
    language,
    metadataRules,
    ...coreRuleSets,
    ...servingRuleSets,
    ...trainingRuleSets,
    ...pipelineRuleSets,
    ...referenceRuleSets,
    ...roomRuleSets,
    ...adviceRuleSets,
  ];
  return ruleTable(sets, conditionRuleSets);
}
