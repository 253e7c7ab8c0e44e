import { deepStrictEqual, ok } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { kindOfModel } from '../../../scripts/schemas/core/api.ts';
import { generatedFolder, type Model, readModels } from '../../../scripts/schemas/core/model.ts';
import { holdsQuantity } from '../../../scripts/schemas/core/quantities.ts';
import { defaultOf, fieldsWithDefaults } from '../../../src/manifest/schema/coreDefaults.ts';
import { enumOf, fieldsWithEnums } from '../../../src/manifest/schema/coreEnums.ts';

const models = [...(await readModels(generatedFolder())).values()];

/** Values that the descriptions leave out: what the field does when it is not set, or what another page lists. */
const notDescribed: ReadonlySet<string> = new Set([
  'AzureDiskVolumeSource.cachingMode',
  'CSIDriverSpec.fsGroupPolicy',
  'Container.restartPolicy',
  'ContainerResizePolicy.restartPolicy',
  'DeviceToleration.effect',
  'HPAScalingPolicy.type',
  'HPAScalingRules.selectPolicy',
  'HTTPGetAction.scheme',
  'HostPathVolumeSource.type',
  'JSONSchemaProps.type',
  'PersistentVolumeClaimSpec.accessModes',
  'PersistentVolumeClaimSpec.volumeMode',
  'PersistentVolumeSpec.accessModes',
  'PersistentVolumeSpec.volumeMode',
  'PodFailurePolicyOnPodConditionsPattern.status',
  'ResourceQuotaSpec.scopes',
  'ScopedResourceSelectorRequirement.scopeName',
  'SecurityContext.procMount',
  'ServiceSpec.trafficDistribution',
  'StatefulSetUpdateStrategy.type',
  'StorageClass.reclaimPolicy',
  'StorageClass.volumeBindingMode',
  'VolumeMount.mountPropagation',
]);

suite('the tables for what the declarations lost', () => {
  test('name fields that are there', () => {
    const absent = [...fieldsWithEnums, ...fieldsWithDefaults].filter(name => fieldsNamed(name).length === 0);
    deepStrictEqual(absent, []);
  });

  test('allow the values that the descriptions name', () => {
    const wrong = fieldsWithEnums.filter(name => !notDescribed.has(name)).flatMap(undescribedValues);
    deepStrictEqual(wrong, []);
  });

  test('except no field whose description does name the values', () => {
    deepStrictEqual(
      [...notDescribed].filter(name => undescribedValues(name).length === 0),
      [],
    );
  });

  test('fill in values that are allowed and of the right type', () => {
    for (const name of fieldsWithDefaults) {
      const [type = '', field = ''] = name.split('.');
      const value = defaultOf(type, field);
      const allowed = enumOf(type, field);
      if (allowed !== undefined) ok(allowed.includes(String(value)), name);
      for (const found of fieldsNamed(name)) deepStrictEqual(typeof value, found.type, name);
    }
  });

  test('call nothing a quantity that is no text', () => {
    for (const model of models)
      for (const { name, type } of model.fields)
        if (holdsQuantity(kindOfModel(model.name), name))
          ok(type.includes('string'), `${model.name}.${name}`);
  });
});

/** The values of a field's table that neither its description nor its type's names. */
function undescribedValues(name: string): readonly string[] {
  const [type = '', field = ''] = name.split('.');
  return modelsOf(type).flatMap(model => {
    const found = model.fields.find(candidate => candidate.name === field);
    const text = `${found?.description} ${model.description}`;
    const missing = found === undefined ? [] : (enumOf(type, field) ?? []);
    return missing.filter(value => !text.includes(value)).map(value => `${model.name}.${field}: ${value}`);
  });
}

function fieldsNamed(name: string) {
  const [type = '', field = ''] = name.split('.');
  return modelsOf(type).flatMap(model => model.fields.filter(candidate => candidate.name === field));
}

/** All versions of a type. */
function modelsOf(type: string): readonly Model[] {
  return models.filter(({ name }) => kindOfModel(name) === type || name.replace(/V\d+/, '') === type);
}
