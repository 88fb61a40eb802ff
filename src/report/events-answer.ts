import { many } from './counts';
import { Outcome, EventPath } from './event-map';
import { Answer, Figure } from './report';
import { Verdict } from '../rules/judging/verdict';

/**
 * Errors of these rules mean that an event gets lost on its way although its path looks whole: a policy or key that shuts
 * the way, a switch that is off, a list that is overwritten.
 */
export const LOSING_RULES: readonly string[] = [
  'async-failure-destination', 'delivery-permission', 'dlq-key', 'dlq-kind', 'dlq-retention', 'eventbridge-off', 'failure-permission',
  'mapping-permission', 'notification-overlap', 'notification-overwritten', 'policy-overwritten', 'queue-max-receive', 'queue-redrive', 'queue-visibility',
  'stream-failure-destination',
];

/** Can an event be lost? */
export function eventsAnswer(paths: readonly EventPath[], { findings }: Verdict): Answer {
  const count = (outcome: Outcome): number => paths.filter(path => path.failed.outcome === outcome).length;
  const lost = count('lost');
  const open = count('unknown');
  const shut = findings.filter(found => found.severity === 'error' && LOSING_RULES.includes(found.rule)).length;
  const dropped = paths.filter(path => path.undelivered?.outcome === 'lost').length;
  const unheard = paths.filter(path => [path.failed, path.undelivered].some(end => end?.alarm === 'nobody')).length;
  const figures: readonly Figure[] = [
    figure(count('parked'), 'parked when they fail'),
    figure(count('caller'), 'reported to their caller'),
    figure(lost, 'lost when they fail'),
    figure(dropped, 'lost when they cannot be delivered'),
    figure(unheard, 'parked where nobody is told'),
    figure(count('accepted'), 'dropped on purpose'),
    figure(open, 'that templates cannot tell'),
  ].filter(({ count: value }) => value !== '0');
  return { ...sentence({ paths: paths.length, lost, shut, dropped, open }), figures };
}

interface Counts {
  readonly paths: number;
  readonly lost: number;
  readonly shut: number;
  readonly dropped: number;
  readonly open: number;
}

function sentence({ paths, lost, shut, dropped, open }: Counts): Pick<Answer, 'verdict' | 'says'> {
  if (lost > 0) {
    return { verdict: 'bad', says: `Yes: ${lost} of ${many(paths, 'event path')} ${lost === 1 ? 'loses' : 'lose'} what fails.` };
  }
  if (shut > 0) {
    return { verdict: 'bad', says: `Yes: ${many(shut, 'finding')} on the way of events.` };
  }
  if (dropped > 0) {
    return { verdict: 'attention', says: `Only before it arrives: ${dropped} of ${many(paths, 'event path')} ${dropped === 1 ? 'drops' : 'drop'} what cannot be delivered.` };
  }
  if (open > 0) {
    return { verdict: 'unknown', says: `Not as far as the templates tell; ${many(open, 'path')} cannot be told.` };
  }
  return { verdict: 'good', says: paths === 0 ? 'No function has an event source here.' : 'No. Every failing event is parked, or its caller sees the error.' };
}

function figure(count: number, of: string): Figure {
  return { count: String(count), of };
}
