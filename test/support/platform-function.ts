import { SteadfastNodejsFunction } from '../../src';

/** A function as an organisation would make it its own, in a file of its own. */
export class PlatformFunction extends SteadfastNodejsFunction {}
