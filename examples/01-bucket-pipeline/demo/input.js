'use strict';

// Looks at what the user asked for before anything is installed or started; hence plain JavaScript.

const { closeSync, openSync, readSync, statSync } = require('node:fs');
const { basename, resolve } = require('node:path');
const { isUtf8 } = require('node:buffer');
const { CsvRows } = require('./csv-rows');

const USAGE = 'npm run demo [-- FILE.csv --key COLUMN [--poison PERCENT]]';
const DEFAULT_POISON_PERCENT = 0.5;
const CHUNK_BYTES = 64 * 1024;
const LARGEST_HEADER_BYTES = 1024 * 1024;

/** Returns what main.ts is to do; throws an error of one line when that makes no sense. */
function readInput(args) {
  const { file, key, poison } = parse(args);
  if (file === undefined) {
    return { keyColumn: 'iata', poisonPercent: poison ?? DEFAULT_POISON_PERCENT };
  }
  const path = resolve(file);
  checkHeader(readHeader(file, path), file, key);
  return { file: path, name: basename(path), keyColumn: key, poisonPercent: poison ?? 0 };
}

function parse(args) {
  const rest = [...args];
  const options = {};
  while (rest.length > 0) {
    const argument = rest.shift();
    if (argument === '--key' || argument === '--poison') {
      if (rest.length === 0) throw new Error(`${argument} needs a value. Usage: ${USAGE}`);
      options[argument.slice(2)] = rest.shift();
    } else if (argument.startsWith('--key=') || argument.startsWith('--poison=')) {
      const [, name, value] = /^--(\w+)=(.*)$/s.exec(argument);
      options[name] = value;
    } else if (argument.startsWith('-')) {
      throw new Error(`there is no option ${argument}. Usage: ${USAGE}`);
    } else if (options.file === undefined) {
      options.file = argument;
    } else {
      throw new Error(`one file at a time: ${options.file} was given, and ${argument}. Usage: ${USAGE}`);
    }
  }
  return check(options);
}

function check({ file, key, poison }) {
  if (file !== undefined && !key) {
    throw new Error(`--key must name the column of ${file} that holds the key. Usage: ${USAGE}`);
  }
  if (file === undefined && key !== undefined) {
    throw new Error(`--key belongs to a file, and none was given. Usage: ${USAGE}`);
  }
  const percent = poison === undefined ? undefined : Number(poison);
  if (poison === '' || (percent !== undefined && !(percent >= 0 && percent <= 100))) {
    throw new Error(`--poison must be a number from 0 to 100, not ${JSON.stringify(poison)}.`);
  }
  return { file, key, poison: percent };
}

function readHeader(file, path) {
  const handle = open(file, path);
  try {
    let header;
    const reader = new CsvRows((row) => { header ??= row; });
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (let total = 0; !header && total < LARGEST_HEADER_BYTES;) {
      const bytes = readSync(handle, chunk, 0, CHUNK_BYTES, null);
      if (bytes === 0) {
        reader.end();
        if (!header) throw new Error(`${file} is empty: there is no header in it.`);
      }
      reader.write(chunk.subarray(0, bytes));
      total += bytes;
    }
    return header;
  } finally {
    closeSync(handle);
  }
}

function open(file, path) {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) throw new Error(`${file} is a directory; a CSV file is needed.`);
    if (!stat.isFile()) throw new Error(`${file} is not a regular file; it must be read more than once.`);
    return openSync(path, 'r');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw new Error(`there is no file ${file}.`);
    if (error.code) throw new Error(`${file} cannot be read (${error.code}).`);
    throw error;
  }
}

function checkHeader(header, file, key) {
  const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;
  if (!header || !header.fields.every((field) => isUtf8(field) && !controls.test(field.toString()))) {
    throw new Error(`${file} is not a CSV file in UTF-8: its first line is not text.`);
  }
  if (header.malformed) {
    throw new Error(`the header of ${file} cannot be read: its quotes do not match.`);
  }
  const columns = header.fields.map(String);
  if (!columns.includes(key)) {
    throw new Error(`${file} has no column ${JSON.stringify(key)}; its columns are ${describe(columns)}.`);
  }
}

function describe(columns) {
  const shown = columns.slice(0, 20).map((name) => JSON.stringify(name.slice(0, 60))).join(', ');
  return columns.length > 20 ? `${shown} and ${columns.length - 20} more` : shown;
}

module.exports = { readInput, USAGE };
