import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { insideOf } from '../../../../../src/manifest/rules/pipelines/argo/inside.ts';
import { variablesOf } from '../../../../../src/manifest/rules/pipelines/argo/variables.ts';
import { mapAt, stringAt } from '../../../../../src/manifest/syntax/lookup.ts';
import { aManifest } from '../../../../support/manifests.ts';
import { workflow } from './argoTemplateCases.ts';

suite('what is kept of a template', () => {
  const { node } = aManifest(
    workflow('container: {args: ["{{inputs.parameters.p}} {{workflow.name}}"]}\nparallelism: 2'),
  );
  const template = mapAt(node, 'spec', 'templates', 0);

  test('is found once for as long as its text stays the same', () => {
    assert.ok(template);
    assert.equal(stringAt(template, 'name'), 'main');
    assert.equal(insideOf(template), insideOf(template));
    assert.equal(variablesOf(template), variablesOf(template));
  });

  test('are its own flaws, and what the workflow has to answer', () => {
    assert.ok(template);
    assert.deepEqual(
      insideOf(template).map(({ rule }) => rule),
      ['argo/misplaced-field'],
    );
    const { findings, workflowTags, outputUses } = variablesOf(template);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['argo/unknown-input'],
    );
    assert.deepEqual(
      workflowTags.map(({ name }) => name),
      ['workflow.name'],
    );
    assert.deepEqual(outputUses, []);
  });
});
