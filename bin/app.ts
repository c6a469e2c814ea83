import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundleFunctions } from '../lib/bundling.ts';
import { loadCity } from '../lib/city/index.ts';
import { openApiFiles } from '../lib/openapi/index.ts';
import { buildStacks } from '../lib/stacks.ts';

// CDK entry: `npx cdk synth -c stage=dev|production`. Needs no AWS credentials: the region is data too.
const app = new App({ analyticsReporting: false });
buildStacks(app, ({ city }) => {
  const seedJson = JSON.stringify(loadCity(city));
  const bundles = bundleFunctions({ beside: { seed: { 'seed.json': seedJson }, query: openApiFiles() } });
  // Source maps stay in .build/ for reading stack traces; shipped, they would triple the zip.
  return { seedJson, codeFor: (name) => Code.fromAsset(bundles[name], { exclude: ['*.map'] }) };
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
