import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ruleAreas } from '../../../scripts/rules/ruleAreas.ts';
import { rulesPage } from '../../../scripts/rules/rulesPage.ts';
import { allRules } from '../../../src/manifest/rules/table.ts';
import { readSource, sourceFiles } from '../../support/sources.ts';

const facts = [...allRules().facts.values()];
const ids = new Set(facts.map(({ id }) => id));
const areas = new Set(ruleAreas.map(({ name }) => name));

const sources = sourceFiles('src/manifest').map(readSource);

/** Ids that the code names in quotes, with how often each one is named. */
function namedIds(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const source of sources)
    for (const [, id = ''] of source.matchAll(/'([a-z]+\/[a-z][a-z0-9-]*)'/g))
      if (areas.has(id.slice(0, id.indexOf('/')))) found.set(id, (found.get(id) ?? 0) + 1);
  return found;
}

/** Ids that have a name of their own, or whose facts have one, by which something is reported. */
function idsByName(): ReadonlySet<string> {
  const found = new Set<string>();
  const declaration = /const (\w+)(?:: RuleFacts)? = (\w+\(|\{)?\s*(?:id: )?'([a-z]+\/[a-z0-9-]+)'/g;
  for (const source of sources)
    for (const [, name = '', made, id = ''] of source.matchAll(declaration)) {
      const uses = new RegExp(made === undefined ? `report\\(\\s*${name}\\b` : `\\b${name}\\.id\\b`);
      if (sources.some(other => uses.test(other))) found.add(id);
    }
  return found;
}

suite('rules', () => {
  test('docs/rules.md is what npm run docs:rules writes', () => {
    const isSame = readSource('docs/rules.md') === rulesPage(facts);
    assert.ok(isSame, 'docs/rules.md is older than the rules: npm run docs:rules');
  });

  test('each rule has one heading that the editor finds', () => {
    const headings = [...rulesPage(facts).matchAll(/^#+ `?([a-z]+\/[a-z0-9-]+)`?$/gm)].map(([, id]) => id);
    assert.deepEqual(headings.toSorted(), [...ids].toSorted());
  });

  test('every area is introduced', () => {
    const unknown = [...ids].filter(id => !areas.has(id.slice(0, id.indexOf('/'))));
    assert.deepEqual(unknown, []);
  });

  test('ids are an area and a name in kebab case', () =>
    assert.deepEqual(
      [...ids].filter(id => !/^[a-z]+\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)),
      [],
    ));

  test('summary and reason are whole sentences', () => {
    const odd = facts.filter(
      ({ summary, why }) => ![summary, why].every(text => /^[A-Za-z"].*[.?]$/.test(text)),
    );
    assert.deepEqual(
      odd.map(({ id, summary, why }) => `${id}: ${summary} | ${why}`),
      [],
    );
  });

  test('every id that the code names has facts, and every fact is used', () => {
    const named = namedIds();
    assert.deepEqual(
      [...named.keys()].filter(id => !ids.has(id)),
      [],
    );
    const byName = idsByName();
    assert.deepEqual(
      [...ids].filter(id => (named.get(id) ?? 0) < 2 && !byName.has(id)),
      [],
    );
  });
});
