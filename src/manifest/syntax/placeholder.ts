import type { ScalarNode } from './node.ts';

const mark = /\{\{|\$\{|\$\(|%\{|<<|\{%|__[A-Z_]+__/;

/** Whether a value is filled in later (`{{inputs.parameters.x}}`, `${NAME}`, `$(VAR)`), so that its text proves nothing. */
export function isPlaceholder(scalar: ScalarNode): boolean {
  return typeof scalar.value === 'string' && mark.test(scalar.value);
}
