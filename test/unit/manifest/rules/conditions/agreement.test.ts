import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { jsonNode } from '../../../../../src/manifest/cel/jsonNode.ts';
import { judgeCel } from '../../../../../src/manifest/cel/judgeCel.ts';
import type { ManifestObject } from '../../../../../src/manifest/object.ts';
import type { Report } from '../../../../../src/manifest/rule.ts';
import { conditionRuleSets } from '../../../../../src/manifest/rules/conditions/table.ts';
import type { Schema } from '../../../../../src/manifest/schema/schema.ts';
import { StructureJudge } from '../../../../../src/manifest/structure/structureJudge.ts';
import { pathOf, toJson } from '../../../../../src/manifest/syntax/lookup.ts';
import { parseManifestText } from '../../../../../src/manifest/syntax/parseText.ts';
import { withoutCorpus } from '../../../../support/corpus.ts';
import { corpusCatalog } from '../../../../support/corpusCatalog.ts';
import { generated, mutated, type Random } from '../../../../support/schemaMutations.ts';
import { seededRandom } from '../../../../support/seededRandom.ts';

const valid = new URL('../../../../../../shared/corpus/valid/', import.meta.url);
const checks = new Map(conditionRuleSets.flatMap(set => Object.entries(set.kinds ?? {})));

suite('conditions of our own', { skip: withoutCorpus('crds/KINDS.tsv') }, () => {
  const catalog = corpusCatalog();
  const samples = samplesByKind();
  const structure = new StructureJudge();

  for (const kind of catalog.ofCorpus) {
    const check = checks.get(`${kind.group}/${kind.kind}`);
    if (check === undefined) continue;
    test(`agree with the CEL rules of ${kind.kind} ${kind.version}`, () => {
      const schema = catalog.schema(kind);
      assert.ok(schema);
      const random = seededRandom(7);
      const seeds = samples.get(`${kind.group}/${kind.version}/${kind.kind}`) ?? [];
      let broken = 0;
      for (const json of variants(seeds, schema, random, kind)) {
        const object: ManifestObject = { ...kind, node: nodeOf(json), name: undefined, namespace: undefined };
        if (isMisshapen(structure, object, schema)) continue;
        const theirs = pathsOf(report => judgeCel(object.node, schema, report));
        const ours = pathsOf(report => check(object, report));
        if (theirs.length > 0) broken++;
        assert.deepEqual(ours, theirs, JSON.stringify(json));
      }
      if (kind.celRules > 0) assert.ok(broken > 0, 'no rule was broken, so nothing was compared');
    });
  }
});

function isMisshapen(structure: StructureJudge, object: ManifestObject, schema: Schema): boolean {
  let count = 0;
  structure.judge(object.node, schema, 'custom', () => count++);
  return count > 0;
}

/** The paths of what is found, sorted, each as often as it was found. */
function pathsOf(judge: (report: Report) => void): readonly string[] {
  const paths: string[] = [];
  judge((_rule, at) => paths.push(pathOf(at)));
  return paths.sort();
}

/** Samples as they are and mutated, and objects made up from the schema and mutated. */
function* variants(
  seeds: readonly unknown[],
  schema: Schema,
  random: Random,
  kind: { readonly group: string; readonly version: string; readonly kind: string },
): Generator<unknown> {
  const head = { apiVersion: `${kind.group}/${kind.version}`, kind: kind.kind, metadata: { name: 'sample' } };
  for (let round = 0; round < 600; round++) {
    const seed =
      seeds.length > 0 && round % 3 !== 0 ? seeds[round % seeds.length] : made(schema, random, head);
    let json = seed;
    const steps = Math.floor(random() * 4);
    for (let step = 0; step < steps; step++) json = mutated(json, schema, random);
    // The server names an object before it runs the rules.
    yield { ...(json as object), metadata: { name: 'sample', ...metadataOf(json) } };
  }
}

function metadataOf(json: unknown): object {
  const { metadata } = json as { readonly metadata?: object };
  return metadata ?? {};
}

function made(schema: Schema, random: Random, head: object): unknown {
  const spec = schema.property('spec');
  return { ...head, ...(spec === undefined ? {} : { spec: generated(spec, random, 0) }) };
}

function nodeOf(json: unknown): ManifestObject['node'] {
  const node = jsonNode(json);
  assert.ok(node.kind === 'map');
  return node;
}

/** The recorded objects of the kinds that have conditions, by group, version and kind. */
function samplesByKind(): ReadonlyMap<string, readonly unknown[]> {
  const samples = new Map<string, unknown[]>();
  if (withoutCorpus('valid/INDEX.tsv')) return samples;
  for (const file of readdirSync(valid)) {
    if (!/\.ya?ml$/.test(file)) continue;
    const text = readFileSync(new URL(encodeURIComponent(file), valid), 'utf8');
    if (![...checks.keys()].some(kind => text.includes(`kind: ${kind.split('/')[1]}`))) continue;
    for (const object of parseManifestText(text).flatMap(document => document.objects)) {
      const key = `${object.group}/${object.version}/${object.kind}`;
      if (!checks.has(`${object.group}/${object.kind}`)) continue;
      samples.set(key, [...(samples.get(key) ?? []), toJson(object.node)]);
    }
  }
  return samples;
}
