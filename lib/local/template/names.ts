import { createHash } from 'node:crypto';
import { stringAt, type JsonObject } from '../json.ts';

/** Account number of the local cloud. */
export const ACCOUNT = '000000000000';

/** Values that the names of resources depend on. */
export type Place = {
  region: string;
  /** Address of the HTTP API, without a slash at the end. */
  apiUrl: string;
  /** Address of the AWS services, without a slash at the end. */
  servicesUrl: string;
};

/** Results of `Ref` and `Fn::GetAtt` for one resource. */
export type Names = { ref: string; attributes: Record<string, string> };

type Naming = (id: string, place: Place, properties: JsonObject, stack: string) => Names;

const arn = (place: Place, service: string, resource: string): string =>
  `arn:aws:${service}:${place.region}:${ACCOUNT}:${resource}`;

/** A resource that only has a name, and perhaps an ARN. */
const named =
  (service: string, prefix: string): Naming =>
  (id, place) => ({ ref: id, attributes: { Arn: arn(place, service, prefix + id) } });

/** IAM is global: its ARNs name no region. */
const role: Naming = (id) => ({ ref: id, attributes: { Arn: `arn:aws:iam::${ACCOUNT}:role/${id}` } });

const plain: Naming = (id) => ({ ref: id, attributes: { Id: id } });

const shortId = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 10);

const byArn =
  (service: string, prefix: string, attribute: string): Naming =>
  (id, place) => {
    const whole = arn(place, service, prefix + id);
    return { ref: whole, attributes: { Arn: whole, Name: id, [attribute]: whole } };
  };

const table: Naming = (id, place) => ({
  ref: id,
  attributes: {
    Arn: arn(place, 'dynamodb', `table/${id}`),
    StreamArn: arn(place, 'dynamodb', `table/${id}/stream/local`),
  },
});

const key: Naming = (id, place) => ({ ref: shortId(id), attributes: { Arn: arn(place, 'kms', `key/${shortId(id)}`) } });

const queue: Naming = (id, place, properties) => {
  const name = properties['FifoQueue'] === true && !id.endsWith('.fifo') ? `${id}.fifo` : id;
  const url = `${place.servicesUrl}/${ACCOUNT}/${name}`;
  return { ref: url, attributes: { Arn: arn(place, 'sqs', name), QueueName: name, QueueUrl: url } };
};

const httpApi: Naming = (id, place) => ({
  ref: shortId(id),
  attributes: { ApiEndpoint: place.apiUrl, ApiId: shortId(id) },
});

const stage: Naming = (_id, _place, properties) => ({
  ref: stringAt(properties, 'StageName') ?? '$default',
  attributes: {},
});

/** Bucket names are lower case. */
const bucket: Naming = (id, place) => {
  const name = id.toLowerCase();
  return {
    ref: name,
    attributes: { Arn: `arn:aws:s3:::${name}`, DomainName: `${name}.s3.${place.region}.amazonaws.com` },
  };
};

const userPool: Naming = (id, place) => {
  const pool = `${place.region}_${shortId(id)}`;
  const provider = `cognito-idp.${place.region}.amazonaws.com/${pool}`;
  return {
    ref: pool,
    attributes: {
      Arn: arn(place, 'cognito-idp', `userpool/${pool}`),
      UserPoolId: pool,
      ProviderName: provider,
      ProviderURL: `https://${provider}`,
    },
  };
};

const userPoolClient: Naming = (id) => ({ ref: shortId(id), attributes: { ClientId: shortId(id), Name: id } });

const customResource: Naming = (id) => ({ ref: id, attributes: {} });

/**
 * Every resource type that may be in the template; a type that is absent stops the start. Those below the gap have no effect on a local run: who
 * watches, who signs in, what is logged.
 */
const NAMING: Record<string, readonly [naming: Naming, nameProperty?: string]> = {
  'AWS::DynamoDB::GlobalTable': [table, 'TableName'],
  'AWS::Lambda::Function': [named('lambda', 'function:'), 'FunctionName'],
  'AWS::Lambda::EventSourceMapping': [plain],
  'AWS::Lambda::Permission': [plain],
  'AWS::Lambda::EventInvokeConfig': [plain],
  'AWS::IAM::Role': [role, 'RoleName'],
  'AWS::IAM::Policy': [plain],
  'AWS::ApiGatewayV2::Api': [httpApi],
  'AWS::ApiGatewayV2::Stage': [stage],
  'AWS::ApiGatewayV2::Route': [plain],
  'AWS::ApiGatewayV2::Integration': [plain],
  'AWS::ApiGatewayV2::Authorizer': [plain],
  'AWS::KMS::Key': [key],
  'AWS::KMS::Alias': [plain, 'AliasName'],
  'AWS::SQS::Queue': [queue, 'QueueName'],
  'AWS::SQS::QueuePolicy': [plain],
  'AWS::S3::Bucket': [bucket, 'BucketName'],
  'AWS::S3::BucketPolicy': [plain],
  'AWS::Events::Rule': [named('events', 'rule/'), 'Name'],
  'AWS::SNS::Topic': [byArn('sns', '', 'TopicArn'), 'TopicName'],
  'AWS::SNS::TopicPolicy': [plain],
  'AWS::SNS::Subscription': [plain],
  'AWS::StepFunctions::StateMachine': [byArn('states', 'stateMachine:', 'StateMachineArn'), 'StateMachineName'],
  'AWS::Scheduler::Schedule': [named('scheduler', 'schedule/default/'), 'Name'],
  'AWS::SSM::Parameter': [plain, 'Name'],
  'AWS::CloudFormation::CustomResource': [customResource],

  'AWS::CDK::Metadata': [plain],
  'AWS::Logs::LogGroup': [named('logs', 'log-group:'), 'LogGroupName'],
  'AWS::Logs::MetricFilter': [plain],
  'AWS::Logs::SubscriptionFilter': [plain],
  'AWS::Logs::ResourcePolicy': [plain],
  'AWS::CloudWatch::Alarm': [named('cloudwatch', 'alarm:')],
  'AWS::CloudWatch::CompositeAlarm': [named('cloudwatch', 'alarm:')],
  'AWS::CloudWatch::Dashboard': [plain],
  'AWS::Budgets::Budget': [plain],
  'AWS::Cognito::UserPool': [userPool],
  'AWS::Cognito::UserPoolClient': [userPoolClient],
  'AWS::Cognito::UserPoolDomain': [plain],
  'AWS::Cognito::UserPoolGroup': [plain],
  'AWS::Cognito::UserPoolResourceServer': [plain],
  'AWS::Cognito::ManagedLoginBranding': [plain],
};

/** Names resources of `type`; with the property that names them, if there is one. Throws for a type that this local cloud does not know. */
export function namingOf(type: string, where: string): readonly [naming: Naming, nameProperty?: string] {
  const known = type.startsWith('Custom::') ? NAMING['AWS::CloudFormation::CustomResource'] : NAMING[type];
  if (known !== undefined) return known;
  throw new Error(`${where} is a ${type}, which the local cloud does not know: add it to lib/local/template/names.ts.`);
}
