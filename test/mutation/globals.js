/*
 * What jest's unit tests need to run in mocha, which keeps the modules loaded from one mutant to the next: milliseconds a mutant instead of seconds.
 */
require('ts-node').register({ transpileOnly: true, project: 'test/tsconfig.json', compilerOptions: { module: 'commonjs', noEmit: false } });
const mocha = require('mocha');
const { bind } = require('jest-each');

global.expect = require('expect').expect;
global.beforeAll = (...given) => mocha.before(...given);
global.afterAll = (...given) => mocha.after(...given);

const withTables = name => {
  const plain = (title, ...rest) => mocha[name](title, ...rest);
  return Object.assign(plain, { each: bind(plain, false) });
};
global.test = withTables('it');
global.describe = withTables('describe');
