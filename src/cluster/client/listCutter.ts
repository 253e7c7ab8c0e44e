import type { WireObject } from '../resource.ts';
import { isRecord } from '../wireReader.ts';

/** A list as API servers write it, up to the first key of its first object. Any other is read in one piece. */
const beginning =
  /^\{(?:"(?:kind|apiVersion)":"[^"\\]*",|"metadata":\{[^{}]*\},)*"items":\[(?=(\{"[A-Za-z]+":))/;
/** Lists say what they are within so many bytes, or not at all. */
const longestBeginning = 16 * 1024;

/**
 * Reads the objects of a list out of its bytes while they come: a page of pods is two megabytes, and parsed in one
 * piece would keep the thread longer than a frame lasts.
 *
 * The objects of a list begin with the same key, so that `},{"metadata":` is where one may end. It does if all before
 * it is one JSON text; otherwise the place lies inside of the object, and a later one ends it. What is never cut off,
 * whatever its form, is read at the end with what stands around the objects: cutting can miss, but not be wrong.
 */
export class ListCutter {
  #rest: Buffer = Buffer.alloc(0);
  /** Everything before the first object, once it is known. */
  #head = '';
  #seam: Buffer | undefined;
  #isWhole = false;
  /** Where to look for the next seam. */
  #from = 0;

  /** The objects that this chunk completes. */
  push(chunk: Uint8Array): WireObject[] {
    this.#rest = this.#rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#rest, chunk]);
    const seam = this.#seam ?? this.#begin();
    return seam === undefined ? [] : this.#cut(seam);
  }

  /** The list with those of its objects that were not given yet. Throws a `SyntaxError` where it is no JSON. */
  end(): unknown {
    return JSON.parse(this.#head + this.#rest.toString('utf8'));
  }

  #begin(): Buffer | undefined {
    if (this.#isWhole) return undefined;
    const found = beginning.exec(this.#rest.toString('latin1', 0, longestBeginning));
    if (found === null) {
      this.#isWhole = this.#rest.length >= longestBeginning;
      return undefined;
    }
    const [head, firstKey = ''] = found;
    this.#head = this.#rest.toString('utf8', 0, head.length);
    this.#rest = this.#rest.subarray(head.length);
    this.#seam = Buffer.from(`},${firstKey}`);
    return this.#seam;
  }

  #cut(seam: Buffer): WireObject[] {
    const objects: WireObject[] = [];
    let start = 0;
    for (let at = this.#rest.indexOf(seam, this.#from); at >= 0; at = this.#rest.indexOf(seam, this.#from)) {
      const object = parse(this.#rest.toString('utf8', start, at + 1));
      if (object === undefined) {
        // Trying twice as far on bounds the work that an object with many such places inside can make.
        this.#from = start + 2 * (at - start) + 1;
        continue;
      }
      objects.push(object);
      start = at + 2;
      this.#from = start;
    }
    this.#rest = this.#rest.subarray(start);
    // The seam itself may be cut by the chunk's end.
    this.#from = Math.max(this.#from - start, this.#rest.length - seam.length, 0);
    return objects;
  }
}

function parse(text: string): WireObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
