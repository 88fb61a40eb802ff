import { lines } from './lines';
import { RegionPrices } from '../price-list';

const PRICE_LIST = 'AWS Price List API for AWSLambda in us-east-1, an extract published by a user; effective October 1, 2025';
const INFRACOST = 'infracost, golden files of internal/providers/terraform/aws/testdata, made from the AWS price list';

/** Northern Virginia: the region that most published sources speak of. */
export const US_EAST_1: RegionPrices = {
  ...lines(PRICE_LIST, '2025-10-28', {
    'lambda.requests': 0.20e-6,
    'lambda.duration.x86_64': [[0.0000166667, 6e9], [0.0000150000, 15e9], [0.0000133334]],
    'lambda.duration.arm64': [[0.0000133334, 7.5e9], [0.0000120001, 18.75e9], [0.0000106667]],
    'lambda.provisioned.capacity.x86_64': 0.0000041667,
    'lambda.provisioned.capacity.arm64': 0.0000033334,
    'lambda.provisioned.duration.x86_64': 0.0000097222,
    'lambda.provisioned.duration.arm64': 0.0000077778,
    'lambda.storage': 0.0000000309,
    'lambda.snapstart.cache': 0.0000015046,
    'lambda.snapstart.restore': 0.0001397998,
  }),
  ...lines(INFRACOST, '2024-12', {
    'api.rest': [[3.50e-6, 333e6], [2.80e-6, 1e9], [2.38e-6, 20e9], [1.51e-6]],
    'api.http': [[1.00e-6, 300e6], [0.90e-6]],
    'api.websocket': [[1.00e-6, 1e9], [0.80e-6]],
    'sqs.standard': [[0.40e-6, 100e9]],
    'sqs.fifo': [[0.50e-6, 100e9]],
    'sns.publish': 0.50e-6,
    'events.custom': 1.00e-6,
    'kinesis.shard-hour': 0.015,
    'kinesis.put': 0.014e-6,
    'kinesis.on-demand.hour': 0.04,
    'kinesis.on-demand.in': 0.08,
    'kinesis.on-demand.out': 0.04,
    'states.standard': 0.025e-3,
    'states.express.requests': 1.00e-6,
    'states.express.duration': [[0.060012 / 3600, 1_000 * 3600], [0.0299880 / 3600, 5_000 * 3600], [0.0164160 / 3600]],
    'logs.ingest': 0.50,
    'logs.storage': 0.03,
    'cloudwatch.alarm': 0.10,
    'cloudwatch.alarm.high-resolution': 0.30,
    'cloudwatch.metric': [[0.30, 10_000]],
    'secrets.secret': 0.40,
    'secrets.calls': 0.05 / 10_000,
    'kms.key': 1.00,
    'kms.requests': 0.03 / 10_000,
    's3.put': 0.005e-3,
    's3.get': 0.0004e-3,
    's3.storage': [[0.023, 51_200]],
    'nat.hour': 0.045,
    'nat.data': 0.045,
    'endpoint.hour': 0.01,
    'endpoint.data': [[0.01, 1_048_576]],
    'rds-proxy.vcpu-hour': 0.015,
    'transfer.out': [[0.09, 10_240], [0.085, 51_200], [0.07, 153_600], [0.05]],
    'dynamodb.write-capacity': 0.00065,
    'dynamodb.read-capacity': 0.00013,
    'dynamodb.storage': 0.25,
    'dynamodb.pitr': 0.20,
    'dynamodb.stream-reads': 0.20e-6,
    'fargate.vcpu.x86_64': 0.04048,
    'fargate.memory.x86_64': 0.004445,
    'ec2.t3.small': 0.0208,
    'ec2.t3.medium': 0.0416,
    'ec2.t3.large': 0.0832,
    'ec2.surplus-credits': 0.05,
  }),
  ...lines('AWS price list extract, on-demand units after the price cut of November 2024', '2024-12', {
    'dynamodb.write': 0.625e-6,
    'dynamodb.read': 0.125e-6,
  }),
  ...lines('AWS Fargate pricing page, as quoted with its date by a user', '2026-09-23', {
    'fargate.vcpu.arm64': 0.03238,
    'fargate.memory.arm64': 0.00356,
  }),
  ...lines('https://aws.amazon.com/xray/pricing, a stored copy', '2025', {
    'xray.traces': 5.00e-6,
  }),
  ...lines('AWS sample on event buses, quoting the AWS pricing page: opt-in events of AWS services cost as custom events', '2024', {
    'events.opt-in': 1.00e-6,
  }),
  ...lines('cloudburn.io, Amazon EventBridge Pricing, quoting the AWS pricing page for us-east-1', '2026-03', {
    'scheduler.invocations': 1.00e-6,
  }),
};
