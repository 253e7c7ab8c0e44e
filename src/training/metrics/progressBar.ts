import { hasForbiddenWord } from './metricName.ts';
import type { LineFormat, LineMemory, MetricReading } from './metricReading.ts';
import { keepMetrics, type NamedValue, toReading } from './namedValues.ts';
import { nameValue } from './nameValue.ts';
import { parseNumber } from './number.ts';
import { readPosition } from './position.ts';

// `desc:  45%|####5     | 45/100 [00:10<00:12,  4.4it/s, loss=0.51]`
const bar = /(\d{1,3})%\|[^|]{0,400}\|\s{0,8}(\d{1,15})\/(\d{1,15}) \[([^\]]{0,800})\]/g;
const barWithoutTotal = /\b\d{1,15}it \[[^\]]{0,400}\]/g;

/**
 * Lines with progress bars of tqdm, Lightning's among them. The epoch stands in a bar's description, `name=value`
 * pairs behind its rate. Text that was printed between bars is read on its own by `others`, since it lands on the
 * same line; the last word on the line wins.
 */
export function progressBar(others: readonly LineFormat[]): LineFormat {
  return {
    name: 'tqdm, Lightning',
    read(line, memory) {
      if (!line.includes('it [') && !line.includes('%|')) return undefined;
      let reading: MetricReading | undefined;
      let position = 0;
      for (const match of line.matchAll(bar)) {
        const description = line.slice(position, match.index);
        reading = merge(reading, readBar(description, match));
        position = match.index + match[0].length;
      }
      if (position === 0 && !line.match(barWithoutTotal)) return undefined;
      const rest = position === 0 ? line.replace(barWithoutTotal, ' ') : line.slice(position);
      return merge(reading, readRest(rest, others, memory)) ?? toReading(new Map());
    },
  };
}

function readBar(description: string, [, , done, total, inside]: RegExpExecArray): MetricReading {
  const { epoch } = readPosition(description);
  const position = {
    ...(epoch === undefined ? {} : { epoch }),
    step: Number(done),
    stepsInEpoch: Number(total),
  };
  const text = nameValue.read(description.replace(/:\s{0,4}$/, ''), { knownNames: new Set() });
  const pairs = (inside ?? '').split(',').slice(1).flatMap(readPair);
  // Lightning adds v_num and then what the training logs, whatever its name.
  const isLightning = /(?:^|[,\s])v_num=/.test(inside ?? '');
  const shown = isLightning
    ? toReading(new Map(pairs.filter(([name]) => name !== 'v_num' && !hasForbiddenWord(name))), position)
    : keepMetrics(pairs, {});
  return toReading(new Map([...(text?.metrics ?? []), ...shown.metrics]), position);
}

function readPair(part: string): NamedValue[] {
  const [name, text, more] = part.split('=');
  const value = parseNumber(text?.trim() ?? '');
  return name === undefined || value === undefined || more !== undefined ? [] : [[name.trim(), value]];
}

function readRest(
  rest: string,
  others: readonly LineFormat[],
  memory: LineMemory,
): MetricReading | undefined {
  if (rest.trim() === '') return undefined;
  for (const format of others) {
    const reading = format.read(rest, memory);
    if (reading) return reading;
  }
  return undefined;
}

function merge(
  first: MetricReading | undefined,
  second: MetricReading | undefined,
): MetricReading | undefined {
  if (!second || second.metrics.size === 0) return first;
  if (!first || first.metrics.size === 0) return second;
  return { ...second, metrics: new Map([...first.metrics, ...second.metrics]) };
}
