import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { cronJobKind, type JobFacts, jobKind } from '../../../src/cluster/job.ts';
import { runOfJob, scheduleOfCronJob } from '../../../src/training/job.ts';
import { runDurationMs } from '../../../src/training/trainingRun.ts';
import { aCronJob, aJob } from '../../support/facts.ts';
import { fixture } from '../../support/fixture.ts';

suite('runOfJob', () => {
  const states: readonly (readonly [string, Partial<JobFacts>, string])[] = [
    ['runs with an active pod', {}, 'running'],
    ['runs between two tries of its pods', { activeCount: 0 }, 'running'],
    ['is queued before it has started', { activeCount: 0, startedAtMs: undefined }, 'queued'],
    ['is queued while it is suspended', { isSuspended: true }, 'queued'],
    ['is queued while its condition says so', { outcome: 'suspended' }, 'queued'],
    ['is done once complete, suspended or not', { outcome: 'complete', isSuspended: true }, 'ok'],
    ['has failed', { outcome: 'failed' }, 'failed'],
  ];
  for (const [what, given, state] of states) {
    test(what, () => assert.equal(runOfJob(aJob(given)).state, state));
  }

  test('ends when it was complete', () => {
    const run = runOfJob(
      aJob({ outcome: 'complete', startedAtMs: 1000, completedAtMs: 4000, outcomeAtMs: 5000 }),
    );
    assert.deepEqual([run.endedAtMs, runDurationMs(run, 99_000)], [4000, 3000]);
  });
  test('ends when it failed, for which there is no completion time', () => {
    const run = runOfJob(aJob({ outcome: 'failed', startedAtMs: 1000, outcomeAtMs: 5000 }));
    assert.deepEqual([run.endedAtMs, runDurationMs(run, 99_000)], [5000, 4000]);
  });
  test('has taken the time until now while it runs, and none before', () => {
    assert.equal(runDurationMs(runOfJob(aJob({ startedAtMs: 1000 })), 3500), 2500);
    assert.equal(runDurationMs(runOfJob(aJob({ startedAtMs: 5000 })), 3500), 0);
    assert.equal(runDurationMs(runOfJob(aJob({ startedAtMs: undefined })), 3500), undefined);
  });
  test('wants one success where completions are left open', () => {
    assert.equal(runOfJob(aJob({ completions: undefined, parallelism: 4 })).wantedCount, 1);
  });
  test('says why it failed, and what started it', () => {
    const run = runOfJob(jobKind.toFacts(fixture('cluster/job.json')));
    assert.equal(run.problem, 'BackoffLimitExceeded: Job has reached the specified backoff limit');
    assert.deepEqual(run.parent, { kind: 'CronJob', name: 'train' });
  });
  test('says what there is of a reason', () => {
    assert.equal(
      runOfJob(aJob({ outcome: 'failed', reason: 'DeadlineExceeded' })).problem,
      'DeadlineExceeded',
    );
    assert.equal(runOfJob(aJob({ outcome: 'failed' })).problem, undefined);
    assert.equal(runOfJob(aJob({ reason: 'JobResumed' })).problem, undefined);
  });
});

suite('scheduleOfCronJob', () => {
  test('names the time zone where one is given', () => {
    const schedule = scheduleOfCronJob(cronJobKind.toFacts(fixture('cluster/cronJob.json')));
    assert.equal(schedule.schedule, '0 2 * * * (Europe/Madrid)');
    assert.equal(scheduleOfCronJob(aCronJob()).schedule, '0 2 * * *');
  });
});
