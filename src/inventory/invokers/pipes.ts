import { InvokerFact } from '../function-facts';
import { FunctionTargets } from '../function-targets';
import { Properties } from '../model';
import { Survey } from '../reading/survey';
import { known, unknown } from '../value';
import { invoker } from './invoker';

/** Functions that an EventBridge pipe calls: to enrich what passes, or at its end. */
export function pipes(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  return survey.ofType('AWS::Pipes::Pipe').flatMap(resource => {
    const { properties } = resource;
    const state = properties.text('DesiredState', 'RUNNING');
    const enabled = state.known === undefined ? unknown<boolean>(state.why ?? 'DesiredState cannot be told') : known(state.known === 'RUNNING');
    return ['Enrichment', 'Target'].filter(key => properties.link(key).service === 'lambda').map(key => invoker(resource, {
      via: 'pipe',
      // A pipe waits for what enriches; for its target it waits unless it is told not to.
      mode: key === 'Enrichment' ? 'sync' : targetMode(properties),
      target: targets.at(properties, key),
      source: properties.link('Source'),
      enabled,
      settings: properties,
    }));
  });
}

function targetMode(properties: Properties): InvokerFact['mode'] {
  const type = properties.text('TargetParameters.LambdaFunctionParameters.InvocationType', 'REQUEST_RESPONSE').known;
  return type === undefined ? 'unknown' : type === 'FIRE_AND_FORGET' ? 'async' : 'sync';
}
