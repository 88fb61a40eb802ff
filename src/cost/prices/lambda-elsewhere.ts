import { lines } from './lines';
import { RegionPrices } from '../price-list';

const CALCULATOR = 'calculator.aws, metered unit map of Lambda, as copied into remotion-dev/remotion; first tier only';
const TRANSFER = 'infracost, golden file data_transfer_test, made from the AWS price list';

/** The tiers are sourced for us-east-1 only, so beyond the first the price is unknown here. */
const FIRST_TIER = { x86_64: 6e9, arm64: 7.5e9 };

/** What is sourced beside us-east-1: Lambda, and data to the internet. Duration and requests cost the same in all of these. */
function elsewhere(capacity: number, duration: number, storage: number, transfer: readonly [number, number, number, number]): RegionPrices {
  const [first, second, third, last] = transfer;
  return {
    ...lines(CALCULATOR, '2023 or later', {
      'lambda.requests': 0.20e-6,
      'lambda.duration.x86_64': [[0.0000166667, FIRST_TIER.x86_64]],
      'lambda.duration.arm64': [[0.0000133334, FIRST_TIER.arm64]],
      'lambda.provisioned.capacity.x86_64': capacity,
      'lambda.provisioned.duration.x86_64': duration,
      'lambda.storage': storage,
    }),
    ...lines(TRANSFER, '2024-12', {
      'transfer.out': [[first, 10_240], [second, 51_200], [third, 153_600], [last]],
    }),
  };
}

const USUAL: readonly [number, number, number, number] = [0.09, 0.085, 0.07, 0.05];

export const LAMBDA_ELSEWHERE: ReadonlyMap<string, RegionPrices> = new Map([
  ['us-east-2', elsewhere(0.0000041667, 0.0000097222, 0.0000000309, USUAL)],
  ['us-west-2', elsewhere(0.0000041667, 0.0000097222, 0.0000000309, USUAL)],
  ['eu-central-1', elsewhere(0.0000050147, 0.0000117011, 0.0000000367, USUAL)],
  ['eu-west-1', elsewhere(0.0000046460, 0.0000108407, 0.0000000340, USUAL)],
  ['eu-west-2', elsewhere(0.0000048304, 0.0000112709, 0.0000000358, USUAL)],
  ['ap-south-1', elsewhere(0.0000044985, 0.0000104966, 0.0000000352, [0.1093, 0.085, 0.082, 0.08])],
  ['ap-southeast-1', elsewhere(0.0000051991, 0.0000121313, 0.0000000370, [0.12, 0.085, 0.082, 0.08])],
  ['ap-southeast-2', elsewhere(0.0000052360, 0.0000122173, 0.0000000370, [0.114, 0.098, 0.094, 0.092])],
  ['ap-northeast-1', elsewhere(0.0000053835, 0.0000125615, 0.0000000370, [0.114, 0.089, 0.086, 0.084])],
]);
