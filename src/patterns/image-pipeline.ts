import { aws_lambda as lambda, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { makeBucket } from './pattern-stores';
import { answerRulePacks } from './rule-packs';
import { refuseRecursion } from './separate-places';
import { Access } from '../access/access';
import { alarmsOnRunning, joinAlarms } from '../observability/joint-alarm';
import { BucketDelivery } from '../triggers/bucket/bucket-delivery';
import { BucketTrigger } from '../triggers/bucket/bucket-trigger';

/** Properties of an ImagePipeline. */
export interface ImagePipelineProps {
  /**
   * The function that makes a thumbnail of an uploaded image.
   *
   * It finds `THUMBNAIL_BUCKET` and `THUMBNAIL_PREFIX` in its environment. An image library is native code:
   * bundle it for the architecture that the function runs on.
   */
  readonly render: lambda.Function;

  /**
   * Where images are uploaded to.
   *
   * @default - a private, encrypted, versioned bucket that is reachable over TLS only
   */
  readonly bucket?: s3.IBucket;

  /**
   * What the keys of uploaded images start with.
   *
   * @default 'uploads/'
   */
  readonly prefix?: string;

  /**
   * Where thumbnails are written to.
   *
   * @default - the bucket of the uploads
   */
  readonly thumbnailBucket?: s3.IBucket;

  /**
   * What the keys of thumbnails start with. In the bucket of the uploads, neither prefix may start with the other.
   *
   * @default 'thumbnails/'
   */
  readonly thumbnailPrefix?: string;

  /**
   * How an upload reaches the function.
   *
   * @default BucketDelivery.throughQueue()
   */
  readonly delivery?: BucketDelivery;
}

/**
 * Upload -> thumbnail, in another bucket or under another prefix; never a thumbnail of a thumbnail.
 *
 * An image of which no thumbnail can be made is parked: its event ends in the dead-letter queue, with an alarm, and the image stays where it is.
 *
 * @example
 * const render = new SteadfastNodejsFunction(this, 'Render', { entry: 'handler/render.ts' });
 * new patterns.ImagePipeline(this, 'Images', { render });
 */
export class ImagePipeline extends Construct {
  /** Where images are uploaded to. */
  public readonly bucket: s3.IBucket;

  /** Where thumbnails are written to. */
  public readonly thumbnailBucket: s3.IBucket;

  /** @throws when a thumbnail would be taken for an upload */
  constructor(scope: Construct, id: string, props: ImagePipelineProps) {
    super(scope, id);
    const { render, prefix = 'uploads/', thumbnailPrefix = 'thumbnails/', delivery = BucketDelivery.throughQueue() } = props;
    this.bucket = props.bucket ?? makeBucket(this, 'Bucket');
    this.thumbnailBucket = props.thumbnailBucket ?? this.bucket;
    refuseRecursion(this,
      { name: 'Uploads', prop: 'prefix', bucket: this.bucket, prefix },
      { name: 'thumbnails', prop: 'thumbnailPrefix', bucket: this.thumbnailBucket, prefix: thumbnailPrefix });

    Access.readObjects(this.bucket, prefix).grantTo(render);
    Access.writeObjects(this.thumbnailBucket, thumbnailPrefix).grantTo(render);
    render.addEnvironment('THUMBNAIL_BUCKET', this.thumbnailBucket.bucketName);
    render.addEnvironment('THUMBNAIL_PREFIX', thumbnailPrefix);
    render.addEventSource(new BucketTrigger(this.bucket, { prefix, delivery }));
    joinAlarms(this, 'HealthAlarm', 'the function fails, is throttled or comes near its timeout', alarmsOnRunning(render));
    answerRulePacks(this, render);
  }
}
