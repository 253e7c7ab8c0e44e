import { kindLabel } from './bases.ts';
import { type Compared, isAgreed } from './compare.ts';

const columns = ['tried', 'agree', '%', 'false', 'missed', 'same path', 'inside', 'elsewhere'] as const;

/** The share of equal verdicts, from 0 to 1. */
export function agreement(compared: readonly Compared[]): number {
  return share(compared.filter(isAgreed).length, compared.length);
}

/** The share of the documents that both refuse where we name the path that the server names, or one inside of it. */
export function pathAgreement(compared: readonly Compared[]): number {
  const both = compared.filter(({ outcome }) => outcome.startsWith('found'));
  return share(both.filter(({ outcome }) => outcome !== 'found elsewhere').length, both.length);
}

/** How verdicts agree, by class of mutation and by kind, as lines of a table. */
export function matrix(name: string, compared: readonly Compared[]): readonly string[] {
  const beyond = compared.filter(one => one.tried.answer.status === '201' && one.beyond.length > 0).length;
  return [
    `${name}: ${percent(agreement(compared))} equal verdicts on ${compared.length} mutations, ` +
      `${percent(pathAgreement(compared))} of what both refuse at the same path; ` +
      `${beyond} that the bare server accepts break rules of webhooks, controllers or pods`,
    ...table('class of mutation', compared, one => one.tried.how),
    ...table('kind', compared, one => kindLabel(one.tried.base)),
  ];
}

function table(title: string, compared: readonly Compared[], labelOf: (one: Compared) => string) {
  const groups = [...Map.groupBy(compared, labelOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = groups.map(([label, all]) => row(label, all));
  return ['', [...columns, title].map(cell).join(''), ...rows, row('all', compared)];
}

function row(label: string, all: readonly Compared[]): string {
  const count = (outcome: Compared['outcome']) => all.filter(one => one.outcome === outcome).length;
  return [
    all.length,
    all.filter(isAgreed).length,
    (100 * agreement(all)).toFixed(1),
    count('false error'),
    count('missed'),
    count('found at the same path'),
    count('found inside'),
    count('found elsewhere'),
    label,
  ]
    .map(cell)
    .join('');
}

function cell(value: string | number, index: number): string {
  return index === columns.length ? `  ${value}` : String(value).padStart(10);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

function percent(part: number): string {
  return `${(100 * part).toFixed(2)} %`;
}
