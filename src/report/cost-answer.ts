import { money } from './money';
import { Answer } from './report';
import { CostSheet, FunctionSheet } from '../cost/cost-sheet';

const MOST_SERVICES = 4;

/** What will it cost? */
export function costAnswer({ total, complete, functions, services, lines }: CostSheet): Answer {
  const silent = functions.filter(isSilent).length;
  const stated = functions.length - silent;
  const figures = [...services].sort((one, other) => other.total - one.total).filter(service => service.total > 0).slice(0, MOST_SERVICES)
    .map(service => ({ count: money(service.total), of: service.service }));
  if (functions.length > 0 && stated === 0) {
    const fixed = total > 0 ? ` What runs without traffic costs ${money(total)} a month.` : '';
    return { verdict: 'unknown', says: `Nobody states how much traffic to expect.${fixed}`, figures };
  }
  const open = lines.filter(line => line.cost === null).length;
  const missing = [...(silent > 0 ? [{ count: String(silent), of: 'functions whose traffic nobody states' }] : []),
    ...(open > 0 ? [{ count: String(open), of: 'lines that cannot be priced' }] : [])];
  return {
    verdict: missing.length === 0 ? 'good' : 'attention',
    says: complete ? `${money(total)} a month.` : `At least ${money(total)} a month.`,
    figures: [...figures, ...missing],
  };
}

/** True for a function whose traffic nobody states; what runs at deployments only has none. */
export function isSilent({ workload, complete }: FunctionSheet): boolean {
  return workload === null && !complete;
}
