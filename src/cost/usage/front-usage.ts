import { AppContext } from '../app-context';
import { PriceId } from '../price-catalogue';
import { Arrivals, together } from './arrivals';
import { stated, Usage, uses } from './usage';

/** APIs. Load balancers and function URLs: the first are not priced here, the second cost nothing of their own. */
export function frontUsage(app: AppContext, arrivals: Arrivals): readonly Usage[] {
  return app.inventory.resourcesOfType('AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api').map(api => {
    const through = arrivals.from(api);
    const derived = through.length === 0 ? {} : { basis: 'the requests of its functions', ...together(through, 'requests') };
    return uses(app, api, priceOf(api.type, api.properties.text('ProtocolType', 'HTTP').known), stated(app, api, 'requests', derived));
  });
}

function priceOf(type: string, protocol: string | undefined): PriceId {
  return type === 'AWS::ApiGateway::RestApi' ? 'api.rest' : protocol === 'WEBSOCKET' ? 'api.websocket' : 'api.http';
}
