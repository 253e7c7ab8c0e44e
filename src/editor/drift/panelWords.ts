import * as vscode from 'vscode';
import type { PanelWords } from '../../drift/panel/panelWords.ts';

/** The words of the drift panel in the language of the editor. */
export function panelWords(): PanelWords {
  return { ...pageWords(), ...listWords(), ...detailWords() };
}

function pageWords() {
  return {
    verdict: vscode.l10n.t('{0} of {1} features drifted'),
    verdictNone: vscode.l10n.t('No feature could be compared'),
    ruleDrifted: vscode.l10n.t('That is half of the features or more: the tables as a whole have drifted.'),
    ruleCalm: vscode.l10n.t('The tables as a whole have not drifted; that takes half of the features.'),
    noneWhy: vscode.l10n.t('The tables share no column of numbers or categories with values in both.'),
    reference: vscode.l10n.t('Reference'),
    current: vscode.l10n.t('Current'),
    rows: vscode.l10n.t('{0} rows'),
    swap: vscode.l10n.t('Swap'),
    swapHint: vscode.l10n.t('Take the current table as the reference'),
    compareAgain: vscode.l10n.t('Compare Again'),
    chooseTables: vscode.l10n.t('Choose Tables…'),
    stop: vscode.l10n.t('Stop'),
    reading: vscode.l10n.t('Comparing the tables…'),
    readingColumn: vscode.l10n.t('Comparing {0}…'),
    stopped: vscode.l10n.t('The comparison was stopped.'),
    failed: vscode.l10n.t('The tables could not be compared'),
  };
}

function listWords() {
  return {
    features: vscode.l10n.t('Features, the most drifted first'),
    feature: vscode.l10n.t('Feature'),
    drift: vscode.l10n.t('Drift'),
    test: vscode.l10n.t('Test'),
    score: vscode.l10n.t('Score'),
    missing: vscode.l10n.t('Missing'),
    drifted: vscode.l10n.t('drifted'),
    steady: vscode.l10n.t('steady'),
    ks: vscode.l10n.t('Kolmogorov–Smirnov'),
    wasserstein: vscode.l10n.t('Wasserstein distance, normed'),
    chisquare: vscode.l10n.t('χ²'),
    z: vscode.l10n.t('Z test of proportions'),
    jensenshannon: vscode.l10n.t('Jensen–Shannon distance'),
    pValueDrifted: vscode.l10n.t('{0}: p-value {1}, below {2}.'),
    pValueSteady: vscode.l10n.t('{0}: p-value {1}, not below {2}.'),
    distanceDrifted: vscode.l10n.t('{0}: {1}, at or above {2}.'),
    distanceSteady: vscode.l10n.t('{0}: {1}, below {2}.'),
  };
}

function detailWords() {
  return {
    values: vscode.l10n.t('Values'),
    shareOfRows: vscode.l10n.t('Share of the values'),
    range: vscode.l10n.t('Range'),
    category: vscode.l10n.t('Category'),
    others: vscode.l10n.t('{0} other categories'),
    threshold: vscode.l10n.t('Threshold'),
    ksPValue: vscode.l10n.t('Kolmogorov–Smirnov p-value'),
    chiSquarePValue: vscode.l10n.t('χ² p-value'),
    psi: vscode.l10n.t('Population stability index'),
    ksStatistic: vscode.l10n.t('Kolmogorov–Smirnov statistic'),
    wassersteinPlain: vscode.l10n.t('Wasserstein distance'),
    chiSquareStatistic: vscode.l10n.t('χ² statistic'),
    totalVariation: vscode.l10n.t('Total variation distance'),
    effect: vscode.l10n.t('Effect sizes and tests'),
    dataTable: vscode.l10n.t('The chart as a table'),
    skipped: vscode.l10n.t('Columns not compared: {0}'),
    chartOf: vscode.l10n.t('Distribution of {0} in the reference and in the current table'),
    numeric: vscode.l10n.t('numeric'),
    categorical: vscode.l10n.t('categorical'),
  };
}
