import { Quota } from '../../reference/quotas';
import { InvokerFact } from '../function-facts';
import { Properties, Value } from '../model';
import { known, unknown } from '../value';

/** How CloudFormation and OpenAPI name the same settings of an integration. */
export interface IntegrationKeys {
  readonly type: string;
  readonly parameters: string;
}

/** A non-proxy integration of a REST API is asynchronous when it sets the invocation type header to Event. */
export function restMode(integration: Properties, { type, parameters }: IntegrationKeys): InvokerFact['mode'] {
  const header = integration.map(parameters).keys().find(key => key.toLowerCase().endsWith('header.x-amz-invocation-type'));
  if (!header || integration.text(type).known?.toUpperCase() === 'AWS_PROXY') {
    return 'sync';
  }
  const node = integration.node(parameters);
  const written = node.kind === 'map' ? node.entries[header] : undefined;
  return written === '\'Event\'' ? 'async' : written === '\'RequestResponse\'' ? 'sync' : 'unknown';
}

/** The seconds of a timeout in milliseconds; where there is none, the most that the front waits. */
export function patience(properties: Properties, key: string, most: Quota): Value<number> {
  const millis = properties.number(key);
  if (millis.kind === 'absent') {
    return known(most.value);
  }
  return millis.known === undefined ? unknown(millis.why ?? `${key} cannot be told`) : known(millis.known / 1000);
}
