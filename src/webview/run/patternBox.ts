import { html } from '../drift/elements.ts';

/** A box for a regular expression, with its complaint below. */
export interface PatternBox {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  /** Says what is wrong with the pattern, or that nothing was found; empty: nothing. */
  complain(message: string, isError: boolean): void;
}

/** Makes a box; `children` stand right of the input. */
export function patternBox(
  kind: string,
  text: { readonly label: string; readonly hint: string },
  ...children: readonly HTMLElement[]
): PatternBox {
  const complaint = html('span', { class: 'complaint', id: `${kind}-complaint`, role: 'status' });
  const input = html('input', {
    type: 'text',
    class: 'pattern',
    placeholder: text.label,
    'aria-label': text.label,
    'aria-describedby': complaint.id,
    title: text.hint,
    spellcheck: 'false',
    autocomplete: 'off',
  });
  const field = html('span', { class: 'field' }, input, ...children);
  return {
    element: html('div', { class: `box ${kind}` }, field, complaint),
    input,
    complain(message, isError) {
      complaint.textContent = message;
      complaint.classList.toggle('error', isError);
      field.classList.toggle('invalid', message !== '' && isError);
      input.setAttribute('aria-invalid', String(message !== '' && isError));
    },
  };
}
