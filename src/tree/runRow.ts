import { kinds } from '../cluster/resource.ts';
import {
  type RunState,
  runDurationMs,
  type TrainingRun,
  type TrainingSchedule,
} from '../training/trainingRun.ts';
import { moment, span } from './moment.ts';
import { counted, joined, oneLine, optionalDescription, tooltipOf } from './rowText.ts';
import { objectTokens } from './rowTokens.ts';
import type { RowTone, TreeRow } from './treeRow.ts';

interface Look {
  readonly word: string;
  readonly icon: string;
  readonly tone: RowTone;
}

const looks: Readonly<Record<RunState, Look>> = {
  queued: { word: 'Queued', icon: 'clock', tone: 'muted' },
  running: { word: 'Running', icon: 'sync', tone: 'busy' },
  waitingForPerson: { word: 'Waiting', icon: 'debug-pause', tone: 'warning' },
  ok: { word: 'Complete', icon: 'pass', tone: 'good' },
  failed: { word: 'Failed', icon: 'error', tone: 'bad' },
  cancelled: { word: 'Stopped', icon: 'debug-stop', tone: 'muted' },
};

/** A training run as a row. How long it took is told once it has ended: a running clock would repaint all the time. */
export function runRow(id: string, run: TrainingRun): TreeRow {
  const look = looks[run.state];
  return {
    id,
    label: run.name,
    ...optionalDescription(
      joined(
        look.word,
        run.problem === undefined ? undefined : oneLine(run.problem),
        progress(run),
        run.failedCount > 0 && `${counted(run.failedCount, 'pod')} failed`,
        durationText(run),
        run.namespace,
      ),
    ),
    icon: look.icon,
    tone: run.state === 'running' && run.problem !== undefined ? 'warning' : look.tone,
    tooltip: tooltipOf(run.name, [
      ['State', look.word],
      ['Why', run.problem],
      ['Namespace', run.namespace],
      ['Succeeded', `${run.succeededCount} of ${run.wantedCount}`],
      ['Active', run.activeCount],
      ['Failed', run.failedCount || undefined],
      ['Started', moment(run.startedAtMs)],
      ['Ended', moment(run.endedAtMs)],
      ['Took', durationText(run)],
      [run.parent?.kind ?? '', run.parent?.name],
      ['Created', moment(run.createdAtMs)],
    ]),
    tokens: objectTokens('job', 'canLog'),
    isExpandable: true,
    ref: { kind: kinds.jobs, namespace: run.namespace, name: run.name },
  };
}

/** A timetable of runs as a row, with the runs that are under way. */
export function scheduleRow(id: string, schedule: TrainingSchedule): TreeRow {
  const { name, namespace } = schedule;
  return {
    id,
    label: name,
    ...optionalDescription(
      joined(
        schedule.isSuspended ? 'Suspended' : oneLine(schedule.schedule, 60),
        schedule.activeCount > 0 && `${schedule.activeCount} running`,
        namespace,
      ),
    ),
    icon: 'calendar',
    tone: schedule.isSuspended ? 'muted' : schedule.activeCount > 0 ? 'busy' : 'plain',
    tooltip: tooltipOf(name, [
      ['Namespace', namespace],
      ['Schedule', schedule.schedule],
      ['Suspended', schedule.isSuspended ? 'yes' : undefined],
      ['Running', schedule.activeCount || undefined],
      ['Last scheduled', moment(schedule.lastScheduledAtMs)],
      ['Last success', moment(schedule.lastSucceededAtMs)],
      ['Created', moment(schedule.createdAtMs)],
    ]),
    tokens: objectTokens('cronJob'),
    isExpandable: true,
    ref: { kind: kinds.cronJobs, namespace, name },
  };
}

function progress(run: TrainingRun): string | undefined {
  if (run.wantedCount < 2 && run.activeCount < 2) return undefined;
  return `${run.succeededCount}/${run.wantedCount} done`;
}

function durationText(run: TrainingRun): string | undefined {
  if (run.endedAtMs === undefined) return undefined;
  const durationMs = runDurationMs(run, run.endedAtMs);
  return durationMs === undefined ? undefined : span(durationMs);
}
