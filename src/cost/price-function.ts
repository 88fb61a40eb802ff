import { BadInputError } from '../inventory/bad-input-error';
import { alternativesTo } from './compare/alternatives';
import { decisionsOn } from './compare/decisions';
import { lambdaCost, Market, sumOf } from './compare/priced-load';
import { Alternative, Decision } from './cost-sheet';
import { LambdaLoad, LambdaUsage, lambdaUsage } from './lambda-load';

/** What one function costs a month, alone in its account; dollars, unrounded. */
export interface FunctionCost {
  readonly requests: number;
  /** On demand and on warm environments. */
  readonly duration: number;
  /** What warm environments, /tmp and SnapStart cost beside. */
  readonly other: number;
  readonly total: number;
  readonly alternatives: readonly Alternative[];
  readonly decisions: readonly Decision[];
}

/** What a load costs on Lambda, and elsewhere; throws a `BadInputError` where the price list does not tell. */
export function priceFunction(load: LambdaLoad, market: Market): FunctionCost {
  const total = lambdaCost(load, market);
  if (total === undefined) {
    const regions = [...market.prices.regions.keys()].filter(one => one !== 'global').join(', ');
    throw new BadInputError('cost', `the price list does not tell what this costs in ${market.region}; it knows of ${regions}; give your own with --prices FILE`);
  }
  const usages = lambdaUsage(load);
  const part = (belongs: (usage: LambdaUsage) => boolean): number => sumOf(usages.filter(belongs), market) ?? 0;
  const alternatives = alternativesTo(load, market);
  return {
    requests: part(usage => usage.price === 'lambda.requests'),
    duration: part(isDuration),
    other: part(usage => usage.price !== 'lambda.requests' && !isDuration(usage)),
    total,
    alternatives,
    decisions: decisionsOn({ load, alternatives }),
  };
}

function isDuration({ price }: LambdaUsage): boolean {
  return price.startsWith('lambda.duration.') || price.startsWith('lambda.provisioned.duration.');
}
