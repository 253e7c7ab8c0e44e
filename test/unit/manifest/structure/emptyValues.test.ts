import { deepStrictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { StructureJudge } from '../../../../src/manifest/structure/structureJudge.ts';
import { pathOf } from '../../../../src/manifest/syntax/lookup.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { builtInCatalog } from '../../../support/schemas.ts';

const catalog = builtInCatalog();

suite('empty strings in place of allowed values', () => {
  test('count as absent where Go has plain text', () =>
    deepStrictEqual(
      refusedPaths("{name: a, image: a, imagePullPolicy: '', ports: [{containerPort: 1, protocol: ''}]}"),
      [],
    ));

  test('are refused where Go has a pointer', () =>
    deepStrictEqual(refusedPaths("{name: a, image: a, restartPolicy: ''}"), [
      'spec.containers[0].restartPolicy',
    ]));
});

/** Paths of the unsupported values in a Pod with one container. */
function refusedPaths(container: string): readonly string[] {
  const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {restartPolicy: '', containers: [${container}]}\n`;
  const object = parseManifestText(text)[0]?.objects[0];
  const schema = object && catalog.schema(object);
  const paths: string[] = [];
  if (object !== undefined && schema !== undefined)
    new StructureJudge().judge(object.node, schema, 'builtIn', (rule, at) => {
      if (rule === 'schema/unsupported-value') paths.push(pathOf(at));
    });
  return paths;
}
