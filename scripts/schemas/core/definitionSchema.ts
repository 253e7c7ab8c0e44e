import { ruleTypeOf, withCoreFacts } from '../../../src/manifest/schema/coreFacts.ts';
import type { SchemaJson } from '../../../src/manifest/schema/schemaJson.ts';
import { describe } from './describe.ts';
import { schemaOfType, withQuantities } from './fieldSchema.ts';
import { listKeywords } from './lists.ts';
import type { Model, ModelField } from './model.ts';
import { openField } from './openFields.ts';
import { holdsQuantity } from './quantities.ts';

export interface DefinitionOptions {
  readonly refTo: (model: string) => SchemaJson;
  /** Name of the definition, by which the tables know the type. */
  readonly type: string;
  /** False for types that only a status holds: their descriptions would fill a third of the files for nobody. */
  readonly isDescribed: boolean;
}

/** The schema of one model class. */
export function definitionSchema(model: Model, options: DefinitionOptions): SchemaJson {
  const required = model.fields.filter(field => field.isRequired).map(field => field.name);
  const properties = model.fields.map(field => [field.name, fieldSchema(field, options)] as const);
  return {
    type: 'object',
    ...(options.isDescribed && model.description !== undefined ? describe(model.description) : {}),
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(properties),
    ...markOf(options.type),
  };
}

function fieldSchema(field: ModelField, { refTo, type, isDescribed }: DefinitionOptions): SchemaJson {
  const declared = openField(type, field.name) ?? schemaOfType(field, refTo);
  const typed = holdsQuantity(type, field.name) ? withQuantities(declared) : declared;
  const isShared = field.name === 'apiVersion' || field.name === 'kind';
  return {
    ...withCoreFacts(typed, type, field.name),
    ...(typed.items === undefined ? {} : listKeywords(type, field.name)),
    ...(isDescribed && !isShared && field.description !== undefined ? describe(field.description) : {}),
  };
}

/** The type whose rules hold, where that is not the one that the definition is named after. */
function markOf(type: string): SchemaJson {
  const ruleType = ruleTypeOf(type);
  return ruleType === type ? {} : { 'x-timonel-type': ruleType };
}
