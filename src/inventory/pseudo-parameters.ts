import { Resolved, Scope } from './model';
import { literal, NOTHING, open } from './resolved';

/** What `AWS::Region` and its kin stand for in this template. */
export function pseudoParameter(name: string, scope: Scope): Resolved {
  const { account, region, stackName } = scope.template;
  const hole = open(`${name} is only known when the stack is deployed`, `\${${name}}`, scope);
  const told = (value: string | undefined): Resolved => (value === undefined ? hole : literal(value));
  switch (name) {
    case 'AWS::NoValue':
      return NOTHING;
    case 'AWS::Region':
      return told(region);
    case 'AWS::AccountId':
      return told(account);
    case 'AWS::StackName':
      return told(stackName);
    case 'AWS::Partition':
      return told(region && partitionOf(region));
    case 'AWS::URLSuffix':
      return told(region && (partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'));
    default:
      return hole;
  }
}

/** The partition a region lies in. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) {
    return 'aws-cn';
  }
  if (region.startsWith('us-gov-')) {
    return 'aws-us-gov';
  }
  return 'aws';
}
