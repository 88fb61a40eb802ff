export * from './bucket-pipeline';
