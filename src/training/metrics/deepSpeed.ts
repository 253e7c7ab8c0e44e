import { type LineFormat, noMetrics } from './metricReading.ts';
import { toReading } from './namedValues.ts';
import { numberPattern, parseNumber } from './number.ts';

const engine = /\bstep=(\d{1,12}), skipped=\d{1,12}, lr=\[([^\]]{0,400})\], mom=/;
const timer = /\bepoch=\d{1,9}\/micro_step=\d{1,12}\/global_step=\d{1,12},/;
const pipe = new RegExp(String.raw`\bsteps: (\d{1,12}) loss: (${numberPattern}) iter time \(s\):`, 'i');
const ownLine =
  /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\] \[(?:INFO|WARNING|DEBUG)\] \[\w{1,40}\.py:\d{1,5}:/;

/**
 * DeepSpeed: the engine's `step=10, skipped=0, lr=[1e-05], mom=[…]` and the pipeline's `steps: 10 loss: 1.2345 iter
 * time (s): …`. Its timer line holds throughput and memory only; what else it logs is about itself.
 */
export const deepSpeed: LineFormat = {
  name: 'DeepSpeed',
  read(line) {
    const [, pipeStep, loss] = pipe.exec(line) ?? [];
    if (loss !== undefined) {
      return toReading(new Map([['loss', parseNumber(loss) ?? Number.NaN]]), { step: Number(pipeStep) });
    }
    const [, step, rates] = engine.exec(line) ?? [];
    if (rates !== undefined) return toReading(learningRates(rates), { step: Number(step) });
    return timer.test(line) || ownLine.test(line) ? noMetrics() : undefined;
  },
};

/** One rate where all parameter groups share it, else one for each group: `lr`, `lr[1]`, … */
function learningRates(list: string): ReadonlyMap<string, number> {
  const rates = list.split(',').flatMap(text => parseNumber(text.trim()) ?? []);
  const areEqual = rates.every(rate => rate === rates[0]);
  return new Map(
    (areEqual ? rates.slice(0, 1) : rates).map((rate, index) => [index === 0 ? 'lr' : `lr[${index}]`, rate]),
  );
}
