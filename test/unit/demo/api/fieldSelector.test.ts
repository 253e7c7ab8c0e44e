import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseFieldSelector } from '../../../../src/demo/api/fieldSelector.ts';
import type { KubeObject } from '../../../../src/demo/api/kubeObject.ts';
import { ApiError } from '../../../../src/demo/api/status.ts';

const pod: KubeObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', namespace: 'ml', uid: '', resourceVersion: '', creationTimestamp: '' },
  spec: { nodeName: 'n' },
  status: { phase: 'Running' },
};

suite('parseFieldSelector', () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['', true],
    ['metadata.name=p', true],
    ['metadata.namespace==ml,spec.nodeName=n', true],
    ['status.phase!=Running', false],
    ['spec.nodeName=', false],
    ['status.podIP=', true],
  ];
  for (const [text, fits] of cases) {
    test(`"${text}" ${fits ? 'fits' : 'does not fit'}`, () =>
      assert.equal(parseFieldSelector(text, 'Pod')(pod), fits));
  }

  const refused = ['spec.foo=x', 'nonsense'];
  for (const text of refused) {
    test(`refuses "${text}"`, () =>
      assert.throws(
        () => parseFieldSelector(text, 'Pod'),
        (error: unknown) => error instanceof ApiError && error.code === 400,
      ));
  }
});
