import { describeRule, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { sizeScope } from '../../src/rules/size-scope';

const app = (properties: object, sections = {}) => template({ Worker: lambdaFunction(properties as Record<string, unknown>) }, sections);
const managed = { CapacityProviderConfig: { LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: 'a' } } };
const tmp = (size: unknown) => ({ EphemeralStorage: { Size: size } });

describeRule(sizeScope, [
  ['the defaults', app({}), {}],
  ['10,240 MB of memory', app({ MemorySize: 10_240 }), {}],
  ['10,241 MB of memory', app({ MemorySize: 10_241 }), { finds: ['error Worker'], says: ['10241 MB of memory; Lambda takes 128 to 10240 outside of managed instances'], mends: ['MemorySize of Worker to 128 to 10240'] }],
  ['managed instances have more', app({ MemorySize: 32_768, ...managed }), {}],
  ['but not endlessly', app({ MemorySize: 32_769, ...managed }), { finds: ['error Worker'], says: ['takes 128 to 32768.'] }],
  ['127 MB of memory', app({ MemorySize: 127 }), { finds: ['error Worker'] }],
  ['a number as a string', app({ MemorySize: '16384' }), { finds: ['error Worker'] }],
  ['memory that a parameter gives', app({ MemorySize: { Ref: 'M' } }, { Parameters: { M: { Type: 'Number' } } }), {}],
  ['10,240 MB of /tmp', app(tmp(10_240)), {}],
  ['10,241 MB of /tmp', app(tmp(10_241)), { finds: ['error Worker'] }],
  ['511 MB of /tmp', app(tmp(511)), { finds: ['error Worker'], mends: ['EphemeralStorage of Worker to 512 to 10240'] }],
  ['10,240 MB of /tmp on managed instances', app({ ...tmp(10_240), ...managed }), {}],
  ['and as much as an accelerator gives', app({ ...tmp(32_768), ...managed }), { unknown: ['Worker'] }],
  ['managed instances may have more', app({ ...tmp(20_480), ...managed }), { unknown: ['Worker'] }],
  ['an accelerator has more', app({ ...tmp(32_768), AcceleratorConfig: {}, ...managed }), {}],
  ['nobody has more', app({ ...tmp(32_769), AcceleratorConfig: {}, ...managed }), { finds: ['error Worker'] }],
  ['nor managed instances', app({ ...tmp(32_769), ...managed }), { finds: ['error Worker'] }],
]);
