import { US_EAST_1 } from './us-east-1';
import { PriceList } from '../price-list';

/** The prices that come with the library; each line says where and when it was read. */
export const BUILT_IN_PRICES = new PriceList(new Map([['us-east-1', US_EAST_1]]));
