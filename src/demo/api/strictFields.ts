import type { KubeObject } from './kubeObject.ts';
import type { ServedKind } from './servedKind.ts';

export function checkFields(
  _kind: ServedKind,
  _object: KubeObject,
  _mode: string,
  _warn: (message: string) => void,
): void {}
