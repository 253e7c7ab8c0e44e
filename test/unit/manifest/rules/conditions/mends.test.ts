import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  changedTo,
  inField,
  inItem,
  type Mend,
  withField,
  without,
} from '../../../../../src/manifest/rules/conditions/mends.ts';
import { conditionRuleSets } from '../../../../../src/manifest/rules/conditions/table.ts';
import { wordsOf } from '../../../../../src/manifest/say.ts';
import { nodeAt } from '../../../../../src/manifest/syntax/lookup.ts';
import { parseManifestText } from '../../../../../src/manifest/syntax/parseText.ts';
import { withFixApplied } from '../../../../support/fixes.ts';
import { aManifest } from '../../../../support/manifests.ts';

/** The texts that a mend makes of one. */
function mended(text: string, mend: Mend, ...path: readonly (string | number)[]): readonly string[] {
  const node = nodeAt(parseManifestText(text)[0]?.root, ...path);
  assert.ok(node);
  return mend(node).map(fix => withFixApplied(text, fix));
}

suite('mends', () => {
  test('take one of some fields away', () =>
    assert.deepEqual(mended('a: 1\nb: 2\n', without('a', 'b', 'c')), ['b: 2\n', 'a: 1\n']));
  test('write the value that fits', () => {
    assert.deepEqual(mended('a: 1\n', withField('a', 'x')), ['a: x\n']);
    assert.deepEqual(mended('b: 1\n', withField('a', 'x')), ['b: 1\na: x\n']);
    assert.deepEqual(mended('a: {b: c}\n', withField('a', 'x')), []);
  });
  test('offer values', () => assert.deepEqual(mended('a: 1\n', changedTo(2, 3), 'a'), ['a: 2\n', 'a: 3\n']));
  test('look into fields and at the first wrong item', () => {
    const isLarge = (item: Parameters<Mend>[0]) => item.kind === 'scalar' && Number(item.value) > 1;
    assert.deepEqual(mended('a: [1, 2, 3]\n', inField('a', inItem(isLarge, changedTo(1)))), [
      'a: [1, 1, 3]\n',
    ]);
    assert.deepEqual(mended('a: [1]\n', inField('a', inItem(isLarge, changedTo(1)))), []);
    assert.deepEqual(mended('b: 1\n', inField('a', changedTo(1))), []);
  });
});

/** The first mended text of the only condition that a text breaks. */
function repaired(text: string): string | undefined {
  const object = aManifest(text);
  const found: (string | undefined)[] = [];
  for (const { kinds = {} } of conditionRuleSets)
    kinds[`${object.group}/${object.kind}`]?.(object, (_, _at, message, details) => {
      const [fix] = details?.fixes?.() ?? [];
      found.push(fix ? withFixApplied(text, fix) : wordsOf(message));
    });
  return found[0];
}

function heals(name: string, broken: string, whole: string): void {
  test(name, () => {
    assert.equal(repaired(broken), whole);
    assert.equal(repaired(whole), undefined);
  });
}

const route = (rest: string) =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: a}\nspec:\n  rules:\n  - ${rest}\n`;
const gateway = (listener: string) =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: a}\nspec:\n  listeners:\n  - ${listener}\n`;
const flavor = (toleration: string) =>
  `apiVersion: kueue.x-k8s.io/v1beta1\nkind: ResourceFlavor\nmetadata: {name: a}\nspec:\n  tolerations:\n  - ${toleration}\n`;
const rayJob = (spec: string) =>
  `apiVersion: ray.io/v1\nkind: RayJob\nmetadata: {name: a}\nspec:\n  ${spec}\n`;

const scaled = (spec: string) =>
  `apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: a}\nspec: ${spec}\n`;
const pool = (picker: string) =>
  `apiVersion: inference.networking.k8s.io/v1\nkind: InferencePool\nmetadata: {name: a}\nspec: {endpointPickerRef: ${picker}}\n`;

suite('conditions', () => {
  heals(
    'of replicas',
    scaled('{minReplicaCount: 5, maxReplicaCount: 3}'),
    scaled('{minReplicaCount: 3, maxReplicaCount: 3}'),
  );
  heals('of endpoint pickers', pool('{name: b}'), pool('{name: b, port: 9002}'));
  heals(
    'of permanent cookies',
    route('sessionPersistence: {cookie: {lifetimeType: Permanent}}'),
    route('sessionPersistence: {cookie: {lifetimeType: Permanent}, absoluteTimeout: 24h}'),
  );
  heals(
    'of sessions by header',
    route('sessionPersistence: {type: Header, header: {name: a}, cookie: {lifetimeType: Session}}'),
    route('sessionPersistence: {type: Header, header: {name: a}}'),
  );
  heals(
    'of redirects',
    route(
      '{filters: [{type: RequestRedirect, requestRedirect: {port: 1}}], backendRefs: [{name: a, port: 1}]}',
    ),
    route('{filters: [{type: RequestRedirect, requestRedirect: {port: 1}}]}'),
  );
  heals('of backends', route('backendRefs: [{name: b}]'), route('backendRefs: [{name: b, port: 80}]'));
  heals(
    'of filters',
    route('filters: [{type: RequestRedirect, requestRedirect: {port: 1}, urlRewrite: {hostname: a}}]'),
    route('filters: [{type: RequestRedirect, requestRedirect: {port: 1}}]'),
  );
  heals(
    'of listeners without TLS',
    gateway('{name: a, port: 80, protocol: TCP, tls: {mode: Terminate}}'),
    gateway('{name: a, port: 80, protocol: TCP}'),
  );
  heals(
    'of listeners without names',
    gateway('{name: a, port: 80, protocol: TCP, hostname: a.b}'),
    gateway('{name: a, port: 80, protocol: TCP}'),
  );
  heals(
    'of listeners that end TLS',
    gateway('{name: a, port: 1, protocol: HTTPS, tls: {mode: Passthrough, certificateRefs: [{name: b}]}}'),
    gateway('{name: a, port: 1, protocol: HTTPS, tls: {mode: Terminate, certificateRefs: [{name: b}]}}'),
  );
  heals(
    'of tolerations without a key',
    flavor('{effect: NoExecute}'),
    flavor('{effect: NoExecute, operator: Exists}'),
  );
  heals(
    'of tolerations with a time',
    flavor('{key: a, tolerationSeconds: 3, effect: NoSchedule}'),
    flavor('{key: a, tolerationSeconds: 3, effect: NoExecute}'),
  );
  heals(
    'of tolerations with a value too much',
    flavor('{key: a, operator: Exists, value: b}'),
    flavor('{key: a, operator: Exists}'),
  );
  heals('of operators', flavor('{key: a, operator: In}'), flavor('{key: a, operator: Exists}'));
  heals('of managers', rayJob('managedBy: someone'), rayJob('managedBy: ray.io/kuberay-operator'));
});
