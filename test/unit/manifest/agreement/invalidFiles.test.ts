import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { withoutCorpus } from '../../../support/corpus.ts';
import { builtInCatalog } from '../../../support/schemas.ts';
import { classTable, invalidFiles } from './invalidFiles.ts';

/** Files of classes that are to be found without exception, in which we find nothing, by reason. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  'Neither apiVersion nor a kind with a name: nothing tells that the text is meant for Kubernetes.': [
    'kubeconform__fixtures-missing_kind.yaml',
    'kubeconform__fixtures-missing_kind_value.yaml',
    'kubeconform__fixtures-multi_invalid_resources.yaml',
  ],
  'A name with {{…}} is filled in by Argo, whose own tests refuse only what comes out of this one.': [
    'argo-workflows__workflow-validate-validate_test_go-dynamicStepNameInvalidSkeleton15896.yaml',
  ],
};

const isComplete = /^(?:yaml-syntax|duplicate-key|schema|format|deprecated)$/;
/** The least share that is found of what needs more than the text of one object. */
const least: Readonly<Record<string, number>> = { semantic: 0.88, reference: 0.4 };

suite('files that are broken on purpose', { skip: withoutCorpus('invalid') }, () => {
  const files = withoutCorpus('invalid') ? [] : invalidFiles(builtInCatalog());
  const excepted = new Set(Object.values(exceptions).flat());

  test('are all found where the text alone tells it', () => {
    const missed = files.filter(one => isComplete.test(one.class) && !one.isFound && !excepted.has(one.file));
    assert.deepEqual(
      missed.map(({ file, wrong }) => `${file}: ${wrong}`),
      [],
    );
  });

  for (const [name, share] of Object.entries(least))
    test(`are found to ${100 * share} % in the class ${name}`, () => {
      const ofClass = files.filter(one => one.class === name);
      const missed = ofClass.filter(({ isFound }) => !isFound);
      const told = missed.map(({ file, wrong }) => `${file}: ${wrong}`).join('\n');
      assert.ok(
        1 - missed.length / ofClass.length >= share,
        `${classTable(files).join('\n')}\nnot found:\n${told}`,
      );
    });

  test('are silent where they only fail when they run', () =>
    assert.deepEqual(
      files.filter(one => one.class === 'runtime' && one.isFound).map(({ file }) => file),
      [],
    ));

  test('need each exception', () => {
    const found = files.filter(({ isFound }) => isFound).map(({ file }) => file);
    assert.deepEqual(
      found.filter(file => excepted.has(file)),
      [],
    );
  });
});
