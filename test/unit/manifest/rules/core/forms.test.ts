import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { indexProblem } from '../../../../../src/manifest/rules/core/completionIndexes.ts';
import * as form from '../../../../../src/manifest/rules/core/nameForms.ts';
import { nearest } from '../../../../../src/manifest/rules/core/nearest.ts';
import {
  isContainerResource,
  isCounted,
  isExtendedResource,
  isOvercommitAllowed,
  isQuotaResource,
} from '../../../../../src/manifest/rules/core/resourceNames.ts';
import { wordsOf } from '../../../../../src/manifest/say.ts';

/** A form, texts that it takes, and texts that it refuses. */
type Samples = readonly [tested: form.NameForm, good: readonly string[], bad: readonly string[]];

const samples: readonly Samples[] = [
  [form.dnsLabel, ['a', 'a-1', '1a', 'a'.repeat(63)], ['', 'A', 'a_b', '-a', 'a-', 'a.b', 'a'.repeat(64)]],
  [form.dnsSubdomain, ['a', 'a.b', 'a-1.b'], ['a..b', '.a', 'A.b', 'a_b', 'a'.repeat(254)]],
  [
    form.hostPattern,
    ['example.com', '*.example.com'],
    ['*', '*.*.com', 'a.*.com', '10.0.0.1', 'Example.com', 'a:80'],
  ],
  [form.searchDomain, ['.', 'a.b.', '_dns.a'], ['a b', '-a', '..']],
  [form.portName, ['http', 'a-1', 'h2c'], ['80', 'a--b', '-a', 'Http', 'a'.repeat(16)]],
  [form.qualifiedName, ['a', 'a.b/c', 'A_b.c', 'example.com/Name'], ['', 'a/b/c', '/a', 'a/', 'A_B/c', '-a']],
  [form.labelValue, ['', 'a', 'A_b.c-1'], ['a b', '-a', 'a'.repeat(64), 'a/b']],
  [form.environmentName, ['A', 'a.b', '1-x', 'a b'], ['A=B', 'ä', '']],
  [form.configKey, ['a', '.a', 'a.b_c-d'], ['.', '..', '..a', 'a b', 'a/b']],
  [form.pathSegment, ['a:b', 'system:x'], ['a/b', 'a%b', '.', '..']],
  [form.pathBelow, ['a/b', '..a'], ['/a', '../a', 'a/..']],
  [form.filePathBelow, ['a/b', '.a'], ['..a', '/a', 'a/../b']],
  [form.domainPrefixedPath, ['a.b/c', 'a/b/c'], ['a', '/a', 'a/', 'A.b/c', 'a/b c']],
  [
    form.sysctlName,
    ['net.ipv4.ip_forward', 'net/a', 'kernel.shm_rmid_forced'],
    ['Net.a', '.a', 'a..b', 'a b'],
  ],
  [form.percentage, ['0%', '25%', '100%'], ['25', '-1%', '1.5%', '25 %', '%']],
  [form.ipAddress, ['10.0.0.1', '::1', 'fd00::a'], ['10.0.0', '010.0.0.1', '1.2.3.256', ':::', 'a']],
  [
    form.cidr,
    ['10.0.0.0/8', '0.0.0.0/0', 'fd00::/8', '::/0'],
    ['10.0.0.1/8', '10.0.0.0', '10.0.0.0/33', '10.0.0.0/08', 'a/8'],
  ],
];

suite('name forms', () => {
  for (const [tested, good, bad] of samples)
    test(`take what the API server takes: ${tested.demand}`, () => {
      deepStrictEqual(
        good.filter(text => !tested.fits(text)),
        [],
      );
      deepStrictEqual(
        bad.filter(text => tested.fits(text)),
        [],
      );
    });
  test('mend what they can', () => {
    strictEqual(form.dnsLabel.mend?.('My_Pod'), 'my-pod');
    strictEqual(form.dnsSubdomain.mend?.('My_Pod.X'), 'my-pod.x');
    strictEqual(form.hostPattern.mend?.('https://Example.com:8080/a'), 'example.com');
    strictEqual(form.portName.mend?.('HTTP_Metrics_Port_1'), 'http-metrics-po');
    strictEqual(form.configKey.mend?.('my key'), 'my_key');
    strictEqual(form.filePathBelow.mend?.('/a/b'), 'a/b');
    strictEqual(form.percentage.mend?.('25 %'), '25%');
    strictEqual(form.percentage.mend?.('25'), '25%');
  });
  test('read networks as bits', () => {
    deepStrictEqual(form.cidrBits('10.0.0.0/8'), { bits: `00001010${'0'.repeat(24)}`, length: 8 });
    strictEqual(form.cidrBits('fd00::/8')?.bits.length, 128);
    strictEqual(form.cidrBits('fd00::/8')?.bits.slice(0, 8), '11111101');
    strictEqual(form.cidrBits('::ffff:10.0.0.0/104')?.bits.slice(80, 104), '111111111111111100001010');
    strictEqual(form.cidrBits('10.0.0.0/8/9'), undefined);
  });
});

suite('nearest', () => {
  const words = ['Always', 'IfNotPresent', 'Never'];
  test('finds the same word in another case', () => strictEqual(nearest('ALWAYS', words), 'Always'));
  test('forgives two slips', () => strictEqual(nearest('IfNotPresnt', words), 'IfNotPresent'));
  test('gives up on strangers', () => strictEqual(nearest('Sometimes', words), undefined));
  test('does not choose between equals', () => strictEqual(nearest('ac', ['ab', 'ad']), undefined));
  test('does not take a short word for a slip', () => strictEqual(nearest('x', ['y']), undefined));
});

suite('indexProblem', () => {
  const totals: Readonly<Record<string, number>> = { '': 0, '0': 1, '0-2': 3, '0,2-3': 3, '1,3': 2 };
  for (const [text, total] of Object.entries(totals))
    test(`counts "${text}"`, () => deepStrictEqual(indexProblem(text, 4), { total }));
  const bad: Readonly<Record<string, string>> = {
    '4': 'the last one is 3',
    '0-4': 'the last one is 3',
    '2,1': 'does not',
    '1,1': 'does not',
    '2-2': 'does not',
    a: 'neither',
    '1-2-3': 'neither',
    '0,': 'neither',
    '-1': 'neither',
  };
  for (const [text, words] of Object.entries(bad))
    test(`refuses "${text}"`, () => {
      const { message, total } = indexProblem(text, 4);
      strictEqual(total, undefined);
      strictEqual(message !== undefined && wordsOf(message).includes(words), true);
    });
});

suite('resource names', () => {
  test('tell devices from what is Kubernetes’ own', () => {
    deepStrictEqual(['nvidia.com/gpu', 'cpu', 'kubernetes.io/x', 'requests.a/b'].map(isExtendedResource), [
      true,
      false,
      false,
      false,
    ]);
    deepStrictEqual(['cpu', 'nvidia.com/gpu', 'hugepages-2Mi'].map(isOvercommitAllowed), [
      true,
      false,
      false,
    ]);
    deepStrictEqual(['pods', 'nvidia.com/gpu', 'cpu'].map(isCounted), [true, true, false]);
  });
  test('know what containers and quotas can name', () => {
    const names = [
      'cpu',
      'ephemeral-storage',
      'hugepages-1Gi',
      'nvidia.com/mig-1g.5gb',
      'gpu',
      'pods',
      'storage',
      'a b',
    ];
    deepStrictEqual(names.map(isContainerResource), [true, true, true, true, false, false, false, false]);
    const quotas = [
      'pods',
      'requests.nvidia.com/gpu',
      'count/jobs.batch',
      'requests.storage',
      'gpu',
      'limits.gpu',
    ];
    deepStrictEqual(quotas.map(isQuotaResource), [true, true, true, true, false, false]);
  });
});
