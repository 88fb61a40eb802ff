import { QUOTAS } from '../../reference/quotas';
import { Alternative, Decision } from '../cost-sheet';
import { averageConcurrency, LambdaLoad, peakConcurrency } from '../lambda-load';
import { FunctionNeeds } from '../workload';

/** Lambda ends a run after so long. */
const LONGEST_MINUTES = QUOTAS.timeout.value / 60;
const BURSTY = 5;
const STEADY_HIGH = 10;

/** Everything the questions are answered from. */
export interface DecisionFacts {
  readonly load: LambdaLoad;
  /** Seconds; undefined when the template does not tell. */
  readonly timeout?: number;
  readonly alternatives: readonly Alternative[];
}

type Answer = Omit<Decision, 'question'>;

const QUESTIONS: readonly (readonly [question: string, answer: (facts: DecisionFacts) => Answer])[] = [
  [`Does each piece of work end within ${LONGEST_MINUTES} minutes?`, runTime],
  ['What shape has the traffic?', traffic],
  ['May a caller wait for a cold start now and then?', coldStarts],
  ['Does it need a GPU?', gpu],
  ['How much can the team spend on running machines?', operations],
  ['What is cheapest at this traffic?', cost],
];

/** Where the workload belongs: each question with its answer, what that speaks for, and why. */
export function decisionsOn(facts: DecisionFacts): readonly Decision[] {
  return QUESTIONS.map(([question, answer]) => ({ question, ...answer(facts) }));
}

/** An answer that the workload gives. */
function stated(answer: string, speaksFor: Answer['speaksFor'], reason: string): Answer {
  return { answer, speaksFor, reason, from: 'workload' };
}

function unknown(reason: string): Answer {
  return { answer: 'unknown', speaksFor: 'either', reason, from: 'nobody' };
}

function unstated(need: keyof FunctionNeeds): Answer {
  return unknown(`state needs.${need}`);
}

function runTime({ load, timeout }: DecisionFacts): Answer {
  const longest = load.workload.needs?.longestRun;
  if (longest !== undefined) {
    return longest > LONGEST_MINUTES
      ? stated('no', 'fargate', `it may take ${longest} minutes, and Lambda ends it after ${LONGEST_MINUTES}`)
      : stated('yes', 'lambda', `it takes at most ${longest} minutes`);
  }
  if (timeout === undefined) {
    return { ...unknown('neither the timeout nor needs.longestRun is known'), answer: 'perhaps' };
  }
  return timeout < LONGEST_MINUTES * 60 * 0.9
    ? { answer: 'yes', speaksFor: 'lambda', reason: `the timeout is ${timeout} s`, from: 'template' }
    : { answer: 'perhaps', speaksFor: 'either', reason: `the timeout leaves no room below ${LONGEST_MINUTES} minutes`, from: 'template' };
}

function traffic({ load: { workload } }: DecisionFacts): Answer {
  const average = averageConcurrency(workload);
  if (workload.peakRequestsPerSecond === undefined) {
    return unknown(`${average.toFixed(2)} executions on average; no peak is stated`);
  }
  const ratio = average === 0 ? Infinity : peakConcurrency(workload) / average;
  if (ratio >= BURSTY || average < 1) {
    const times = Number.isFinite(ratio) ? `the peak is ${ratio.toFixed(1)} times the average` : 'there is hardly any';
    return stated('bursty or low', 'lambda', `${times}: machines for the peak would mostly wait`);
  }
  const shape = `${average.toFixed(1)} executions on average, the peak ${ratio.toFixed(1)} times that`;
  return average < STEADY_HIGH
    ? stated('steady, medium', 'either', `${shape}: cost decides`)
    : stated('steady, high', 'fargate', `${shape}: machines would be used`);
}

function coldStarts({ load: { workload, provisioned } }: DecisionFacts): Answer {
  if (provisioned > 0) {
    return { answer: 'no need to', speaksFor: 'either', reason: `${provisioned} environments are kept warm`, from: 'template' };
  }
  switch (workload.needs?.coldStarts) {
    case 'acceptable':
      return stated('yes', 'lambda', 'nothing must be kept warm');
    case 'unacceptable':
      return stated('no', 'fargate', 'keep environments warm (Concurrency.provisioned), or run machines that are always on');
    default:
      return unstated('coldStarts');
  }
}

function gpu({ load: { workload } }: DecisionFacts): Answer {
  switch (workload.needs?.gpu) {
    case true:
      return stated('yes', 'ec2', 'neither Lambda nor Fargate has any');
    case false:
      return stated('no', 'either', 'all three will do');
    default:
      return unstated('gpu');
  }
}

function operations({ load: { workload } }: DecisionFacts): Answer {
  switch (workload.needs?.operations) {
    case 'none':
      return stated('nothing', 'lambda', 'no machines, images or scaling to look after');
    case 'some':
      return stated('something', 'fargate', 'images and scaling, but no machines to patch');
    case 'full':
      return stated('what it takes', 'either', 'EC2 is open too: patching, capacity, recovery');
    default:
      return unstated('operations');
  }
}

function cost({ alternatives }: DecisionFacts): Answer {
  const machines = alternatives.filter(one => one.name === 'fargate' || one.name === 'ec2');
  const [cheaper] = machines.filter(one => (one.difference ?? 0) < 0).sort((one, other) => (one.monthly ?? 0) - (other.monthly ?? 0));
  if (cheaper) {
    const saving = Math.abs(cheaper.difference ?? 0).toFixed(2);
    return stated(cheaper.name, cheaper.name === 'ec2' ? 'ec2' : 'fargate', `${cheaper.what} cost $${saving} less; ${cheaper.why}`);
  }
  if (machines.length === 0 || machines.some(one => one.difference === null)) {
    return unknown('the prices of machines are not known here');
  }
  const from = machines.map(one => one.cheaperFrom).filter(one => one !== null);
  const until = from.length > 0 ? `, up to ${Math.min(...from).toLocaleString('en-US')} requests a month` : '';
  return stated('lambda', 'lambda', `machines cost more${until}`);
}
