import { columns, dollars } from './figures';
import { Style } from './style';
import { Market } from '../../cost/compare/priced-load';
import { Alternative, Decision } from '../../cost/cost-sheet';
import { FunctionCost } from '../../cost/price-function';
import { FlagLoad } from '../cost-arguments';

/** What one function costs, for people. */
export function functionCostText(cost: FunctionCost, load: FlagLoad, { region, freeTier }: Market, style: Style): string {
  const { requests, duration, memory, architecture } = load;
  const rows = [
    ['requests', dollars(cost.requests)],
    ['duration', dollars(cost.duration)],
    ...cost.other > 0 ? [['provisioned capacity', dollars(cost.other)]] : [],
    ['total', dollars(cost.total)],
  ];
  return [
    style.strong(`${requests.toLocaleString('en-US')} requests a month x ${duration} ms x ${memory} MB on ${architecture} in ${region}${freeTier ? ', free tier taken off' : ''}`),
    '',
    ...columns(rows, [1]).map(row => `  ${row}`),
    '',
    ...alternativeLines(cost.alternatives, style),
    '',
    ...decisionLines(cost.decisions, style),
  ].join('\n').concat('\n');
}

/** The same load elsewhere. */
export function alternativeLines(alternatives: readonly Alternative[], style: Style): readonly string[] {
  const rows = alternatives.map(({ name, what, monthly, cheaperFrom }) => [
    name, dollars(monthly), what,
    cheaperFrom === null ? '' : cheaperFrom <= 1 ? 'cheaper at any traffic' : `cheaper from ${cheaperFrom.toLocaleString('en-US')} requests a month`,
  ]);
  return [style.strong('The same load elsewhere'), ...columns(rows, [1]).map((row, index) => `  ${row}\n      ${style.faint(alternatives[index].why)}`)];
}

/** The questions that decide where a workload belongs. */
export function decisionLines(decisions: readonly Decision[], style: Style): readonly string[] {
  return [
    style.strong('Lambda, Fargate or EC2'),
    ...decisions.map(({ question, answer, speaksFor, reason }) => `  ${question} ${answer}: ${reason}${speaksFor === 'either' ? '' : ` -> ${speaksFor}`}`),
  ];
}
