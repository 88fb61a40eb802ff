/** The key of a `Metadata` under which a template speaks to the checker, the cost sheet and the report. */
export const METADATA_KEY = 'cdk-steadfast';
