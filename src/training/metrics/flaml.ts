import { type LineFormat, noMetrics } from './metricReading.ts';
import { toReading } from './namedValues.ts';
import { numberPattern, parseNumber } from './number.ts';

const prefix = /^\[flaml\.[\w.]{1,40}: \d\d-\d\d \d\d:\d\d:\d\d\]/;
const announced = /\biteration (\d{1,9}), current learner /;
const result = new RegExp(
  String.raw`\bestimator ([\w-]{1,60})'s best error=(${numberPattern}),\s{0,12}best estimator [\w-]{1,60}'s best error=(${numberPattern})`,
  'i',
);

/**
 * FLAML: `iteration 3, current learner lgbm`, then ` at 2.6s, estimator lgbm's best error=0.37, best estimator rf's
 * best error=0.36`. Named so that the curves go on when another learner takes the lead.
 */
export const flaml: LineFormat = {
  name: 'FLAML',
  read(line, memory) {
    if (!prefix.test(line)) return undefined;
    const iteration = announced.exec(line)?.[1];
    if (iteration !== undefined) {
      memory.iteration = Number(iteration);
      return noMetrics();
    }
    const [, learner, own, best] = result.exec(line) ?? [];
    if (learner === undefined) return noMetrics();
    const metrics = new Map([
      [`${learner}'s best error`, parseNumber(own ?? '') ?? Number.NaN],
      ['best error', parseNumber(best ?? '') ?? Number.NaN],
    ]);
    const step = memory.iteration;
    memory.iteration = undefined;
    return toReading(metrics, step === undefined ? {} : { step });
  },
};
