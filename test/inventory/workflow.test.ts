import { leads, told } from './support';
import { RawMap } from '../../src/inventory/raw';
import { Survey } from '../../src/inventory/reading/survey';
import { definitionOf, tasksOf } from '../../src/inventory/workflow';
import { template } from '../rules/support';

const SECTIONS = { Parameters: { Asked: { Type: 'String' }, Stage: { Type: 'String', Default: 'test' } } };
const opened = (properties: RawMap) => {
  const body = template({ Worker: ['AWS::Lambda::Function'], Jobs: ['AWS::SQS::Queue'], Flow: ['AWS::StepFunctions::StateMachine', properties] }, SECTIONS);
  const survey = new Survey([{ name: 't', body }]);
  return { survey, machine: survey.ofType('AWS::StepFunctions::StateMachine')[0] };
};
const tasks = (properties: RawMap) => {
  const { survey, machine } = opened(properties);
  return tasksOf(survey, machine).map(task => `${task.name} in ${task.around.length}: ${told(task.state.text('Resource'))}`);
};
const definition = (properties: RawMap) => {
  const { survey, machine } = opened(properties);
  return definitionOf(survey, machine);
};

const task = (Resource: unknown = 'r') => ({ Type: 'Task', Resource });
const nested = {
  States: {
    First: task(),
    Wait: { Type: 'Wait' },
    Side: { Type: 'Parallel', Branches: [{ States: { Left: task() } }, { States: { Right: task() } }] },
    Each: { Type: 'Map', ItemProcessor: { States: { Item: task(), Inner: { Type: 'Map', Iterator: { States: { Deep: task() } } } } } },
  },
};
const arn = { 'Fn::GetAtt': ['Worker', 'Arn'] };

test.each<[string, RawMap]>([['as a map', { Definition: nested }], ['as text', { DefinitionString: JSON.stringify(nested) }]])('tasks are found wherever they stand: %s', (_title, properties) => {
  expect(tasks(properties)).toEqual(['First in 0: known r', 'Left in 1: known r', 'Right in 1: known r', 'Item in 1: known r', 'Deep in 2: known r']);
});

describe('a definition', () => {
  const written = JSON.stringify({ States: { Take: task('@') } });

  test.each<[string, RawMap, readonly string[]]>([
    ['as text with a reference in it', { DefinitionString: { 'Fn::Join': ['', [written.split('@')[0], arn, written.split('@')[1]]] } }, ['Take in 0: reference ${Worker.Arn}']],
    ['as text with what is not told in it', { DefinitionString: { 'Fn::Sub': written.replace('@', 'a-${Asked}') } }, ['Take in 0: unknown a-${Asked}']],
    ['with a substitution', { DefinitionString: written.replace('@', '${Worker_1}:live'), DefinitionSubstitutions: { Worker_1: arn } }, ['Take in 0: reference ${Worker.Arn}:live']],
    ['with a substitution by a parameter', { DefinitionString: written.replace('@', 'a-${Name}'), DefinitionSubstitutions: { Name: { Ref: 'Stage' } } }, ['Take in 0: known a-test']],
    ['with a substitution that is not given', { DefinitionString: written.replace('@', '${Worker}') }, ['Take in 0: known ${Worker}']],
    ['with a substitution that is no text', { DefinitionString: written.replace('@', '${Worker}'), DefinitionSubstitutions: { Worker: ['a'] } }, ['Take in 0: known ${Worker}']],
    ['as a map with a substitution', { Definition: { States: { Take: task('${Worker}') } }, DefinitionSubstitutions: { Worker: arn } }, ['Take in 0: reference ${Worker.Arn}']],
    ['as a map with a reference', { Definition: { States: { Take: task(arn) } } }, ['Take in 0: reference ${Worker.Arn}']],
    ['as text that is no JSON', { DefinitionString: '{"States":' }, []],
    ['as a text alone', { DefinitionString: '"States"' }, []],
    ['in a file', { DefinitionS3Location: { Bucket: 'b', Key: 'k' } }, []],
    ['that is not told', { Definition: { Ref: 'Asked' } }, []],
    ['that is not told as text', { DefinitionString: { Ref: 'Asked' } }, []],
  ])('%s', (_title, properties, expected) => expect(tasks(properties)).toEqual(expected));

  test.each<[string, RawMap, 'map' | 'unknown']>([
    ['as a map', { Definition: {} }, 'map'], ['as text', { DefinitionString: '{}' }, 'map'], ['as another JSON', { DefinitionString: '7' }, 'map'],
    ['that is not told', { Definition: { Ref: 'Asked' } }, 'unknown'], ['that is not told as text', { DefinitionString: { Ref: 'Asked' } }, 'unknown'],
    ['as a list', { DefinitionString: ['{}'] }, 'unknown'], ['as no JSON', { DefinitionString: '{' }, 'unknown'], ['in a file', {}, 'unknown'],
  ])('is known or not: %s', (_title, properties, state) => {
    const found = definition(properties);
    expect([found.state, (found.why ?? '').length > 0]).toEqual([state, state === 'unknown']);
  });

  test('keeps its numbers, its lists and its flags', () => {
    const found = definition({ DefinitionString: JSON.stringify({ TimeoutSeconds: 5, States: { Take: { Type: 'Task', End: true, Retry: [{ ErrorEquals: ['a', '${Name}'], MaxAttempts: 2 }] } } }), DefinitionSubstitutions: { Name: 'b' } });
    const [retry] = found.maps('States.Take.Retry');
    expect([found.number('TimeoutSeconds').known, found.flag('States.Take.End').known, retry.texts('ErrorEquals').map(one => one.known), retry.number('MaxAttempts').known])
      .toEqual([5, true, ['a', 'b'], 2]);
  });

  test('tells where its references lead', () => {
    const found = definition({ DefinitionString: { 'Fn::Sub': JSON.stringify({ States: { Send: { Type: 'Task', Parameters: { QueueUrl: '${Jobs}', Next: [{ Arn: '${Worker.Arn}:live' }] } } } }) } });
    expect([found.link('States.Send.Parameters.QueueUrl'), found.maps('States.Send.Parameters.Next')[0].link('Arn')].map(leads)).toEqual(['here Jobs', 'here Worker']);
  });

  const deep = (levels: number): RawMap => (levels === 0 ? { States: { Last: task() } } : { States: { Each: { Type: 'Map', Iterator: deep(levels - 1) } } });
  test.each([[40, 1], [41, 0]])('is followed into %d maps', (levels, expected) => expect(tasks({ Definition: deep(levels) })).toHaveLength(expected));
});
