import { ACCESS_PLANTS } from './access';
import { EVENT_PLANTS } from './events';
import { LIMIT_PLANTS } from './limits';
import { Plant } from './plant';

/** Every planted defect, in the order of the rule book. */
export const PLANTS: readonly Plant[] = [...EVENT_PLANTS, ...LIMIT_PLANTS, ...ACCESS_PLANTS];
