import { lengthOf } from './evidence/listed';
import { lambdaFunction, publishedVersion } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { FunctionFact, InvokerFact } from '../inventory/function-facts';
import { LATEST } from '../inventory/function-targets';
import { Inventory } from '../inventory/inventory';
import { QUOTAS } from '../reference/quotas';

const HOME = 'us-east-1';
const RESTRICTIONS = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html';

/** CloudFront copies a function to the edge only when it is small and plain. */
export const edgeLimits: Rule = {
  id: 'edge-limits',
  severity: 'error',
  title: 'A function at the edge is a numbered version in us-east-1 and has nothing that the edge lacks',
  why: 'CloudFront refuses aliases, $LATEST, other regions and runtimes than Node.js and Python, and functions with environment variables, a VPC, layers, '
    + 'a dead-letter queue, X-Ray, arm64, an image, provisioned concurrency or more memory, time and /tmp than the edge gives.',
  remedy: 'Remove what the edge does not support, and associate a numbered version.',
  inCdk: '`new EdgeFunction(...)`, which has what the edge takes and nothing else.',
  source: RESTRICTIONS,
  keeping: atEdge({}),
  breaking: atEdge({ Environment: { Variables: { TABLE: 'orders' } } }),

  *check(inventory) {
    for (const one of inventory.functions) {
      if (inventory.isEdge(one)) {
        const associations = one.invokers.filter(invoker => invoker.via === 'cloudfront');
        yield* judgeFeatures(one);
        yield* judgePlace(one, inventory);
        for (const association of associations) {
          yield* judgeAssociation(one, association);
        }
      }
    }
  },
};

/** What the edge lacks: how to call it, whether the function certainly has it, how to be rid of it. */
function* judgeFeatures(one: FunctionFact): Iterable<Judgement> {
  const storage = QUOTAS.edgeStorage.value;
  const features: readonly (readonly [name: string, present: boolean, remedy: string])[] = [
    ['environment variables', one.environment.keys().some(key => one.environment.has(key)), 'Put the values into the code, or read them from elsewhere.'],
    ['a VPC', lengthOf(one.vpc, 'SubnetIds').least > 0, 'Remove VpcConfig.'],
    ['a dead-letter queue', one.deadLetter.state !== 'absent', 'Remove DeadLetterConfig.'],
    ['layers', lengthOf(one.resource.properties, 'Layers').least > 0, 'Bundle what the layers hold.'],
    ['the architecture arm64', one.architecture.known === 'arm64', 'Set Architectures to x86_64.'],
    ['X-Ray tracing', one.tracing.known === 'Active', 'Remove TracingConfig.'],
    ['a container image', one.packageType.known === 'Image', 'Package it as a zip file.'],
    ['provisioned concurrency', [...one.aliases, ...one.versions].some(fact => (fact.provisioned.known ?? 0) > 0), 'Remove ProvisionedConcurrencyConfig.'],
    [`${one.storage.written} MB of /tmp`, (one.storage.known ?? 0) > storage, `Set EphemeralStorage to ${storage} MB.`],
  ];
  for (const [name, present, remedy] of features) {
    if (present) {
      yield finding(one, `It runs at the edge and has ${name}.`, { remedy });
    }
  }
  const runtime = one.runtime.known;
  if (runtime !== undefined && !/^(nodejs|python)/.test(runtime)) {
    yield finding(one, `It runs at the edge with the runtime ${runtime}.`, { remedy: 'Write it for Node.js or Python.' });
  }
}

function* judgePlace(one: FunctionFact, inventory: Inventory): Iterable<Judgement> {
  const { region } = one.resource.scope.template;
  // A template by itself never tells its region: that is no question worth asking every time.
  if (region !== undefined && region !== HOME) {
    yield finding(one, `It runs at the edge but its stack is deployed to ${region}.`, { remedy: `Move the function to a stack in ${HOME}.` });
  }
  const role = inventory.roleOf(one);
  const trusted = role?.trust.flatMap(statement => statement.principals.map(principal => principal.value)) ?? [];
  if (role && trusted.length > 0 && trusted.every(value => value.known !== undefined && value.known !== 'edgelambda.amazonaws.com')) {
    yield finding(one, `Its role ${role.logicalId} does not trust edgelambda.amazonaws.com.`, {
      remedy: 'Let lambda.amazonaws.com and edgelambda.amazonaws.com assume the role.',
    });
  }
}

function* judgeAssociation(one: FunctionFact, association: InvokerFact): Iterable<Judgement> {
  const { qualifier, alias } = association.target;
  const event = association.settings.text('EventType');
  if (alias || qualifier.known === LATEST) {
    yield finding(association, `It names ${alias ? `the alias ${alias.name.written}` : '$LATEST'} of ${one.logicalId}.`, {
      remedy: 'Name a numbered version (the Ref of an AWS::Lambda::Version).',
    });
  } else if (qualifier.kind === 'unknown') {
    yield cannotTell(association, `Which version of ${one.logicalId} it names cannot be told.`);
  }
  const viewer = event.known?.startsWith('viewer-');
  const longest = viewer ? QUOTAS.edgeViewerTimeout.value : QUOTAS.edgeOriginTimeout.value;
  if ((one.timeout.known ?? 0) > longest) {
    yield finding(one, `Its timeout is ${one.timeout.written} s; CloudFront takes ${longest} for ${event.written} events.`, { remedy: `Set Timeout to ${longest} or less.` });
  }
  const memory = QUOTAS.edgeViewerMemory.value;
  if (viewer && (one.memory.known ?? 0) > memory) {
    yield finding(one, `It has ${one.memory.written} MB of memory; CloudFront takes ${memory} for ${event.written} events.`, { remedy: `Set MemorySize to ${memory}.` });
  }
}

function atEdge(properties: Readonly<Record<string, unknown>>): Rule['keeping'] {
  const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'] } };
  return {
    Resources: {
      Worker: lambdaFunction({ Timeout: 5, ...properties }),
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trust] } } },
      Version: publishedVersion(),
      Site: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            DefaultCacheBehavior: { LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN: { Ref: 'Version' } }] },
          },
        },
      },
    },
  };
}
