import { Annotations, aws_lambda as lambda } from 'aws-cdk-lib';
import { SeenCode, builtFor, codeArchitecture } from '../packaging/code-architecture';
import { doubtHandler } from '../packaging/handler-file';
import { refuseOversize } from '../packaging/refuse-oversize';
import { requireThat } from '../validation/steadfast-error';

type MaybeSeen = lambda.FunctionOptions & Partial<SeenCode>;

/**
 * The architecture that the contents of the code speak for, where nobody chose one.
 *
 * @param decided the props as property injectors complete them
 */
export function withArchitecture<P extends lambda.FunctionOptions & SeenCode>(props: P, decided: P = props): P {
  return decided.architecture ? props : { ...props, architecture: codeArchitecture(decided) };
}

/** Refuses code that cannot run where it is sent, doubts a handler that is not in it, and says where a cheaper processor was not chosen, and why. */
export function judgePackage(fn: lambda.Function, props: MaybeSeen): void {
  if (isSeen(props)) refuseForeignCode(fn, props);
  refuseOversize(fn, props.layers ?? []);
  doubtHandler(fn, props.layers ?? []);
  if (!props.architecture && fn.architecture === lambda.Architecture.X86_64 && !(isSeen(props) && builtFor(props) === 'x86_64')) {
    Annotations.of(fn).addInfoV2('cdk-steadfast:architecture', 'The function stays on x86_64, for its code, or that of a layer, cannot be seen to run on any processor. '
      + 'Where it does, set architecture: lambda.Architecture.ARM_64, which costs a fifth less; else set X86_64.');
  }
}

function isSeen(props: MaybeSeen): props is lambda.FunctionOptions & SeenCode {
  return props.code !== undefined && props.runtime !== undefined;
}

function refuseForeignCode(fn: lambda.Function, props: SeenCode): void {
  const machine = builtFor(props);
  requireThat(fn, machine === undefined || machine === 'unknown' || machine === fn.architecture.name, {
    must: 'A function must run on the architecture that the compiled parts of its code were built for',
    given: `code for ${machine} on ${fn.architecture.name}`,
    remedy: `Set architecture to ${machine}, or build for ${fn.architecture.name}.`,
  });
}
