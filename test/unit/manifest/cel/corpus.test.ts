import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { hasCelRules } from '../../../../src/manifest/cel/celRules.ts';
import { compile } from '../../../../src/manifest/cel/compile.ts';
import { judgeCel } from '../../../../src/manifest/cel/judgeCel.ts';
import { wordsOf } from '../../../../src/manifest/say.ts';
import type { CelRuleJson, SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';
import type { ManifestDocument } from '../../../../src/manifest/syntax/document.ts';
import { pathOf } from '../../../../src/manifest/syntax/lookup.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { withoutCorpus } from '../../../support/corpus.ts';
import { corpusCatalog } from '../../../support/corpusCatalog.ts';

const corpus = new URL('../../../../../shared/corpus/', import.meta.url);

/** What the server said to one document. */
interface Verdict {
  readonly file: string;
  readonly status: string;
  readonly message: string;
  readonly document: ManifestDocument;
}

function verdicts(part: 'valid' | 'invalid'): readonly Verdict[] {
  const [, ...lines] = readFileSync(new URL(`server-verdicts/${part}.tsv`, corpus), 'utf8')
    .trimEnd()
    .split('\n');
  const files = new Map<string, readonly ManifestDocument[]>();
  return lines.flatMap(line => {
    const [file = '', index, , , status = '', , , message = ''] = line.split('\t');
    if (status !== '201' && status !== '422') return [];
    const known =
      files.get(file) ??
      parseManifestText(readFileSync(new URL(`${part}/${encodeURIComponent(file)}`, corpus), 'utf8'));
    files.set(file, known);
    const document = known[Number(index)];
    return document === undefined ? [] : [{ file, status, message, document }];
  });
}

suite('CEL over the recorded definitions and verdicts', { skip: withoutCorpus('crds/KINDS.tsv') }, () => {
  const catalog = corpusCatalog();
  const all = [...verdicts('valid'), ...verdicts('invalid')];

  /** `path: message` of what the rules find in a document. */
  const found = ({ document }: Verdict) => {
    const lines: { readonly path: string; readonly said: string }[] = [];
    for (const object of document.objects) {
      const schema = catalog.entry(object)?.origin === 'cluster' ? catalog.schema(object) : undefined;
      if (schema === undefined) continue;
      judgeCel(object.node, schema, (_rule, at, message, details) => {
        const path = [pathOf(at), details?.missing ?? []].flat().join('.');
        lines.push({ path, said: wordsOf(message) });
      });
    }
    return lines;
  };

  test('every rule can be made out', () => {
    const rules = catalog.ofCorpus.flatMap(kind => {
      const schema = catalog.schema(kind);
      return schema === undefined ? [] : rulesIn(schema.json);
    });
    assert.ok(new Set(rules.map(({ rule }) => rule)).size > 250);
    for (const { rule, messageExpression } of rules) {
      compile(rule, ['self', 'oldSelf']);
      if (messageExpression !== undefined) compile(messageExpression, ['self', 'oldSelf']);
    }
  });

  test('kinds with rules are known by them', () => {
    for (const kind of catalog.ofCorpus) {
      const schema = catalog.schema(kind);
      if (schema !== undefined)
        assert.equal(hasCelRules(schema), kind.celRules > 0, `${kind.kind} ${kind.version}`);
    }
  });

  test('no rule is broken in what the server accepted', () => {
    const accepted = all.filter(({ status }) => status === '201');
    const wrong = accepted.flatMap(verdict =>
      found(verdict).map(({ path, said }) => `${verdict.file}: ${path}: ${said}`),
    );
    assert.deepEqual(wrong, []);
    assert.ok(accepted.length > 4000);
  });

  test('what the server refused for a rule is refused with its message and at its path', () => {
    const failure = /^The condition cannot be evaluated .*\): /s;
    let count = 0;
    for (const verdict of all) {
      if (verdict.status !== '422' || verdict.message.includes('some validation rules were not checked'))
        continue;
      for (const { path, said } of found(verdict)) {
        count++;
        const wanted = said.replace(failure, '').slice(0, 60);
        // The recorded messages end after 400 characters.
        if (verdict.message.length < 390) {
          assert.ok(verdict.message.includes(wanted), `${verdict.file}: ${said}`);
          assert.ok(plain(verdict.message).includes(`${plain(path)}: `), `${verdict.file}: ${path}`);
        }
      }
    }
    assert.ok(count >= 39, `only ${count} broken rules were found`);
  });

  test('every refusal that tells no structural reason is found', () => {
    const structural =
      /in body|Required value|Duplicate value|Unsupported value|may not|metadata\.|label|must validate/;
    const silent = all.filter(
      verdict =>
        verdict.status === '422' &&
        verdict.document.objects.some(object => catalog.entry(object)?.origin === 'cluster') &&
        !structural.test(verdict.message) &&
        found(verdict).length === 0,
    );
    assert.deepEqual(
      silent.map(({ file, message }) => `${file}: ${message}`),
      [],
    );
  });
});

/** A path with dots alone: the server writes the keys of maps in brackets, which a path without a schema cannot tell apart. */
function plain(text: string): string {
  return text.replace(/\[([^\]]+)\]/g, '.$1');
}

/** All rules of a schema and of everything below it. */
function rulesIn(json: SchemaJson): readonly CelRuleJson[] {
  const { items, additionalProperties, properties, allOf } = json;
  const below = [
    ...(items ? [items] : []),
    ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
    ...Object.values(properties ?? {}),
    ...(allOf ?? []),
  ];
  return [...(json['x-kubernetes-validations'] ?? []), ...below.flatMap(rulesIn)];
}
