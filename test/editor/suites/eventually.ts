/** Asks again and again until the answer is truthy, and returns it; gives up after a minute. */
export async function eventually<T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (const until = Date.now() + 60_000; Date.now() < until; ) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error(`It did not come about: ${what}`);
}
