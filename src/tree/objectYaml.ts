import type { WireObject } from '../cluster/resource.ts';
import { isRecord, recordAt, textAt, valueAt } from '../cluster/wireReader.ts';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * The object as it is shown as YAML: without `managedFields`, and without the values of a Secret.
 *
 * kubectl leaves a copy of what was applied in an annotation; a Secret's copy holds its values, and goes with them.
 */
export function cleanObject(wire: WireObject): WireObject {
  const { managedFields: _, ...metadata } = recordAt(wire, 'metadata');
  const clean = isRecord(valueAt(wire, 'metadata')) ? { ...wire, metadata } : wire;
  return isSecret(wire) ? maskSecret(clean) : clean;
}

/** Does the object hold secret values? */
export function isSecret(wire: WireObject): boolean {
  return textAt(wire, 'kind') === 'Secret' && textAt(wire, 'apiVersion') === 'v1';
}

/** What stands in the place of a Secret's value: how long it is. `data` is base64, `stringData` is plain text. */
export function maskedValue(value: unknown, encoding: 'base64' | 'plain'): string {
  const text = typeof value === 'string' ? value : '';
  const sizeBytes = encoding === 'base64' ? base64Size(text) : new TextEncoder().encode(text).length;
  return `(hidden, ${sizeBytes} ${sizeBytes === 1 ? 'byte' : 'bytes'})`;
}

function maskSecret(wire: WireObject): WireObject {
  const metadata = recordAt(wire, 'metadata');
  const { [lastApplied]: _, ...annotations } = recordAt(metadata, 'annotations');
  return {
    ...wire,
    metadata: isRecord(metadata['annotations']) ? { ...metadata, annotations } : metadata,
    ...maskedMap(wire, 'data', 'base64'),
    ...maskedMap(wire, 'stringData', 'plain'),
  };
}

function maskedMap(wire: WireObject, place: string, encoding: 'base64' | 'plain') {
  if (wire[place] === undefined) return {};
  const names = Object.keys(recordAt(wire, place));
  return {
    [place]: Object.fromEntries(
      names.map(name => [name, maskedValue(recordAt(wire, place)[name], encoding)]),
    ),
  };
}

function base64Size(text: string): number {
  const digits = text.replace(/[=\s]/g, '').length;
  return Math.floor((digits * 3) / 4);
}
