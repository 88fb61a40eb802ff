/** What happened to an object. */
export enum BucketEvent {
  /** An object was created, copied, or its upload in parts completed. */
  CREATED = 'Object Created',

  /** An object was deleted, or expired by a lifecycle rule. */
  DELETED = 'Object Deleted',

  /** An object was brought back from an archive. */
  RESTORED = 'Object Restore Completed',
}
