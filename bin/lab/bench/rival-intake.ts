/** The intake that the cold import is compared with: the same handler behind Powertools' tracer, idempotency and parser. Only imported, never called. */
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { parser } from '@aws-lambda-powertools/parser/middleware';
import { APIGatewayProxyEventV2Schema } from '@aws-lambda-powertools/parser/schemas/api-gatewayv2';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy, { type MiddlewareObj } from '@middy/core';
import { handler as intake } from '../../../functions/intake/intake.lambda.ts';

const idempotent = makeIdempotent(intake, {
  persistenceStore: new DynamoDBPersistenceLayer({ tableName: 'idempotency' }),
  config: new IdempotencyConfig({}),
});

export const handler = middy(idempotent)
  .use(captureLambdaHandler(new Tracer()))
  .use(parser({ schema: APIGatewayProxyEventV2Schema }) as MiddlewareObj);
