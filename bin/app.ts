/** The CDK app: `npx cdk synth -c city=ambon -c stage=dev`. Needs no AWS credentials, because the region is data too. */
import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundleFunctions } from '../lib/functions/bundling.ts';
import { loadCity, loadCityData } from '../lib/city/index.ts';
import { routingModelFile, routingModelOf } from '../lib/city/routing-model.ts';
import { openApiFiles } from '../lib/openapi/index.ts';
import { pageFiles } from '../lib/functions/page-files.ts';
import { deploymentFrom } from '../lib/stacks/deployment.ts';
import { buildStacks } from '../lib/stacks/stacks.ts';

const app = new App({ analyticsReporting: false });
// First: a fault in the settings should not wait for the bundles.
const deployment = deploymentFrom((key) => app.node.tryGetContext(key));
const { city } = deployment;
const seedJson = JSON.stringify(loadCity(city));
const data = loadCityData(city);
const model = routingModelOf(data, city);
const danger = { 'danger.json': JSON.stringify(data.danger) };
const bundles = bundleFunctions({
  beside: {
    // Beside the code, not in the directory, so that no word is in force that was not measured.
    intake: danger,
    conversation: danger,
    seed: { 'seed.json': seedJson },
    query: openApiFiles(),
    pages: pageFiles(city),
    // Read only for a complaint without a service. Inside the bundle it would slow every cold start.
    'follow-up': model === undefined ? {} : { [routingModelFile]: model },
  },
});
// Source maps stay in .build/ for reading stack traces; shipped, they would triple the zip.
buildStacks(app, deployment, { seedJson, codeFor: (name) => Code.fromAsset(bundles[name], { exclude: ['*.map'] }) });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
