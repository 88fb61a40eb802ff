import * as fc from 'fast-check';
import { EDGE_CASES } from './edge-cases';
import { endOf, Family, Placed } from './family';
import { FUNCTION_CASES, NODEJS_CASES } from './functions';
import { cdkValidator, rulePacks } from './further-gates';
import { Gate } from './outcome';
import { PATTERN_CASES } from './pattern-cases';
import { runs } from './runs';
import { TRIGGER_CASES } from './trigger-cases';

/* Gates that take longer, asked about a few cases, and about a tenth of those that somebody asks for. */

function complainsOfNothing<Case extends Placed>(family: Family<Case>, gate: Gate): void {
  fc.assert(fc.property(family.cases, one => {
    expect(endOf(family, one, gate)?.complaints ?? []).toEqual([]);
  }), runs(2, 0.1));
}

test('CDK\'s own validator complains of no function', () => complainsOfNothing(FUNCTION_CASES, cdkValidator));
test('CDK\'s own validator complains of no bundled function', () => complainsOfNothing(NODEJS_CASES, cdkValidator));
test('CDK\'s own validator complains of no trigger', () => complainsOfNothing(TRIGGER_CASES, cdkValidator));
test('CDK\'s own validator complains of no function at the edge', () => complainsOfNothing(EDGE_CASES, cdkValidator));
test('CDK\'s own validator complains of no pattern', () => complainsOfNothing(PATTERN_CASES, cdkValidator));
test('the packs of cdk-nag have nothing open on a pattern', () => complainsOfNothing(PATTERN_CASES, rulePacks));
