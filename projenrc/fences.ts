import { awscdk } from 'projen';

/**
 * The rooms of src/ and whom each may import from, besides itself; docs/map.md tells why.
 * test/fences refuses a folder that is missing here.
 */
const ROOMS: Record<string, string[]> = {
  // both wings
  validation: [],
  bridge: [],
  reference: [],
  contents: [],

  // what is shipped to run in Lambda
  handlers: [],

  // the build wing: answers -> CloudFormation
  acknowledgements: [],
  defaults: ['validation', 'acknowledgements'],
  access: ['validation', 'acknowledgements'],
  concurrency: ['validation', 'bridge', 'reference'],
  failure: ['validation', 'acknowledgements', 'defaults'],
  observability: ['validation', 'acknowledgements', 'defaults', 'bridge', 'reference'],
  release: ['validation', 'acknowledgements', 'defaults', 'bridge', 'handlers', 'reference'],
  secrets: ['validation', 'bridge'],
  network: ['validation', 'bridge'],
  packaging: ['validation', 'reference', 'contents'],
  function: [
    'validation', 'acknowledgements', 'bridge', 'defaults', 'access', 'concurrency', 'failure', 'observability', 'release', 'secrets', 'network', 'packaging', 'reference',
  ],
  triggers: ['validation', 'acknowledgements', 'bridge', 'defaults', 'access', 'failure', 'observability', 'function', 'reference'],
  patterns: ['validation', 'acknowledgements', 'defaults', 'access', 'failure', 'observability', 'function', 'triggers'],

  // the read wing: CloudFormation -> judgement
  inventory: ['bridge', 'contents', 'reference'],
  rules: ['bridge', 'inventory', 'reference'],
  cost: ['inventory', 'reference'],
  report: ['inventory', 'reference', 'rules', 'cost'],
  cli: ['inventory', 'reference', 'rules', 'report', 'cost'],
  testing: ['inventory', 'rules'],
};

const everyRoom = Object.keys(ROOMS);

/** One zone a room: whatever it may not import is closed. */
function zones(): object[] {
  return everyRoom.map(room => ({
    target: `./src/${room}`,
    from: './src',
    except: [room, ...ROOMS[room]].map(neighbour => `./${neighbour}`),
    message: `src/${room} may import only from: ${ROOMS[room].join(', ') || 'nothing but itself'} (projenrc/fences.ts).`,
  }));
}

/** Keeps the structure of the sources: rooms, cycles, sizes, no loose types, no printing. */
export function fences(project: awscdk.AwsCdkConstructLibrary): void {
  project.eslint?.addRules({
    'import/no-restricted-paths': ['error', { zones: zones() }],
    'import/no-cycle': ['error'],
    '@typescript-eslint/no-explicit-any': ['error'],
    '@stylistic/arrow-parens': ['error', 'as-needed'],
  });
  project.eslint?.addOverride({
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60 }],
      'no-console': ['error'],
      'no-restricted-imports': ['error', {
        patterns: [{
          regex: '(^|/)(\\.{1,2}|index)/?$',
          message: 'Import the file that defines it; nothing inside src/ imports an index.',
        }],
      }],
      'no-restricted-syntax': ['error', {
        selector: 'TSInterfaceBody > :nth-child(13)',
        message: 'An interface has at most 12 members of its own: split it by what its reader wants to decide.',
      }],
    },
  });
  // What an inventory tells of a function is as wide as CloudFormation; nobody writes it by hand.
  project.eslint?.addOverride({ files: ['src/inventory/**/*.ts'], rules: { 'no-restricted-syntax': ['off'] } });
  // These apps find the library as a package, in a folder of their own: test/hub installs and runs them.
  project.eslint?.addOverride({ files: ['examples/20-four-languages/**/*.ts'], rules: { 'import/no-unresolved': ['off'] } });
  // A handler's log is its console, and what it is built on is bundled into its asset.
  project.eslint?.addOverride({
    files: ['src/handlers/*.ts'],
    rules: { 'no-console': ['off'], 'import/no-extraneous-dependencies': ['error', { devDependencies: true }] },
  });
  // A namespace's index and the root are the only lists of exports; the CLI alone may talk to a terminal.
  project.eslint?.addOverride({ files: ['src/index.ts', 'src/*/index.ts'], rules: { 'no-restricted-imports': ['off'] } });
}
