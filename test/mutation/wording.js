const { declareValuePlugin, PluginKind } = require('@stryker-mutator/api/plugin');

/** Sentences for people: what they say is read by people, and no test repeats it. */
const SPOKEN = new Set(['finding', 'cannotTell', 'note', 'BadInputError', 'unknown']);

const speaks = path => (path.isCallExpression() || path.isNewExpression()) && SPOKEN.has(path.node.callee.name);
const isWording = path => path.isTemplateLiteral() || path.isStringLiteral();

exports.strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'wording', {
    shouldIgnore: path => (isWording(path) && speaks(path.parentPath) ? 'Wording is for people, and no test repeats it.' : undefined),
  }),
];
