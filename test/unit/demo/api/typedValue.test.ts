import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fromFieldsV1, pathsOf, toFieldsV1 } from '../../../../src/demo/api/fieldSet.ts';
import { compare, fieldsOf, merge, remove } from '../../../../src/demo/api/typedValue.ts';
import {
  anything,
  atomicFields,
  atomicList,
  fields,
  listBy,
  setOf,
  text,
  textMap,
  whole32,
} from '../../../../src/demo/schema/schema.ts';

const port = fields({ containerPort: whole32, protocol: { type: 'string', default: 'TCP' }, name: text });
const schema = fields({
  replicas: whole32,
  labels: textMap,
  selector: atomicFields({ app: text }),
  args: atomicList(text),
  ports: listBy(['containerPort', 'protocol'], port),
  finalizers: setOf(text),
  raw: anything,
});

suite('fieldsOf', () => {
  test('leaves, pieces, items by key and by value', () => {
    const value = {
      replicas: 1,
      labels: { a: 'b' },
      selector: { app: 'web' },
      args: ['x'],
      ports: [{ containerPort: 80 }],
      finalizers: ['f'],
      raw: { deep: { list: [1] } },
    };
    assert.deepEqual(toFieldsV1(fieldsOf(value, schema)), {
      'f:args': {},
      'f:finalizers': { 'v:"f"': {} },
      'f:labels': { 'f:a': {} },
      'f:ports': { 'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {} } },
      'f:raw': { 'f:deep': { 'f:list': {} } },
      'f:replicas': {},
      'f:selector': {},
    });
  });

  test('an empty map is a field of its own', () =>
    assert.deepEqual(toFieldsV1(fieldsOf({ labels: {} }, schema)), { 'f:labels': {} }));
});

suite('compare', () => {
  test('tells what changed from what went', () => {
    const before = { replicas: 1, labels: { a: 'b', c: 'd' }, args: ['x'], ports: [{ containerPort: 80 }] };
    const after = { replicas: 2, labels: { a: 'b', e: 'f' }, args: ['x'], ports: [{ containerPort: 81 }] };
    const { changed, removed } = compare(before, after, schema);
    assert.deepEqual(pathsOf(changed), [
      '.replicas',
      '.labels.e',
      '.ports[containerPort=81,protocol="TCP"]',
      '.ports[containerPort=81,protocol="TCP"].containerPort',
    ]);
    assert.deepEqual(pathsOf(removed), [
      '.labels.c',
      '.ports[containerPort=80,protocol="TCP"]',
      '.ports[containerPort=80,protocol="TCP"].containerPort',
    ]);
  });

  test('an atomic piece changes as a whole', () => {
    const { changed } = compare({ selector: { app: 'a' } }, { selector: { app: 'b' } }, schema);
    assert.deepEqual(pathsOf(changed), ['.selector']);
  });
});

suite('merge', () => {
  test('keeps what the configuration does not speak of', () => {
    const live = {
      replicas: 3,
      labels: { a: 'b' },
      ports: [{ containerPort: 80, protocol: 'TCP', name: 'old' }, { containerPort: 90 }],
    };
    const applied = { labels: { c: 'd' }, ports: [{ containerPort: 80, name: 'new' }] };
    assert.deepEqual(merge(live, applied, schema), {
      replicas: 3,
      labels: { a: 'b', c: 'd' },
      ports: [{ containerPort: 80, protocol: 'TCP', name: 'new' }, { containerPort: 90 }],
    });
  });

  test('sets grow, atomic lists are replaced', () => {
    const merged = merge({ finalizers: ['a'], args: ['x', 'y'] }, { finalizers: ['b'], args: ['z'] }, schema);
    assert.deepEqual(merged, { finalizers: ['b', 'a'], args: ['z'] });
  });
});

suite('remove', () => {
  test('takes fields and whole items out, and drops what became empty', () => {
    const value = {
      replicas: 1,
      labels: { a: 'b' },
      ports: [{ containerPort: 80 }, { containerPort: 90 }],
      finalizers: ['f'],
    };
    const gone = fromFieldsV1({
      'f:labels': { 'f:a': {} },
      'f:ports': { 'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {} } },
      'f:finalizers': { 'v:"f"': {} },
    });
    assert.deepEqual(remove(value, gone, schema), { replicas: 1, ports: [{ containerPort: 90 }] });
  });
});
