import type { RuleSet } from '../../rule.ts';
import { containerAdvice } from './containers.ts';
import { environmentAdvice } from './environment.ts';
import { imageAdvice } from './images.ts';
import { jobAdvice } from './jobs.ts';
import { neighbourAdvice } from './neighbours.ts';
import { servingAdvice } from './serving.ts';
import { volumeAdvice } from './volumes.ts';

/** What a colleague would say in review: nothing is refused, but it will hurt one day. */
export const adviceRuleSets: readonly RuleSet[] = [
  ...containerAdvice,
  imageAdvice,
  environmentAdvice,
  ...volumeAdvice,
  ...jobAdvice,
  ...servingAdvice,
  neighbourAdvice,
];
