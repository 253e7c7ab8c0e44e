import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as names from '../../../../src/manifest/structure/names.ts';

const long = (length: number) => 'a'.repeat(length);

const cases: Readonly<Record<string, readonly [names.NameSyntax, readonly string[], readonly string[]]>> = {
  dnsLabel: [
    names.dnsLabelFlaw,
    ['a', '0', 'my-model-2', long(63)],
    ['', 'A', '-a', 'a-', 'a.b', 'a_b', long(64)],
  ],
  dns1035Label: [names.dns1035LabelFlaw, ['a', 'a-1'], ['1a', '', 'a.b']],
  dnsSubdomain: [
    names.dnsSubdomainFlaw,
    ['a.b', '1.2', 'my-model', `${long(63)}.${long(64)}`],
    ['a..b', '.a', 'a.', 'V_KSA', 'a.-b', long(254)],
  ],
  pathSegment: [names.pathSegmentFlaw, ['system:node', 'A b', 'a..b'], ['', '.', '..', 'a/b', '50%']],
  qualifiedName: [
    names.qualifiedNameFlaw,
    ['app', 'App_1.x', 'nvidia.com/gpu', `example.com/${long(63)}`],
    ['', '/a', 'a/', 'A.com/b', 'a/b/c', '-a', long(64)],
  ],
  annotationKey: [names.annotationKeyFlaw, ['Example.COM/Key', 'key'], ['a b', 'a/b/c']],
  labelValue: [names.labelValueFlaw, ['', 'v1.2_3-x', long(63)], ['a b', '-a', '{{x}}', long(64)]],
  portName: [names.portNameFlaw, ['http', 'h2c', '8a'], ['', '8080', 'a--b', 'HTTP', long(16)]],
  dataKey: [
    names.dataKeyFlaw,
    ['.dockerconfigjson', 'a_b.txt', '...'.slice(2)].slice(0, 2),
    ['..', '..a', '.', 'a b', ''],
  ],
  environmentName: [names.environmentNameFlaw, ['PATH', '1st', 'a b', 'a.b-c'], ['', 'a=b', 'ä']],
  headerName: [names.headerNameFlaw, ['X-Header'], ['', 'a_b', 'a b']],
  wildcardSubdomain: [
    names.wildcardSubdomainFlaw,
    ['*.example.com', 'example.com'],
    ['*', '*.', 'a.*.b', `*.${long(252)}`],
  ],
};

for (const [name, [flaw, good, bad]] of Object.entries(cases)) {
  suite(name, () => {
    for (const text of good) test(`takes ${text.slice(0, 30)}`, () => assert.equal(flaw(text), undefined));
    for (const text of bad)
      test(`refuses "${text.slice(0, 30)}"`, () => assert.notEqual(flaw(text), undefined));
  });
}

suite('flaws', () => {
  test('tell a name that is too long from one of wrong characters', () => {
    assert.deepEqual(names.dnsLabelFlaw(long(64)), { flaw: 'tooLong', most: 63 });
    assert.deepEqual(names.dnsLabelFlaw('A'), { flaw: 'characters' });
    assert.deepEqual(names.dnsLabelFlaw(''), { flaw: 'empty' });
    assert.deepEqual(names.qualifiedNameFlaw('Bad_/x'), { flaw: 'prefix' });
  });
  test('of a hostile name are found at once', () => {
    const hostile = `${'a-'.repeat(200_000)}!`;
    for (const [flaw] of Object.values(cases)) flaw(hostile);
    assert.notEqual(names.pathSegmentFlaw(`${hostile}%`), undefined);
  });
});

suite('generatedStem', () => {
  test('lets a prefix end in a dash', () => {
    assert.equal(names.dnsSubdomainFlaw(names.generatedStem('run-')), undefined);
    assert.equal(names.generatedStem('run'), 'run');
    assert.equal(names.generatedStem('-'), '-');
  });
});
