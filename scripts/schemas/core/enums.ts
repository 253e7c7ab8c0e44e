/** The values that a field of a type allows, where the server allows no others. */
export function enumOf(_type: string, _field: string): readonly string[] | undefined {
  return undefined;
}
