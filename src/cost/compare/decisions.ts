import { Alternative, Decision } from '../cost-sheet';
import { averageConcurrency, LambdaLoad, peakConcurrency } from '../lambda-load';

/** Lambda ends a run after so long: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LONGEST_MINUTES = 15;
const BURSTY = 5;
const STEADY_HIGH = 10;

/** Everything the questions are answered from. */
export interface DecisionFacts {
  readonly load: LambdaLoad;
  /** Seconds; undefined when the template does not tell. */
  readonly timeout?: number;
  readonly alternatives: readonly Alternative[];
}

/** Where the workload belongs: each question with its answer, what that speaks for, and why. */
export function decisionsOn(facts: DecisionFacts): readonly Decision[] {
  return [runTime(facts), traffic(facts), coldStarts(facts), gpu(facts), operations(facts), cost(facts)];
}

function runTime({ load, timeout }: DecisionFacts): Decision {
  const question = 'Does each piece of work end within 15 minutes?';
  const longest = load.workload.needs?.longestRun;
  if (longest !== undefined) {
    return longest > LONGEST_MINUTES
      ? { question, answer: 'no', speaksFor: 'fargate', reason: `it may take ${longest} minutes, and Lambda ends it after ${LONGEST_MINUTES}`, from: 'workload' }
      : { question, answer: 'yes', speaksFor: 'lambda', reason: `it takes at most ${longest} minutes`, from: 'workload' };
  }
  if (timeout === undefined) {
    return { question, answer: 'perhaps', speaksFor: 'either', reason: 'neither the timeout nor needs.longestRun is known', from: 'nobody' };
  }
  return timeout < LONGEST_MINUTES * 60 * 0.9
    ? { question, answer: 'yes', speaksFor: 'lambda', reason: `the timeout is ${timeout} s`, from: 'template' }
    : { question, answer: 'perhaps', speaksFor: 'either', reason: 'the timeout leaves no room below 15 minutes', from: 'template' };
}

function traffic({ load: { workload } }: DecisionFacts): Decision {
  const question = 'What shape has the traffic?';
  const average = averageConcurrency(workload);
  if (workload.peakRequestsPerSecond === undefined) {
    return { question, answer: 'unknown', speaksFor: 'either', reason: `${average.toFixed(2)} executions on average; no peak is stated`, from: 'nobody' };
  }
  const ratio = average === 0 ? Infinity : peakConcurrency(workload) / average;
  if (ratio >= BURSTY || average < 1) {
    const times = Number.isFinite(ratio) ? `the peak is ${ratio.toFixed(1)} times the average` : 'there is hardly any';
    return { question, answer: 'bursty or low', speaksFor: 'lambda', reason: `${times}: machines for the peak would mostly wait`, from: 'workload' };
  }
  const shape = `${average.toFixed(1)} executions on average, the peak ${ratio.toFixed(1)} times that`;
  return average < STEADY_HIGH
    ? { question, answer: 'steady, medium', speaksFor: 'either', reason: `${shape}: cost decides`, from: 'workload' }
    : { question, answer: 'steady, high', speaksFor: 'fargate', reason: `${shape}: machines would be used`, from: 'workload' };
}

function coldStarts({ load: { workload, provisioned } }: DecisionFacts): Decision {
  const question = 'May a caller wait for a cold start now and then?';
  if (provisioned > 0) {
    return { question, answer: 'no need to', speaksFor: 'either', reason: `${provisioned} environments are kept warm`, from: 'template' };
  }
  switch (workload.needs?.coldStarts) {
    case 'acceptable':
      return { question, answer: 'yes', speaksFor: 'lambda', reason: 'nothing must be kept warm', from: 'workload' };
    case 'unacceptable':
      return { question, answer: 'no', speaksFor: 'fargate', reason: 'keep environments warm (Concurrency.provisioned), or run machines that are always on', from: 'workload' };
    default:
      return { question, answer: 'unknown', speaksFor: 'either', reason: 'state needs.coldStarts', from: 'nobody' };
  }
}

function gpu({ load: { workload } }: DecisionFacts): Decision {
  const question = 'Does it need a GPU?';
  const needed = workload.needs?.gpu;
  if (needed === undefined) {
    return { question, answer: 'unknown', speaksFor: 'either', reason: 'state needs.gpu', from: 'nobody' };
  }
  return needed
    ? { question, answer: 'yes', speaksFor: 'ec2', reason: 'neither Lambda nor Fargate has any', from: 'workload' }
    : { question, answer: 'no', speaksFor: 'either', reason: 'all three will do', from: 'workload' };
}

function operations({ load: { workload } }: DecisionFacts): Decision {
  const question = 'How much can the team spend on running machines?';
  switch (workload.needs?.operations) {
    case 'none':
      return { question, answer: 'nothing', speaksFor: 'lambda', reason: 'no machines, images or scaling to look after', from: 'workload' };
    case 'some':
      return { question, answer: 'something', speaksFor: 'fargate', reason: 'images and scaling, but no machines to patch', from: 'workload' };
    case 'full':
      return { question, answer: 'what it takes', speaksFor: 'either', reason: 'EC2 is open too: patching, capacity, recovery', from: 'workload' };
    default:
      return { question, answer: 'unknown', speaksFor: 'either', reason: 'state needs.operations', from: 'nobody' };
  }
}

function cost({ alternatives }: DecisionFacts): Decision {
  const question = 'What is cheapest at this traffic?';
  const machines = alternatives.filter(one => one.name === 'fargate' || one.name === 'ec2');
  const [cheaper] = machines.filter(one => (one.difference ?? 0) < 0).sort((one, other) => (one.monthly ?? 0) - (other.monthly ?? 0));
  if (cheaper) {
    const saving = Math.abs(cheaper.difference ?? 0).toFixed(2);
    const speaksFor = cheaper.name === 'ec2' ? 'ec2' : 'fargate';
    return { question, answer: cheaper.name, speaksFor, reason: `${cheaper.what} cost $${saving} less; ${cheaper.why}`, from: 'workload' };
  }
  if (machines.length === 0 || machines.some(one => one.difference === null)) {
    return { question, answer: 'unknown', speaksFor: 'either', reason: 'the prices of machines are not known here', from: 'nobody' };
  }
  const from = machines.map(one => one.cheaperFrom).filter(one => one !== null);
  const until = from.length > 0 ? `, up to ${Math.min(...from).toLocaleString('en-US')} requests a month` : '';
  return { question, answer: 'lambda', speaksFor: 'lambda', reason: `machines cost more${until}`, from: 'workload' };
}
