import * as vscode from 'vscode';
import type { RunWords } from '../../training/panel/runWords.ts';

/** The words of the run panel's page in the language of the editor. */
export function runWords(): RunWords {
  return { ...toolWords(), ...logWords(), ...chartWords() };
}

function toolWords() {
  return {
    filter: vscode.l10n.t('Filter'),
    filterHint: vscode.l10n.t('Regular expression; only lines that match are shown'),
    search: vscode.l10n.t('Search'),
    next: vscode.l10n.t('Next match'),
    previousMatch: vscode.l10n.t('Previous match'),
    noMatch: vscode.l10n.t('No match'),
    follow: vscode.l10n.t('Follow'),
    pause: vscode.l10n.t('Pause'),
    times: vscode.l10n.t('Times'),
    previousRun: vscode.l10n.t('Previous run'),
    previousRunHint: vscode.l10n.t('Read the log of the run before the last restart, too'),
    since: vscode.l10n.t('Since'),
    sinceAll: vscode.l10n.t('From the start'),
    sinceMinutes: vscode.l10n.t('Last {0} minutes'),
    sinceHours: vscode.l10n.t('Last {0} hours'),
    sinceLines: vscode.l10n.t('Last {0} lines'),
    copy: vscode.l10n.t('Copy'),
    save: vscode.l10n.t('Save…'),
  };
}

function logWords() {
  return {
    containers: vscode.l10n.t('Containers'),
    restarts: vscode.l10n.t('{0} restarts'),
    lines: vscode.l10n.t('{0} lines'),
    dropped: vscode.l10n.t('{0} older lines were dropped'),
    waiting: vscode.l10n.t('No lines yet'),
    nothingMatches: vscode.l10n.t('No line matches the filter'),
    log: vscode.l10n.t('Log'),
    looking: vscode.l10n.t('Looking through the lines…'),
  };
}

function chartWords() {
  return {
    chart: vscode.l10n.t('Curves'),
    metrics: vscode.l10n.t('Metrics'),
    smoothing: vscode.l10n.t('Smoothing'),
    logScale: vscode.l10n.t('Logarithmic'),
    axis: vscode.l10n.t('Axis'),
    step: vscode.l10n.t('Step'),
    epoch: vscode.l10n.t('Epoch'),
    time: vscode.l10n.t('Time'),
    metric: vscode.l10n.t('Metric'),
    container: vscode.l10n.t('Container'),
    points: vscode.l10n.t('Points'),
    last: vscode.l10n.t('Last'),
    min: vscode.l10n.t('Lowest'),
    max: vscode.l10n.t('Highest'),
  };
}
