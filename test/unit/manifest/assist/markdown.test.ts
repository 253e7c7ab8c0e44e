import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { code, escaped, pageLink } from '../../../../src/manifest/assist/markdown.ts';
import { quantityWords } from '../../../../src/manifest/assist/quantityWords.ts';

suite('escaped', () => {
  test('leaves plain words alone', () => assert.equal(escaped('Runs the model'), 'Runs the model'));
  test('takes the meaning from marks', () =>
    assert.equal(
      escaped('[a](b) <c> `d` *e* _f_ #g ~h |i'),
      '\\[a\\]\\(b\\) \\<c\\> \\`d\\` \\*e\\* \\_f\\_ \\#g \\~h \\|i',
    ));
  test('keeps addresses from becoming links', () => assert.equal(escaped('https://a.b'), 'https\\://a\\.b'));
  test('keeps line breaks', () => assert.equal(escaped('a \r\n b'), 'a  \nb'));
  test('drops control and direction marks', () => assert.equal(escaped('a\u0000b\u202ec'), 'a b c'));
});

suite('code', () => {
  test('fences what holds a fence', () => assert.equal(code('a`b'), '``a`b``'));
  test('pads what begins with one', () => assert.equal(code('`a'), '`` `a ``'));
  test('stays on one line', () => assert.equal(code('a\n\nb'), '`a b`'));
});

suite('pageLink', () => {
  test('links https pages', () =>
    assert.equal(
      pageLink('Documentation', 'https://kubernetes.io/docs/#a'),
      '[Documentation](<https://kubernetes.io/docs/#a>)',
    ));
  test('links nothing else', () => {
    for (const address of ['http://a.b', 'command:x', 'https://a.b/>x', 'javascript:1', 'https://a.b/ c'])
      assert.equal(pageLink('x', address), undefined);
    assert.equal(pageLink('x', undefined), undefined);
  });
});

suite('quantityWords', () => {
  const readings: readonly (readonly [string, string, string | undefined])[] = [
    ['1', 'cpu', '1 core'],
    ['100m', 'requests.cpu', '0.1 cores'],
    ['512Mi', 'memory', '536,870,912 bytes (536.9 MB, 512 MiB)'],
    ['1T', 'storage', '1,000,000,000,000 bytes (1 TB, 931.3 GiB)'],
    ['100', 'memory', '100 bytes'],
    ['8', 'nvidia.com/gpu', '8'],
    ['1.5', 'count/pods', '1.5'],
    ['lots', 'cpu', undefined],
  ];
  for (const [text, resource, words] of readings)
    test(`${text} of ${resource} is ${words ?? 'no quantity'}`, () =>
      assert.equal(quantityWords(text, resource), words));
});
