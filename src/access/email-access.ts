import { Stack, aws_iam as iam, aws_ses as ses } from 'aws-cdk-lib';
import { grantExactly } from './exact-grant';

/** Send mail from a verified identity, with its configuration set where it has one. */
export function sendEmail(identity: ses.IEmailIdentity, configurationSet: ses.IConfigurationSet | undefined, grantee: iam.IGrantable): iam.Grant {
  return grantExactly({
    grantee,
    resource: identity,
    actions: ['ses:SendEmail', 'ses:SendRawEmail'],
    resourceArns: [identity.emailIdentityArn, ...(configurationSet ? [arnOf(configurationSet)] : [])],
  });
}

function arnOf(set: ses.IConfigurationSet): string {
  return Stack.of(set).formatArn({ service: 'ses', resource: 'configuration-set', resourceName: set.configurationSetName });
}
