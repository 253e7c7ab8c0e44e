/**
 * A text of its own: what the engine cuts out of a text holds on to all of it, and a piece outlives many versions of its
 * document.
 */
export function copied(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
