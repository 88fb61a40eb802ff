'use strict';

// Looks at what the user asked for before anything is installed or started; hence plain JavaScript.

const { numberInput } = require('../../demo/number-input');

module.exports = numberInput('stream-totals', 'sales', { standard: 3_000, least: 100, most: 50_000 });
