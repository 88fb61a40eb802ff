export * from './api/api-authorization';
export * from './api/api-front';
export * from './bucket-pipeline';
export * from './stream-processor';
export * from './stream-source';
export * from './table-api';
