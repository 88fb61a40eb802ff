import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { InvokerFact } from '../inventory/function-facts';
import { RawMap } from '../inventory/raw';
import { QUOTAS } from '../reference/quotas';

/** Nobody waits for an answer longer than the front does. */
export const timeoutChain: Rule = {
  id: 'timeout-chain',
  severity: 'warning',
  title: 'A function answers before the service in front of it gives up',
  why: 'The caller gets an error when the front stops waiting, while the function goes on, is charged for, and may still change data; '
    + 'the caller then tries again.',
  remedy: 'Set the function\'s Timeout below what its front waits.',
  inCdk: '`timeout` on the function. `RestIntegration`, `HttpIntegration` and the other fronts of this library refuse one that is too long.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html',
  keeping: httpApi(29),
  breaking: httpApi(60),

  *check({ functions }) {
    for (const one of functions) {
      for (const invoker of one.invokers.filter(waits)) {
        const front = `${invoker.via} ${invoker.source.resource?.logicalId ?? invoker.source.written}`;
        const patience = invoker.patience?.known;
        const timeout = one.timeout.known;
        if (patience === undefined || timeout === undefined) {
          yield cannotTell(one, `Its timeout is ${one.timeout.written} s; how long ${front} waits for it cannot be compared.`);
        } else if (timeout > patience) {
          yield finding(one, `It may run for ${timeout} s, but ${front} waits ${patience} s only.`, {
            remedy: `Set Timeout of ${one.logicalId} to ${patience} or less.`,
          });
        } else if (invoker.via === 'rest-api' && timeout > QUOTAS.restIntegration.value) {
          yield cannotTell(one, `It may run for ${timeout} s; whether the account lets ${front} wait longer than ${QUOTAS.restIntegration.value} s cannot be told.`);
        }
      }
    }
  },
};

function waits(invoker: InvokerFact): boolean {
  const streams = ['ResponseTransferMode', 'responseTransferMode'].some(key => invoker.settings.text(key).known === 'STREAM');
  // At the edge AWS refuses what another rule finds.
  return invoker.patience !== undefined && invoker.via !== 'cloudfront' && !streams;
}

function httpApi(timeout: number): RawMap {
  return {
    Resources: {
      Worker: lambdaFunction({ Timeout: timeout }),
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'orders', ProtocolType: 'HTTP' } },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId: { Ref: 'Api' }, IntegrationType: 'AWS_PROXY', IntegrationUri: { 'Fn::GetAtt': ['Worker', 'Arn'] }, PayloadFormatVersion: '2.0',
        },
      },
    },
  };
}
