"""Prints what parliament says of every policy of the templates in the folder argv[1], as JSON.

Parliament reads policies as IAM stores them, so names that only a deployment
knows are made up: each reference becomes an ARN of the kind that its resource has.
"""

import json
import pathlib
import sys

from parliament import analyze_policy_string

PSEUDO = {'AWS::Partition': 'aws', 'AWS::Region': 'eu-west-1', 'AWS::AccountId': '111122223333', 'AWS::URLSuffix': 'amazonaws.com'}

# The ARN of a resource of each type that a policy refers to.
ARNS = {
    'AWS::CloudWatch::Alarm': 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:name',
    'AWS::CodeBuild::Project': 'arn:aws:codebuild:eu-west-1:111122223333:project/name',
    'AWS::CodePipeline::Pipeline': 'arn:aws:codepipeline:eu-west-1:111122223333:name',
    'AWS::DynamoDB::Table': 'arn:aws:dynamodb:eu-west-1:111122223333:table/name',
    'AWS::IAM::Role': 'arn:aws:iam::111122223333:role/name',
    'AWS::KMS::Key': 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000',
    'AWS::Kinesis::Stream': 'arn:aws:kinesis:eu-west-1:111122223333:stream/name',
    'AWS::Lambda::Alias': 'arn:aws:lambda:eu-west-1:111122223333:function:name:live',
    'AWS::Lambda::Function': 'arn:aws:lambda:eu-west-1:111122223333:function:name',
    'AWS::Logs::LogGroup': 'arn:aws:logs:eu-west-1:111122223333:log-group:name:*',
    'AWS::RDS::DBProxy': 'arn:aws:rds:eu-west-1:111122223333:db-proxy:prx-00000000000000000',
    'AWS::S3::Bucket': 'arn:aws:s3:::name',
    'AWS::SNS::Topic': 'arn:aws:sns:eu-west-1:111122223333:name',
    'AWS::SQS::Queue': 'arn:aws:sqs:eu-west-1:111122223333:name',
    'AWS::SecretsManager::Secret': 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:name-000000',
    'AWS::SecretsManager::SecretTargetAttachment': 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:name-000000',
    'AWS::StepFunctions::StateMachine': 'arn:aws:states:eu-west-1:111122223333:stateMachine:name',
}
# Real labels are times; parliament takes their colons for those of an ARN.
STREAM = '/stream/label'
# What Ref gives for these is the ARN; for the others it is a name.
REF_IS_ARN = {
    'AWS::Lambda::Alias', 'AWS::SNS::Topic', 'AWS::SecretsManager::Secret', 'AWS::SecretsManager::SecretTargetAttachment', 'AWS::StepFunctions::StateMachine',
}


class Template:
    def __init__(self, file: pathlib.Path) -> None:
        self.name = file.stem
        self.resources = json.loads(file.read_text(encoding='utf-8'))['Resources']

    def policies(self):
        """The documents that say what a role may do, each with the resource that holds it."""
        for logical_id, resource in self.resources.items():
            properties = resource.get('Properties', {})
            if resource['Type'] in ('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'):
                yield logical_id, self.concrete(properties['PolicyDocument'])
            for policy in properties.get('Policies', []) if resource['Type'] == 'AWS::IAM::Role' else []:
                yield logical_id, self.concrete(policy['PolicyDocument'])

    def concrete(self, value):
        if isinstance(value, list):
            return [self.concrete(each) for each in value]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            [(function, argument)] = value.items()
            if function == 'Ref':
                return self.ref(argument)
            if function == 'Fn::GetAtt':
                return self.attribute(*argument)
            if function == 'Fn::Join':
                separator, parts = argument
                return separator.join(self.concrete(parts))
            if function == 'Fn::Sub':
                return argument.replace('${AWS::Partition}', PSEUDO['AWS::Partition'])
            if function == 'Fn::Split':
                separator, text = argument
                return self.concrete(text).split(separator)
            if function == 'Fn::Select':
                index, parts = argument
                return self.concrete(parts)[index]
        return {key: self.concrete(each) for key, each in value.items()}

    def ref(self, name: str) -> str:
        kind = self.resources.get(name, {}).get('Type')
        return PSEUDO.get(name) or (ARNS[kind] if kind in REF_IS_ARN else 'name')

    def attribute(self, name: str, attribute: str) -> str:
        arn = ARNS[self.resources[name]['Type']]
        if attribute == 'StreamArn':
            return arn + STREAM
        if attribute not in ('Arn', 'DBProxyArn'):
            raise ValueError(f'{self.name}: what {name}.{attribute} looks like must be said here')
        return arn


def named(issue: str, detail) -> list[tuple[str, str]]:
    """One finding an action, so that an answer to one is no answer to another."""
    if not isinstance(detail, list):
        return [(issue, str(detail))]
    actions = [each if isinstance(each, str) else each['action'] for each in detail]
    return [(f'{issue}[{action}]', str(each)) for action, each in zip(actions, detail)]


def main(folder: pathlib.Path) -> None:
    findings = []
    for template in map(Template, sorted(folder.glob('*.json'))):
        for logical_id, document in template.policies():
            for said in analyze_policy_string(json.dumps(document)).findings:
                findings += [
                    {'template': template.name, 'resource': logical_id, 'rule': rule, 'text': text} for rule, text in named(said.issue, said.detail)
                ]
    json.dump(findings, sys.stdout)


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]))
