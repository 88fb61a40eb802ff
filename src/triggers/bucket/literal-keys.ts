import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ObjectFilter } from './object-pattern';
import { warn } from '../../validation/warning';

/** Doubts a prefix or suffix that is written like a pattern or a path: keys are compared letter by letter, and no event would come. */
export function doubtPatterns(target: IConstruct, { prefix, suffix }: ObjectFilter): void {
  doubt(target, 'prefix', 'begin', prefix, /\*|^\//);
  doubt(target, 'suffix', 'end', suffix, /\*/);
}

function doubt(target: IConstruct, name: string, where: string, text: string | undefined, unlikely: RegExp): void {
  if (text === undefined || Token.isUnresolved(text) || !unlikely.test(text)) return;
  warn(target, 'object-key-pattern', {
    must: `The ${name} must be what keys ${where} with, letter by letter: it is no pattern, and keys seldom hold a * or begin with a /`,
    given: `'${text}'`,
    remedy: `Write '${text.replace(/^\/|\*/g, '')}', or acknowledge this where keys are like that.`,
  });
}
