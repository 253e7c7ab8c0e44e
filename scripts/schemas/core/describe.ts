import type { SchemaJson } from '../../../src/manifest/schema/schemaJson.ts';

const link =
  /\s*(?:More info:|For more information,? see|See|Ref(?:erence)?:)\s+(https?:\/\/[^\s)]+?)\.?(?=\s|$)/i;

/** A description, and apart from it the address of the page that it sends its reader to. */
export function describe(description: string): SchemaJson {
  const address = link.exec(description)?.[1];
  if (address === undefined) return { description };
  return { description: description.replace(link, '').trim(), 'x-timonel-link': address };
}
