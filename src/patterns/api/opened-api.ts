import { aws_cloudwatch as cloudwatch, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Route } from './route';

/** An API that stands, as a pattern sees it. */
export interface OpenedApi {
  /** The API itself. */
  readonly api: Construct;
  /** Where it answers. */
  readonly url: string;
  /** The functions that it needs to know who calls. */
  readonly judges: lambda.Function[];
  /** The alarm on requests that it answers with a server error. */
  readonly serverErrors: cloudwatch.Alarm;
  /** Lets a route call a function. */
  readonly connect: (route: Route, handler: lambda.Function) => void;
}
