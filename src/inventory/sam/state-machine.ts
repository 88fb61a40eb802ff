import { isMap, own, ownMap, ownText, RawMap } from '../raw';
import { Entry } from './entry';
import { schedule, startingRule } from './events';
import { notExpanded } from './not-expanded';

/** A workflow, with the rules and schedules that its `Events` start it by. */
export function stateMachine(id: string, raw: RawMap): readonly Entry[] {
  const { Events, Role, ...properties } = ownMap(raw, 'Properties');
  const written = {
    ...raw,
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { ...properties, RoleArn: Role ?? notExpanded('Role'), ...definitionOf(properties) },
  };
  const events = Object.entries(isMap(Events) ? Events : {}).flatMap(([name, event]) => (isMap(event) ? starts(`${id}${name}`, event, { Ref: id }) : []));
  const condition = 'Condition' in raw ? { Condition: raw.Condition } : {};
  return [[id, written], ...events.map(([name, one]): Entry => [name, { ...one, ...condition }])];
}

/** A workflow's definition in a file of its own is not in the template. */
function definitionOf(properties: RawMap): RawMap {
  return 'DefinitionUri' in properties ? { DefinitionString: notExpanded('DefinitionUri') } : {};
}

function starts(id: string, event: RawMap, target: RawMap): readonly Entry[] {
  const properties = ownMap(event, 'Properties');
  switch (ownText(event, 'Type')) {
    case 'Schedule':
      return startingRule(id, { ...properties, ScheduleExpression: own(properties, 'Schedule') }, target);
    case 'CloudWatchEvent':
    case 'EventBridgeRule':
      return startingRule(id, { ...properties, EventPattern: own(properties, 'Pattern') }, target);
    case 'ScheduleV2':
      return schedule(id, properties, target, 'states:StartExecution');
    default:
      return [];
  }
}
