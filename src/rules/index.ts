export * from './steadfast-checks';
