/** Something that separates a name from a number. Cheap to look for: most lines have one or none. */
const separator = /(?:[:=]|>>)[ \t]{0,12}['"]?[-+.\dniNI]/g;
const nameLength = 28;

/** Words of which a name before a number must hold one, in any case, also glued to others. */
const telling =
  /loss|acc|err|auc|roc|f1|fbeta|rms|ms[el]e|mae|mape|perplex|ppl|bleu|rouge|[cw]er|iou|dice|ndcg|mrr|rew|elbo|fid|[ps]snr|ssim|scor|top\d|mcc|kappa|entropy|map|metric|learn|lr|norm|grad|precision|recall|kl|nll|best|test|r2|chrf|eval|val|chosen|rejected|margin|log[ip]|step|epoch|iter/i;

/**
 * The heads of lines that hold values without a separator, or that later lines rely on: `Epoch 3/10`, `Iter 10: …`,
 * `[12]⇥…`, ` * Acc@1 76.13`, boxes, and the starts of tables.
 */
const tellingHead = /epoch|iter|\bstep|^\s{0,4}\* |^\s{0,4}\[\d{1,9}\][\t ]|│/i;
const headLength = 120;
const timeLength = 31;

/**
 * A quick look that passes over most lines that hold no metric, at a small part of the cost of reading them. With
 * or without a time in front. `true` promises nothing.
 */
export function mayHoldMetrics(line: string): boolean {
  const isTimed = line.charCodeAt(10) === 84 && line.charCodeAt(timeLength - 1) === 32;
  const start = isTimed ? timeLength : 0;
  if (tellingHead.test(line.slice(start, start + headLength))) return true;
  separator.lastIndex = start;
  for (let match = separator.exec(line); match; match = separator.exec(line)) {
    const end = match.index;
    const before = line.charCodeAt(end - 1);
    const isClock = before >= 48 && before <= 57 && line.charCodeAt(end) === 58;
    if (!isClock && telling.test(line.slice(Math.max(start, end - nameLength), end))) return true;
    if (end > longestLook) return true;
  }
  return false;
}

/** Beyond this a line is long enough to be looked at whole. */
const longestLook = 2_000;
