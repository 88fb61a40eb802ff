// CDK's validator costs seconds in every file of tests; `cdk synth` runs it, once.
process.env.CDK_VALIDATION ??= 'false';
