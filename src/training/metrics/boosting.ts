import { type LineFormat, noMetrics } from './metricReading.ts';
import { toReading } from './namedValues.ts';
import { numberPattern, parseNumber } from './number.ts';

const xgboostLine = /(?:^|[\s\]])\[(\d{1,9})\](?=[\t ]{1,8}[^\t:]{1,80}[:-])/;
const number = new RegExp(`^${numberPattern}`, 'i');
const lightgbmCli = new RegExp(
  String.raw`\bIteration:\s?(\d{1,9}), ([\w. ]{1,40}? [\w@]{1,40}) : (${numberPattern})(?!\S)`,
  'i',
);

/**
 * XGBoost `[12]⇥train-rmse:0.12⇥eval-rmse:0.23` and LightGBM `[10]⇥valid_0's l2: 0.123⇥valid_0's auc: 0.9`; of a
 * cross-validation the mean (`0.23456+0.0012`). Whatever stands behind a name there is a metric.
 */
export const boosting: LineFormat = {
  name: 'XGBoost, LightGBM',
  read(line) {
    const cli = lightgbmCli.exec(line);
    if (cli) return readCli(cli);
    const head = xgboostLine.exec(line);
    if (!head) return /^\[LightGBM\] \[/.test(line) ? noMetrics() : undefined;
    const metrics = new Map<string, number>();
    for (const cell of line.slice(head.index + head[0].length).split(/\t| {2,}(?=\S)/)) {
      const colon = cell.indexOf(':');
      const name = cell.slice(0, colon).trim();
      const value = number.exec(cell.slice(colon + 1).trim())?.[0];
      if (value === undefined || !isEvaluated(name)) continue;
      metrics.set(name, parseNumber(value) ?? Number.NaN);
    }
    return metrics.size === 0 ? undefined : toReading(metrics, { step: Number(head[1]) });
  },
};

/** `set-metric` of XGBoost, `set's metric` of LightGBM. */
function isEvaluated(name: string): boolean {
  return /^[\w.]{1,60}-[\w@.:-]{1,60}$/.test(name) || /^[\w. ]{1,60}'s [\w@. +-]{1,60}$/.test(name);
}

function readCli([, step, name, value]: RegExpExecArray) {
  const parsed = parseNumber(value ?? '');
  return parsed === undefined || name === undefined
    ? noMetrics()
    : toReading(new Map([[name, parsed]]), { step: Number(step) });
}
