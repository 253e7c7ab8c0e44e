/**
 * Something that separates a name from a number, up to the number. Cheap to look for: most lines have one or none, and
 * a test alone makes no record of a match.
 */
const separator = /(?:[:=]|>>)(?=[ \t]{0,12}['"]?[-+.\dniNI])/g;
const nameLength = 26;

/** Words of which a name before a number must hold one, in any case, also glued to others. */
const telling =
  /loss|acc|err|auc|roc|f1|fbeta|rms|ms[el]e|mae|mape|perplex|ppl|bleu|rouge|[cw]er|iou|dice|ndcg|mrr|rew|elbo|fid|[ps]snr|ssim|scor|top\d|mcc|kappa|entropy|map|metric|learn|lr|norm|grad|precision|recall|kl|nll|best|test|r2|chrf|eval|val|chosen|rejected|margin|log[ip]|step|epoch|iter/i;

/**
 * The heads of lines that hold values without a separator, or that later lines rely on: `Epoch 3/10`, `Iter 10: …`,
 * `[12]⇥…`, ` * Acc@1 76.13`, boxes, and the starts of tables. Words of one length are found by leaps.
 */
const tellingWord = /[Ee]poch|EPOCH|[Ii]ter|\b[Ss]tep/;
const tellingMark = /^\s{0,4}(?:\* |\[\d{1,9}\][\t ])/;
const box = '│';
const headLength = 84;
const timeLength = 31;
/** Beyond this a line is long enough to be looked at whole. */
const longestLook = 2_000;
const mostRemembered = 2_000;

/**
 * A quick look that passes over most lines that hold no metric, at a small part of the cost of reading them. It
 * remembers the names that it judged, since the lines of a log resemble each other.
 */
export class LineSieve {
  readonly #judged = new Map<string, boolean>();

  /** Whether a line, with or without a time in front, is worth being read; `true` promises nothing. */
  mayHoldMetrics(line: string): boolean {
    const isTimed = line.charCodeAt(10) === 84 && line.charCodeAt(timeLength - 1) === 32;
    const start = isTimed ? timeLength : 0;
    separator.lastIndex = start;
    while (separator.test(line)) {
      const end = separator.lastIndex - (line.charCodeAt(separator.lastIndex - 1) === greater ? 2 : 1);
      if (end > longestLook || this.#tells(line, start, end)) return true;
    }
    const head = line.slice(start, start + headLength);
    return tellingWord.test(head) || tellingMark.test(head) || head.includes(box);
  }

  /** Judges the name that ends at `end`: back to the last digit, or all that is before, where it ends in one. */
  #tells(line: string, start: number, end: number): boolean {
    const earliest = Math.max(start, end - nameLength);
    let wordEnd = end;
    while (wordEnd > earliest && isMark(line.charCodeAt(wordEnd - 1))) wordEnd--;
    if (isDigit(line.charCodeAt(wordEnd - 1))) {
      const isClock = wordEnd === end && line.charCodeAt(end) === colon && isDigit(line.charCodeAt(end - 2));
      return !isClock && telling.test(line.slice(earliest, end));
    }
    let begin = wordEnd;
    while (begin > earliest && !isDigit(line.charCodeAt(begin - 1))) begin--;
    const name = line.slice(begin, end);
    const known = this.#judged.get(name);
    if (known !== undefined) return known;
    const verdict = telling.test(name);
    if (this.#judged.size >= mostRemembered) this.#judged.clear();
    this.#judged.set(name, verdict);
    return verdict;
  }
}

const colon = 58;
const greater = 62;

/** Spaces, quotes and brackets between a name and its separator. */
function isMark(code: number): boolean {
  return code === 32 || code === 34 || code === 39 || code === 41 || code === 93;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
