// CDK's built-in template validator costs seconds a file; one test file switches it on again.
process.env.CDK_VALIDATION ??= 'false';
