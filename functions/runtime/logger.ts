/** Makes the one logger. Log lines hold ids, versions and error names, never an identity or a complaint's text. */
import { Logger } from '@aws-lambda-powertools/logger';

export const logger = new Logger();
