'use strict';

// Looks at what the user asked for before anything is installed or started; hence plain JavaScript.

const { numberInput } = require('../../demo/number-input');

module.exports = numberInput('orders-api', 'orders', { standard: 600, least: 1, most: 20_000 });
