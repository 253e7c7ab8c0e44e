import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { oneObjectFeed } from '../../../src/cluster/oneObjectFeed.ts';
import { kinds, type ObjectRef, type WireObject } from '../../../src/cluster/resource.ts';
import { describeObject } from '../../../src/tree/describe.ts';
import { cleanObject } from '../../../src/tree/objectYaml.ts';
import { FakeClock, turn } from '../../support/fakeClock.ts';
import { fixture } from '../../support/fixture.ts';
import { aPage, ScriptedReader } from '../../support/scriptedReader.ts';

/** A fixture as it is a member of a list: API servers leave its type out there. */
function asListed(name: string): WireObject {
  const { apiVersion: _, kind: __, ...listed } = fixture(name);
  return listed;
}

/** What the feed of an object holds once the server has listed it. */
async function followed(ref: ObjectRef, listed: WireObject): Promise<WireObject | undefined> {
  const reader = new ScriptedReader();
  const clock = new FakeClock();
  const feed = oneObjectFeed(reader, ref, { clock, random: () => 0 });
  feed.use();
  reader.answer(aPage(7, [listed]));
  await turn();
  await clock.advance(0);
  const [object] = feed.items.values();
  assert.equal(reader.listQueries[0]?.fieldSelector, `metadata.name=${ref.name}`);
  feed.dispose();
  return object?.wire;
}

suite('a single object that is followed', () => {
  test('says of what kind it is, first of all', async () => {
    const wire = await followed(
      { kind: kinds.pods, namespace: 'ml', name: 'p' },
      asListed('cluster/pod.json'),
    );
    assert.deepEqual(Object.entries(wire ?? {}).slice(0, 2), [
      ['apiVersion', 'v1'],
      ['kind', 'Pod'],
    ]);
    assert.equal(describeObject(wire ?? {}, []), describeObject(fixture('cluster/pod.json'), []));
  });

  test('shows no value of a Secret', async () => {
    const secret = fixture('cluster/secret.json');
    const wire = await followed(
      { kind: kinds.secrets, namespace: 'ml', name: 's' },
      asListed('cluster/secret.json'),
    );
    const texts = [JSON.stringify(cleanObject(wire ?? {})), describeObject(wire ?? {}, [])];
    for (const value of Object.values(secret['data'] as Record<string, string>)) {
      for (const text of texts) {
        assert.ok(!text.includes(value));
        assert.ok(!text.includes(Buffer.from(value, 'base64').toString()));
      }
    }
    assert.match(texts[0] ?? '', /hidden, 17 bytes/);
  });
});
