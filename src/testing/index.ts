export * from './expect-clean';
export * from './snapshot-serializer';
