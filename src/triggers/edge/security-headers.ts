import { aws_cloudfront as cloudfront } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { requireThat } from '../../validation/steadfast-error';

/** The most code that a CloudFront function holds, in bytes (Amazon CloudFront quotas, "Quotas on CloudFront Functions"). */
const MOST_CODE = 10_240;

/** Properties of SecurityHeaders. */
export interface SecurityHeadersProps {
  /**
   * From where a page may load what.
   *
   * @default "default-src 'self'; frame-ancestors 'none'"
   */
  readonly contentSecurityPolicy?: string;

  /**
   * Headers beside these, by their name in lower case; a name given here replaces the header of ours.
   *
   * @default - none
   */
  readonly headers?: { [name: string]: string };
}

/**
 * A CloudFront function that adds security headers to every answer; associate it with `FunctionEventType.VIEWER_RESPONSE`.
 *
 * CloudFront functions hold 10 KB of code, 2 MB of memory, JavaScript only, without network and body, and cost a sixth of Lambda@Edge:
 * for headers, redirects, keys of the cache and the check of a token they are the choice. Where the headers never change,
 * `cloudfront.ResponseHeadersPolicy` sets them without any code.
 *
 * @example
 * const headers = new SecurityHeaders(this, 'Headers');
 * const functionAssociations = [{ function: headers, eventType: cloudfront.FunctionEventType.VIEWER_RESPONSE }];
 */
export class SecurityHeaders extends cloudfront.Function {
  /** @throws when the headers make more code than a CloudFront function holds */
  constructor(scope: Construct, id: string, props: SecurityHeadersProps = {}) {
    const code = codeFor({
      'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
      'content-security-policy': props.contentSecurityPolicy ?? "default-src 'self'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
      ...props.headers,
    });
    super(scope, id, { code: cloudfront.FunctionCode.fromInline(code), runtime: cloudfront.FunctionRuntime.JS_2_0 });
    const size = Buffer.byteLength(code);
    requireThat(this, size <= MOST_CODE, {
      must: `A CloudFront function must hold at most ${MOST_CODE} bytes of code`,
      given: `${size}`,
      remedy: 'Shorten the headers, or use a ResponseHeadersPolicy.',
    });
  }
}

function codeFor(headers: Record<string, string>): string {
  return [
    `var HEADERS = ${JSON.stringify(headers)};`,
    'function handler(event) {',
    '  var response = event.response;',
    '  Object.keys(HEADERS).forEach(function (name) { response.headers[name] = { value: HEADERS[name] }; });',
    '  return response;',
    '}',
  ].join('\n');
}
