import { template } from '../../rules/support';
import { propertiesOf, told } from '../support';

const NAMES = ['Region', 'AccountId', 'StackName', 'Partition', 'URLSuffix', 'StackId', 'NoValue'];
const said = Object.fromEntries(NAMES.map(name => [name, { Ref: `AWS::${name}` }]));

test('what surrounds a stack is told by its assembly', () => {
  const properties = propertiesOf('Thing', template({ Thing: ['Test::Thing', said] }), { region: 'eu-west-1', account: '111111111111', stackName: 'shop' });
  expect(NAMES.map(name => told(properties.text(name)))).toEqual([
    'known eu-west-1', 'known 111111111111', 'known shop', 'known aws', 'known amazonaws.com', 'unknown ${AWS::StackId}', 'absent',
  ]);
});

test('and by a template alone it is not', () => {
  const properties = propertiesOf('Thing', template({ Thing: ['Test::Thing', said] }));
  expect(NAMES.map(name => told(properties.text(name)))).toEqual([
    'unknown ${AWS::Region}', 'unknown ${AWS::AccountId}', 'unknown ${AWS::StackName}', 'unknown ${AWS::Partition}', 'unknown ${AWS::URLSuffix}',
    'unknown ${AWS::StackId}', 'absent',
  ]);
});

test.each([
  ['us-east-1', 'aws', 'amazonaws.com'],
  ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
  ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu'],
  ['us-iso-east-1', 'aws-iso', 'c2s.ic.gov'],
  ['us-isob-east-1', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['eu-isoe-west-1', 'aws-iso-e', 'cloud.adc-e.uk'],
  ['us-isof-south-1', 'aws-iso-f', 'csp.hci.ic.gov'],
])('%s lies in the partition %s, whose addresses end in %s', (region, partition, suffix) => {
  const properties = propertiesOf('Thing', template({ Thing: ['Test::Thing', said] }), { region });
  expect([properties.text('Partition').known, properties.text('URLSuffix').known]).toEqual([partition, suffix]);
});
