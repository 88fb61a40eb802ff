import { RawMap } from '../raw';

/** The address under which API Gateway invokes a function. */
export function gatewayUri(target: unknown): RawMap {
  return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':apigateway:', { Ref: 'AWS::Region' }, ':lambda:path/2015-03-31/functions/', target, '/invocations']] };
}
