import { LAMBDA_ELSEWHERE } from './lambda-elsewhere';
import { lines } from './lines';
import { US_EAST_1 } from './us-east-1';
import { GLOBAL, PriceList, RegionPrices } from '../price-list';

/** What costs the same whatever the region. */
const EVERYWHERE: RegionPrices = {
  ...lines('AWS Price List API for AWSLambda, an extract published by a user; effective October 1, 2025', '2025-10-28', {
    'lambda.edge.requests': 0.60e-6,
    'lambda.edge.duration': 0.00005001,
  }),
  ...lines('infracost, golden file cloudwatch_dashboard_test, made from the AWS price list', '2024-12', {
    'cloudwatch.dashboard': 3.00,
  }),
};

/** The prices that come with the library; each line says where and when it was read. */
export const BUILT_IN_PRICES = new PriceList(new Map([[GLOBAL, EVERYWHERE], ['us-east-1', US_EAST_1], ...LAMBDA_ELSEWHERE]));
