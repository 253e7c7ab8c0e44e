/** How many texts and parts are remembered; past that the memory starts over, so that it cannot grow with the cluster. */
const limit = 2_000;
/** Longer texts (container ids, messages) are rarely the same twice. */
const maxLength = 48;

type Fields = Record<string, unknown>;

/**
 * Lets facts share what is equal in them: the namespace, the node, the owner and the requests of ten thousand pods are
 * a few hundred different texts and records, but come off the wire as ten thousand copies.
 */
export class SharedParts {
  #texts = new Map<string, string>();
  #records = new Map<string, object>();

  /**
   * Returns the same facts, with parts replaced by equal ones that were seen before. For facts that were made just now
   * and that nobody else holds yet: they are changed in place.
   *
   * @param own fields that are different in every object, and so not worth a look
   */
  share<F extends object>(facts: F, own: ReadonlySet<string>): F {
    const fields = facts as Fields;
    for (const name of Object.keys(fields)) {
      if (own.has(name)) continue;
      const value = fields[name];
      if (typeof value === 'string') fields[name] = this.#text(value);
      else if (Array.isArray(value)) for (const item of value) this.#shareInside(item);
      else if (isPlain(value)) fields[name] = this.#record(value);
    }
    return facts;
  }

  #shareInside(item: unknown): void {
    if (!isPlain(item)) return;
    for (const name of Object.keys(item)) {
      const value = item[name];
      if (typeof value === 'string') item[name] = this.#text(value);
    }
  }

  #text(text: string): string {
    if (text.length > maxLength) return text;
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size >= limit) this.#texts = new Map();
    this.#texts.set(text, text);
    return text;
  }

  #record(record: Fields): object {
    // JSON tells apart only what is flat: a map inside would look empty, and so like any other map.
    if (!Object.values(record).every(isFlat)) return record;
    const key = JSON.stringify(record);
    const known = this.#records.get(key);
    if (known) return known;
    if (this.#records.size >= limit) this.#records = new Map();
    this.#records.set(key, record);
    return record;
  }
}

/** A record as a literal makes it: what is frozen belongs to somebody, and a map is no record. */
function isPlain(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isLiteral(value);
}

function isLiteral(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype && !Object.isFrozen(value);
}

function isFlat(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    Number.isFinite(value)
  );
}
