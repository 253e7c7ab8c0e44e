import type { Report } from '../../rule.ts';
import { say } from '../../say.ts';
import { entryOf, itemsAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { nearest } from '../core/nearest.ts';
import { facts, given, givenScalar, replacing } from '../core/reading.ts';

export const policyFacts = [
  facts(
    'volcano/policy',
    'error',
    'A lifecycle policy has no cause, two, or one that another policy has too.',
    'Each event or exit code leads to one action; the webhook refuses a job that gives it two.',
  ),
  facts(
    'volcano/policy-word',
    'error',
    'An event or action is none that a job may use.',
    'The webhook knows the words exactly and keeps some for Volcano itself.',
  ),
] as const;

const events = [
  '*',
  'PodPending',
  'PodRunning',
  'PodFailed',
  'PodEvicted',
  'Unknown',
  'TaskCompleted',
  'TaskFailed',
  'JobUpdated',
];
const actions = [
  'AbortJob',
  'RestartJob',
  'RestartTask',
  'RestartPod',
  'RestartPartition',
  'TerminateJob',
  'CompleteJob',
  'ResumeJob',
];

/** Judges the policies of a job or of one of its tasks. */
export function checkPolicies(policies: readonly MapNode[], report: Report): void {
  const causes = new Map<string, ScalarNode>();
  for (const policy of policies) {
    checkCause(policy, report);
    const own = eventsOf(policy);
    for (const event of own) checkWord(event, events, report);
    const action = givenScalar(policy, 'action');
    if (action !== undefined) checkWord(action, actions, report);
    const code = givenScalar(policy, 'exitCode');
    const seen = new Set<string>();
    for (const cause of code === undefined ? own : [...own, code]) {
      if (!seen.has(cause.text)) once(cause, causes, report);
      seen.add(cause.text);
    }
  }
  const any = causes.get('*');
  if (any !== undefined && causes.size > 1)
    report('volcano/policy', any, say`"*" stands for every event, so there can be no other policy for one.`);
}

function eventsOf(policy: MapNode): readonly ScalarNode[] {
  const single = givenScalar(policy, 'event');
  const listed = itemsAt(policy, 'events').filter(item => item.kind === 'scalar');
  return single === undefined || single.text === '' ? listed : [...listed, single];
}

function checkCause(policy: MapNode, report: Report): void {
  const hasEvent = eventsOf(policy).length > 0;
  const code = entryOf(policy, 'exitCode');
  const hasCode = given(policy, 'exitCode') !== undefined;
  if (hasEvent && hasCode && code !== undefined)
    report('volcano/policy', code.key, say`A policy is for an event or for an exit code, not for both.`);
  if (!hasEvent && !hasCode)
    report('volcano/policy', policy, say`What the policy is for is not said: an event or an exit code.`, {
      missing: 'event',
    });
  const number = givenScalar(policy, 'exitCode');
  if (number?.value === 0)
    report('volcano/policy', number, say`The exit code 0 means success and causes nothing.`);
}

function once(cause: ScalarNode, causes: Map<string, ScalarNode>, report: Report): void {
  const first = causes.get(cause.text);
  if (first === undefined) causes.set(cause.text, cause);
  else
    report('volcano/policy', cause, say`Another policy is for ${cause.text} too.`, {
      related: [{ at: first, message: say`The first policy for it.` }],
    });
}

function checkWord(written: ScalarNode, words: readonly string[], report: Report): void {
  if (words.includes(written.text) || written.text === '') return;
  const likely = nearest(written.text, words);
  report(
    'volcano/policy-word',
    written,
    say`"${written.text}" cannot be used here; there are ${words.join(', ')}.`,
    {
      fixes: () => (likely === undefined ? [] : [replacing(written, likely)]),
    },
  );
}
