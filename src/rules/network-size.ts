import { lengthOf } from './evidence/listed';
import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { Quota, QUOTAS } from '../reference/quotas';

const LISTS: readonly (readonly [key: string, most: Quota])[] = [['SubnetIds', QUOTAS.subnets], ['SecurityGroupIds', QUOTAS.securityGroups]];

/** A function stands in few subnets and behind few security groups. */
export const networkSize: Rule = {
  id: 'network-size',
  severity: 'error',
  title: 'A function has at most 16 subnets and 5 security groups',
  why: 'Lambda refuses more.',
  remedy: 'Name fewer subnets, one for each availability zone, and merge security groups.',
  inCdk: 'Fewer `vpcSubnets` and `securityGroups`. `Network.privateSubnets(vpc)` chooses them.',
  source: 'https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html',
  keeping: behind(5),
  breaking: behind(6),

  *check({ functions }) {
    for (const one of functions) {
      for (const [key, most] of LISTS) {
        const count = lengthOf(one.vpc, key);
        if (count.least > most.value) {
          yield finding(one, `It has ${count.least} ${most.unit}; Lambda takes ${most.value}.`);
        } else if (count.most > most.value && Number.isFinite(count.most)) {
          yield cannotTell(one, `Whether it has more than ${most.value} ${most.unit} cannot be told.`);
        }
      }
    }
  },
};

function behind(groups: number): Rule['keeping'] {
  return {
    Resources: {
      Worker: lambdaFunction({ VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: Array.from({ length: groups }, (_, index) => `sg-${index}`) } }),
    },
  };
}
