import type { DriftReport } from '../drift/compareTables.ts';
import type { FeatureDrift } from '../drift/feature.ts';
import { alignColumns } from './alignColumns.ts';

/** A drift report as a table for reading: the verdict, the features with the drifted ones first, what was skipped. */
export function driftText(report: DriftReport): string {
  const rows = report.features
    .toSorted((a, b) => Number(b.drifted) - Number(a.drifted))
    .map(feature => featureRow(feature));
  const table = rows.length ? `\n${alignColumns([header, ...rows], RIGHT_ALIGNED)}` : '';
  const skipped = report.skipped.map(({ name, why }) => `  ${name}: ${why}\n`).join('');
  return `${verdictLine(report)}\n${table}${skipped && `\nNot compared:\n${skipped}`}`;
}

const header = ['feature', 'kind', 'test', 'score', 'threshold', 'drifted', 'n', 'missing'];
const RIGHT_ALIGNED: ReadonlySet<number> = new Set([3, 4, 6, 7]);

function verdictLine({ features, drifted, share }: DriftReport): string {
  if (features.length === 0) return 'No feature could be compared.';
  const count = features.filter(feature => feature.drifted).length;
  return `${drifted ? 'Drift' : 'No drift'}: ${count} of ${features.length} features drifted (${Math.round(share * 100)} %; the tables have drifted from 50 % on).`;
}

function featureRow(feature: FeatureDrift): readonly string[] {
  return [
    feature.name,
    feature.kind,
    feature.test,
    shortNumber(feature.score),
    `${feature.pValue === null ? '≥' : '<'} ${feature.threshold}`,
    feature.drifted ? 'yes' : '',
    feature.n.join(' → '),
    feature.missing.join(' → '),
  ];
}

function shortNumber(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential(1) : value.toFixed(4);
}
