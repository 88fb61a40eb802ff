import { Resolved, Scope } from '../model';
import { literal, NOTHING, open } from './resolved';

interface Partition {
  readonly id: string;
  readonly regions: RegExp;
  readonly suffix: string;
}

/** The partitions beside the one that most regions lie in. Source: the AWS SDK's partitions table (2026-11). */
const PARTITIONS: readonly Partition[] = [
  { id: 'aws-cn', regions: /^cn-/, suffix: 'amazonaws.com.cn' },
  { id: 'aws-us-gov', regions: /^us-gov-/, suffix: 'amazonaws.com' },
  { id: 'aws-eusc', regions: /^eusc-/, suffix: 'amazonaws.eu' },
  { id: 'aws-iso', regions: /^us-iso-/, suffix: 'c2s.ic.gov' },
  { id: 'aws-iso-b', regions: /^us-isob-/, suffix: 'sc2s.sgov.gov' },
  { id: 'aws-iso-e', regions: /^eu-isoe-/, suffix: 'cloud.adc-e.uk' },
  { id: 'aws-iso-f', regions: /^us-isof-/, suffix: 'csp.hci.ic.gov' },
];
const COMMERCIAL = { id: 'aws', suffix: 'amazonaws.com' };

/** What `AWS::Region` and its kin stand for in this template. */
export function pseudoParameter(name: string, scope: Scope): Resolved {
  const { account, region, stackName } = scope.template;
  const partition = region === undefined ? undefined : PARTITIONS.find(one => one.regions.test(region)) ?? COMMERCIAL;
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
      return told(partition?.id);
    case 'AWS::URLSuffix':
      return told(partition?.suffix);
    default:
      return hole;
  }
}
