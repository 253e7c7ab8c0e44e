/** How much a name says that its number is a metric: `weak` names count only in company, `no` never. */
export type NameVerdict = 'strong' | 'weak' | 'no';

const strong = new Set(
  (
    'loss losses acc accs accuracy accuracies auc auroc auprc aucpr roc f1 fbeta rmse mse mae mape rmsle msle r2 ' +
    'logloss nll mlogloss merror perplexity ppl bleu sacrebleu rouge rouge1 rouge2 rougel rougelsum chrf wer cer ' +
    'iou miou dice ndcg mrr reward rewards elbo fid psnr ssim score scores top1 top5 acc1 acc5 mcc kappa ' +
    'crossentropy map50 map75 metricvalue ndcg10 loglikelihood'
  ).split(' '),
);

/** Hyper-parameters and words of everyday: a step on the line, or a strong name beside them, makes metrics of them. */
const weak = new Set(
  'lr gnorm precision recall kl entropy chosen rejected margin margins logps logits metric'.split(' '),
);

const weakPhrases = ['learning rate', 'grad norm', 'gradient norm', 'gradnorm', 'grad_norm'];

const never = new Set(
  (
    'time times sec secs second seconds runtime ms us eta duration elapsed per samples sample tokens token mem memory ' +
    'gb mb gib mib size count num number steps step iter iters iteration iterations epoch epochs batch batches flos ' +
    'flops tflops scale scaler threshold weight weights function fn type port version id path seed beta beta1 ' +
    'beta2 eps epsilon alpha patience interval window smoothing freq frequency factor decay warmup target min delta ' +
    'length speed throughput total_flos pid address coefficient coef clip clipping margin_ratio dropout'
  ).split(' '),
);

/**
 * Judges a name by its words. Whole words decide (`closs` is none), but glued ones such as `valloss` count by
 * their end; one forbidden word (`eval_loss_weight`, `loss_scale`, `lr_decay_steps`) forbids the name.
 */
export function judgeName(name: string): NameVerdict {
  const words = wordsOf(name);
  if (words.length === 0 || words.some(word => never.has(word))) return 'no';
  const phrase = words.join(' ');
  if (phrase === 'max grad norm' || phrase === 'learning rate set to') return 'no';
  if (/\bmAP\b/.test(name)) return 'strong';
  if (words.some(word => strong.has(word) || endsAsMetric(word))) return 'strong';
  if (weakPhrases.some(each => phrase.includes(each)) || words.some(word => weak.has(word))) return 'weak';
  return 'no';
}

/** Tells names that start like an evaluation's (`eval_foo`, `val/foo`) and carry no forbidden word. */
export function isEvaluationName(name: string): boolean {
  return /^(?:eval|val|valid|validation|test|train)[_/-]/i.test(name) && !hasForbiddenWord(name);
}

/** Tells whether a word of the name stands for a duration, a size, a count or a setting. */
export function hasForbiddenWord(name: string): boolean {
  return wordsOf(name).some(word => never.has(word));
}

/** The lower-case words of `trainLoss`, `val_acc@1`, `Avg. Loss` or `rewards/chosen`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '');
}

function endsAsMetric(word: string): boolean {
  return (
    /^[a-z]+(?:loss|accuracy|auc|logloss|rmse|perplexity)$/.test(word) &&
    !/^(?:gloss|floss|closs|bloss)$/.test(word)
  );
}
