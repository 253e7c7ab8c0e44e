import { deepStrictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { tokensOf } from '../../support/textMate.ts';

/** What is coloured in a line, each text with the innermost scope, without the grammar's own ending. */
async function colouredIn(grammar: string, line: string): Promise<readonly string[]> {
  const [tokens = []] = await tokensOf(grammar, line);
  const parts: { scope: string; text: string }[] = [];
  for (const { text, scopes } of tokens) {
    const scope =
      scopes.length < 2 ? '' : (scopes.at(-1)?.replace(/\.(promql|template-expression)$/, '') ?? '');
    const last = parts.at(-1);
    if (last?.scope === scope) last.text += text;
    else parts.push({ scope, text });
  }
  return parts
    .filter(({ scope }) => scope !== '' && !scope.startsWith('punctuation'))
    .map(({ text, scope }) => `${text} ${scope}`);
}

suite('the grammar of PromQL', () => {
  const coloured = (line: string) => colouredIn('source.promql', line);

  test('tells aggregations, functions, metrics, labels and durations apart', async () => {
    deepStrictEqual(
      await coloured('sum by (pod) (rate(http_requests_total{code=~"5.."}[5m] offset 1h)) > 0.5'),
      [
        'sum support.function.aggregation',
        'by keyword.control',
        'pod variable.other.metric',
        'rate support.function',
        'http_requests_total variable.other.metric',
        'code entity.other.attribute-name.label',
        '=~ keyword.operator.matching',
        '"5.." string.quoted.double',
        '5m constant.numeric.duration',
        'offset keyword.control',
        '1h constant.numeric.duration',
        '> keyword.operator.comparison',
        '0.5 constant.numeric',
      ],
    );
  });
  test('takes a metric for a metric, whatever it is called', async () => {
    deepStrictEqual(await coloured('model:errors:rate5m != bool 0 unless count:by'), [
      'model:errors:rate5m variable.other.metric',
      '!= keyword.operator.comparison',
      'bool keyword.control',
      '0 constant.numeric',
      'unless keyword.operator.logical',
      'count:by variable.other.metric',
    ]);
  });
  test('finds expressions in label values, and comments', async () => {
    deepStrictEqual(await coloured("up{job='{{args.job}}'} # all"), [
      'up variable.other.metric',
      'job entity.other.attribute-name.label',
      '= keyword.operator.matching',
      "' string.quoted.single",
      'args variable.language',
      '.job variable.other.property',
      "' string.quoted.single",
      '# all comment.line.number-sign',
    ]);
  });
  test('reads strings that stand in a quoted YAML string', async () => {
    deepStrictEqual((await coloured('up{a=\\"b\\"} == +Inf')).slice(2, 6), [
      '= keyword.operator.matching',
      '\\"b\\" string.quoted.double',
      '== keyword.operator.comparison',
      '+ keyword.operator.arithmetic',
    ]);
  });
});

suite('the grammar of expressions', () => {
  const coloured = (line: string) => colouredIn('source.timonel-expression', line);

  test('knows what Argo fills in', async () => {
    deepStrictEqual(await coloured('steps.train-model.outputs.result'), [
      'steps variable.language',
      '.train-model.outputs.result variable.other.property',
    ]);
    deepStrictEqual(await coloured("sprig.trim(inputs.parameters.x) + 'y'"), [
      'sprig.trim support.function',
      'inputs variable.language',
      '.parameters.x variable.other.property',
      '+ keyword.operator',
      "'y' string.quoted.single",
    ]);
  });
  test('knows Go templates of alerts', async () => {
    deepStrictEqual(await coloured('if gt $value 0.9'), [
      'if keyword.control',
      'gt keyword.operator.logical',
      '$value variable.other.readwrite',
      '0.9 constant.numeric',
    ]);
    deepStrictEqual(await coloured('$labels.pod | toUpper'), [
      '$labels.pod variable.other.readwrite',
      '| keyword.operator.pipe',
      'toUpper support.function',
    ]);
  });
});
