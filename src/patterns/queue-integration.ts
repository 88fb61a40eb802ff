import { aws_apigateway as apigateway, aws_iam as iam, aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Access } from '../access/access';
import { ServiceRole } from '../defaults/service-role';

const SENT = '$.SendMessageResponse.SendMessageResult.MessageId';

/** What a caller is told, by what the queue said. */
const ANSWERS: { statusCode: string; selectionPattern?: string; body: string }[] = [
  { statusCode: '202', body: `{"id":"$input.path('${SENT}')"}` },
  { statusCode: '400', selectionPattern: '4\\d{2}', body: '{"message":"The request was not taken"}' },
  { statusCode: '503', selectionPattern: '5\\d{2}', body: '{"message":"Try again"}' },
];

/** The answers that a method declares for this integration. */
export const METHOD_RESPONSES: apigateway.MethodResponse[] = ANSWERS.map(({ statusCode }) => ({ statusCode }));

/**
 * The body of a request becomes a message of a queue, by a role that may send there and nothing else; no function in between.
 *
 * Only JSON is taken: of another content type API Gateway would send what no template has made a call of.
 */
export function sendTo(scope: Construct, queue: sqs.IQueue): apigateway.AwsIntegration {
  const credentialsRole = new ServiceRole(scope, 'Role', new iam.ServicePrincipal('apigateway.amazonaws.com'));
  Access.sendMessages(queue).grantTo(credentialsRole);
  return new apigateway.AwsIntegration({
    service: 'sqs',
    region: queue.env.region,
    path: `${queue.env.account}/${queue.queueName}`,
    options: {
      credentialsRole,
      passthroughBehavior: apigateway.PassthroughBehavior.NEVER,
      requestParameters: { 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" },
      requestTemplates: { 'application/json': 'Action=SendMessage&MessageBody=$util.urlEncode($input.body)' },
      integrationResponses: ANSWERS.map(({ statusCode, selectionPattern, body }) => (
        { statusCode, selectionPattern, responseTemplates: { 'application/json': body } }
      )),
    },
  });
}
