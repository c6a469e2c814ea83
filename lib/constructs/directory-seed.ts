import { createHash } from 'node:crypto';
import { CustomResource, Duration, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { TanggapFunction } from './tanggap-function.ts';

/** Properties of the seed. */
export interface DirectorySeedProps {
  /** The function that adds missing records and reports differing ones. */
  readonly seed: TanggapFunction;
  /** Folder name of the city. */
  readonly city: string;
  /** The city's directory items, as they lie beside the function's code. */
  readonly seedJson: string;
}

/** Loads the city's profile at deploy time, and again when its data changed. Records that the city edited are never overwritten. */
export class DirectorySeed extends Construct {
  /** One line: the number of items added, and the records that differ from the seed. */
  readonly summary: string;

  constructor(scope: Construct, id: string, props: DirectorySeedProps) {
    super(scope, id);
    const resource = new CustomResource(this, 'Resource', {
      resourceType: 'Custom::DirectorySeed',
      serviceToken: props.seed.lambda.functionArn,
      // A handler that dies without answering would otherwise hold the deployment for an hour.
      serviceTimeout: Duration.minutes(5),
      properties: {
        city: props.city,
        // CloudFormation calls the function again only when a property changes.
        dataHash: createHash('sha256').update(props.seedJson).digest('hex'),
      },
    });
    this.summary = Token.asString(resource.getAtt('Summary'));
  }
}
