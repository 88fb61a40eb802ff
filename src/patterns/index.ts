export * from './bucket-pipeline';
export * from './image-pipeline';
export * from './job-archive';
export * from './job-report';
export * from './scheduled-job';
