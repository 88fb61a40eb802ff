const { declareValuePlugin, PluginKind } = require('@stryker-mutator/api/plugin');

/** Sentences for people: what they say is read by people, and no test repeats it. */
const SPOKEN = new Set(['finding', 'cannotTell', 'note', 'BadInputError']);

/** Their first argument is a sentence, the second is what stood in the template. */
const EXPLAINING = new Set(['unknown', 'open']);

const calls = (path, names) => (path.isCallExpression() || path.isNewExpression()) && names.has(path.node.callee.name);
const isWording = path => path.isTemplateLiteral() || path.isStringLiteral();
const isMessage = path => path.parentPath.isObjectProperty() && path.key === 'value' && path.parent.key.name === 'message';

const speaks = path => calls(path.parentPath, SPOKEN) || (calls(path.parentPath, EXPLAINING) && path.key === 0) || isMessage(path);

exports.strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'wording', {
    shouldIgnore: path => (isWording(path) && speaks(path) ? 'Wording is for people, and no test repeats it.' : undefined),
  }),
];
