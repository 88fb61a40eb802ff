module.exports = require('./lib/testing');
