/** A sentence for the user, kept apart from its values, so that it can be said in another language. */
export interface Message {
  /** English, with `{0}`, `{1}` … where the values go. */
  readonly template: string;
  readonly values: readonly string[];
}

/**
 * Words a message: `` say`The field ${name} is unknown.` ``. The template is the key of its translation, so write one
 * whole sentence and let values be data (names, numbers, quoted text), never parts of speech.
 */
export function say(parts: TemplateStringsArray, ...values: readonly (string | number)[]): Message {
  const template = parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`);
  return { template, values: values.map(String) };
}

/** Stands before words of ours within a message's values; no reader of YAML lets it through. */
const phraseMark = '\u0001';

/**
 * Words of ours to be handed to sentences as a value (`` phrase`a whole number` ``), so that they are said in the other
 * language as well. Their translation stands under the words with `… ` before them.
 */
export function phrase(parts: TemplateStringsArray): string {
  return `${phraseMark}${parts.join('')}`;
}

/** The message in English, or in the language whose translations are given by template. */
export function wordsOf(message: Message, translations?: ReadonlyMap<string, string>): string {
  const template = translations?.get(message.template) ?? message.template;
  return template.replace(/\{(\d+)\}/g, (mark, index: string) => {
    const value = message.values[Number(index)] ?? mark;
    if (!value.startsWith(phraseMark)) return value;
    const words = value.slice(phraseMark.length);
    return translations?.get(`… ${words}`) ?? words;
  });
}
