import * as vscode from 'vscode';
import { schemes } from '../ids.ts';
import { isTreeElement, type ObjectTarget } from '../tree/treeElement.ts';

/** How an object is shown: as YAML, or described in words. */
export type ObjectLook = 'yaml' | 'describe';

export interface ObjectAddress {
  readonly target: ObjectTarget;
  readonly look: ObjectLook;
}

/** The virtual document of an object. Its path is what the tab shows; the query says which object it is. */
export function objectUri({ target, look }: ObjectAddress): vscode.Uri {
  const { contextName, ref } = target;
  const folder = [contextName, ref.namespace ?? ''].filter(part => part !== '').join('/');
  const fileName = `${ref.name}${look === 'yaml' ? '.yaml' : '.describe.txt'}`;
  return vscode.Uri.from({
    scheme: schemes.object,
    path: `/${folder.replaceAll('\\', '/')}/${ref.kind.kind}/${fileName}`,
    query: JSON.stringify({ contextName, ref, look }),
  });
}

/** Reads such an address; nothing for one that is not ours. */
export function addressOf(uri: vscode.Uri): ObjectAddress | undefined {
  try {
    const value: unknown = JSON.parse(uri.query);
    if (!isTreeElement(value) || !isObjectQuery(value)) return undefined;
    const { contextName, ref, look } = value;
    return { target: { contextName, ref }, look };
  } catch {
    return undefined;
  }
}

function isObjectQuery(value: object): value is ObjectTarget & { readonly look: ObjectLook } {
  const { ref, look } = value as Partial<ObjectTarget & { readonly look: ObjectLook }>;
  return (
    typeof ref?.name === 'string' &&
    typeof ref.kind?.plural === 'string' &&
    (look === 'yaml' || look === 'describe')
  );
}
