import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fieldText, resolveField } from '../../../src/deploy/fieldPath.ts';

const pod = {
  metadata: {
    labels: { app: 'a', 'app.kubernetes.io/name': 'b', 'app.kubernetes.io': 'c' },
    finalizers: ['x/y'],
  },
  spec: {
    containers: [
      { name: 'one', image: 'i', ports: [{ containerPort: 80, protocol: 'TCP' }] },
      { name: 'two]', image: 'j' },
    ],
  },
};

const finds = (written: string, path: readonly (string | number)[], rest = '') =>
  deepStrictEqual(resolveField(written, pod), { path, rest });

suite('resolveField', () => {
  test('reads the spelling of validation', () =>
    finds('spec.containers[0].image', ['spec', 'containers', 0, 'image']));
  test('reads keys in brackets', () =>
    finds('metadata.labels[app.kubernetes.io/name]', ['metadata', 'labels', 'app.kubernetes.io/name']));
  test('reads keys with dots, the longest that fits', () =>
    finds('.metadata.labels.app.kubernetes.io/name', ['metadata', 'labels', 'app.kubernetes.io/name']));
  test('reads a shorter key where that is the one', () =>
    finds('.metadata.labels.app.kubernetes.io', ['metadata', 'labels', 'app.kubernetes.io']));
  test('reads items by their name', () =>
    finds('.spec.containers[name="one"].image', ['spec', 'containers', 0, 'image']));
  test('reads names with brackets', () =>
    finds('.spec.containers[name="two]"].image', ['spec', 'containers', 1, 'image']));
  test('reads items by several keys', () =>
    finds('.spec.containers[name="one"].ports[containerPort=80,protocol="TCP"]', [
      'spec',
      'containers',
      0,
      'ports',
      0,
    ]));
  test('reads items of a set by their value', () =>
    finds('.metadata.finalizers[="x/y"]', ['metadata', 'finalizers', 0]));
  test('stops where the document ends', () =>
    finds('spec.containers[0].livenessProbe.port', ['spec', 'containers', 0], '.livenessProbe.port'));
  test('stops at an item that is not there', () =>
    finds('spec.containers[7].image', ['spec', 'containers'], '[7].image'));
  test('finds nothing in nothing', () => {
    deepStrictEqual(resolveField('spec.x', undefined), { path: [], rest: '.spec.x' });
  });
});

suite('fieldText', () => {
  test('writes paths as validation does', () => {
    strictEqual(fieldText(['spec', 'containers', 0, 'image']), 'spec.containers[0].image');
    strictEqual(fieldText(['metadata', 'labels', 'a.b/c']), 'metadata.labels[a.b/c]');
    strictEqual(fieldText([]), '');
  });
  test('writes what resolveField reads', () => {
    const path = ['metadata', 'labels', 'app.kubernetes.io/name'];
    deepStrictEqual(resolveField(fieldText(path), pod).path, path);
  });
});
