import { aws_events as events, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import { WILDCARD_REASONS } from '../acknowledgements/own-answers';
import { answerWildcard } from '../acknowledgements/rights-answers';
import { refuseUnknown } from '../validation/known-grantee';

/*
 * CDK's own destinations grant more than a failing function needs (queue attributes and URL, every S3 verb,
 * key actions with wildcards). These grant the one action that delivers, and the key.
 */

export function queueDestination(queue: sqs.IQueue): lambda.IDestination {
  return destination(queue.queueArn, ['sqs:SendMessage'], [queue.queueArn], queue.encryptionMasterKey);
}

export function topicDestination(topic: sns.ITopic): lambda.IDestination {
  return destination(topic.topicArn, ['sns:Publish'], [topic.topicArn], topic.masterKey);
}

export function busDestination(bus: events.IEventBus): lambda.IDestination {
  return destination(bus.eventBusArn, ['events:PutEvents'], [bus.eventBusArn]);
}

/** Lambda lists the bucket before it takes it as a destination, and then only puts objects. */
export function bucketDestination(bucket: s3.IBucket): lambda.IDestination {
  return {
    bind: (_scope, fn) => {
      fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }));
      const [objects, actions] = [bucket.arnForObjects('*'), ['s3:PutObject']];
      answerWildcard(fn, { resource: objects, actions, reason: WILDCARD_REASONS.parkedObjects });
      return destination(bucket.bucketArn, actions, [objects], bucket.encryptionKey).bind(_scope, fn);
    },
  };
}

function destination(arn: string, actions: string[], resources: string[], key?: kms.IKey): lambda.IDestination {
  return {
    bind: (_scope, fn) => {
      iam.Grant.addToPrincipal({ grantee: fn, actions, resourceArns: resources });
      if (key) {
        refuseUnknown(key, fn);
        key.grant(fn, 'kms:GenerateDataKey', 'kms:Decrypt');
      }
      return { destination: arn };
    },
  };
}
