import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createActivity } from './time/activity.ts';
import { createLocalEndpoints } from './endpoints/local-endpoints.ts';
import { openMovedClock } from './time/moved-clock.ts';
import { openTerminalLog } from './terminal-log.ts';
import { startConsumers } from './consumers.ts';
import { createCustomResources } from './custom-resources.ts';
import { startEngine } from './dynamodb/engine.ts';
import { declaredTables, makeTables } from './dynamodb/tables.ts';
import { createGateway } from './http/gateway.ts';
import { createAuthorizationServer, readLoginClients } from './http/authorization-server.ts';
import { issuerUrl, openIssuer } from './http/issuer.ts';
import { listen, sendJson, type Answer } from './http/listen.ts';
import { refuseSecond, removeRunning, writeRunning } from './lock.ts';
import { allOfficers, seedLocal, setTrainingDay } from './seed-local.ts';
import { createServices } from './services.ts';
import { createSmsFailures } from './endpoints/sms-failures.ts';
import { createSmsGateway, seedGateway } from './endpoints/sms-gateway.ts';
import { seedPageSecrets } from './seed-secrets.ts';
import { openState, settingOr } from './state.ts';
import { synthesize } from './synth.ts';
import { deploymentFaults } from './template/check-limits.ts';
import { readTemplate } from './template/template.ts';
import { createTimeline } from './time/timeline.ts';
import { openWebhookReceiver } from './endpoints/webhook-receiver.ts';

/** Options of a local cloud. */
export type Options = {
  /** Port of the HTTP API; 0 takes a free one. */
  port: number;
  /** The state folder. */
  state: string;
  /** Empties the state folder first. */
  fresh: boolean;
  /** Start of the clock of a new state folder, in ms (default: the real time). */
  clock?: number | undefined;
  /** Training calendar: how many seconds a working day lasts. */
  day?: number | undefined;
  /** Prints neither events nor messages. */
  quiet: boolean;
  /** Leaves the stage's request limit out: for measuring what this machine can do. */
  unthrottled: boolean;
  /** Most invocations at once of all functions together, as in a new account, which may have 10 (default: as many as this machine runs). */
  concurrency?: number | undefined;
  /** A cloud assembly to run as it is, instead of synthesizing the app. */
  assembly?: string | undefined;
};

/** A running local cloud. */
export type LocalCloud = { url: string; servicesUrl: string; gatewaySecret: string; stop: () => Promise<void> };

/** Longest wait of a stop for work under way. Work that is cut off is taken up again at the next start. */
const LAST_WORK_MS = 3000;

type Stops = (() => Promise<void> | void)[];

/**
 * Starts the local cloud and resolves once it is ready. Throws, saying what to do next, when it cannot start; whatever had started by then is
 * stopped. `print`: shows a line of progress. `onDeath`: called when a part that the cloud needs has ended.
 */
export async function startLocalCloud(
  options: Options,
  print: (line: string) => void,
  onDeath: (message: string) => void,
): Promise<LocalCloud> {
  const stops: Stops = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.splice(0).toReversed()) await one();
  };
  try {
    const started = await start(options, print, onDeath, stops);
    return { ...started, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: Options,
  print: (line: string) => void,
  onDeath: (message: string) => void,
  stops: Stops,
): Promise<Omit<LocalCloud, 'stop'>> {
  let answerApi: Answer = (_request, response) =>
    Promise.resolve(sendJson(response, 503, { message: 'still starting' }));
  let answerServices = answerApi;
  const api = await listen(options.port, (request, response) => answerApi(request, response));
  stops.push(api.stop);
  const endpoint = await listen(0, (request, response) => answerServices(request, response));
  stops.push(endpoint.stop);

  refuseSecond(options.state);
  const state = openState(options.state, options.fresh);
  stops.push(state.close);
  const running = { pid: process.pid, url: api.url, servicesUrl: endpoint.url };
  writeRunning(state.folder, { ...running, ready: false });
  stops.push(() => removeRunning(state.folder));

  const assembly = options.assembly ?? (await synthesize(print));
  const template = readTemplate(assembly, (region) => ({
    region,
    apiUrl: api.url,
    servicesUrl: endpoint.url,
  }));
  const faults = deploymentFaults(template);
  if (faults.length > 0) throw new Error(`AWS would refuse this deployment:\n${faults.join('\n')}`);

  const engine = await startEngine(state.folder, onDeath);
  stops.push(engine.stop);
  const clock = openMovedClock(state, options.clock);
  const activity = createActivity();
  const timeline = createTimeline(clock, activity);
  const terminal = openTerminalLog(state.folder, options.quiet, clock.now);
  stops.push(terminal.close);
  const ground = { template, state, clock, activity, timeline, terminal, engine, concurrency: options.concurrency };
  const services = createServices(ground);
  stops.push(services.stop);
  const customResources = createCustomResources(template, state, services.functions, print);
  answerServices = services.endpoint(customResources.answer);

  const { tables, made } = await makeTables(template, engine.call);
  await customResources.deploy(made.length > 0);
  const directory = declaredTables(template).find(({ declared }) => declared.logicalId.startsWith('Directory'))?.table
    .name;
  const gatewaySecret = settingOr(state, 'gateway-secret', () => randomBytes(32).toString('hex'));
  await seedPageSecrets(template, services.ssm);
  if (directory !== undefined) {
    await seedLocal(engine.call, directory);
    await setTrainingDay(engine.call, directory, options.day);
    await seedGateway(engine.call, { template, kms: services.kms, directory, secret: gatewaySecret });
  }

  const consumers = startConsumers(ground, services, tables);
  services.onWrite(consumers.wakeStreams);
  stops.push(async () => {
    consumers.finish();
    await Promise.race([activity.settle(LAST_WORK_MS).catch(() => undefined), sleep(LAST_WORK_MS)]);
    await services.functions.stop();
    await consumers.stop();
  });
  stops.push(timeline.stop);
  services.resume();
  timeline.arm();

  const issuer = await openIssuer(state, clock, issuerUrl(api.url), services.audience);
  let ready = false;
  const names = tables.map((table) => table.name);
  const endpoints = createLocalEndpoints({
    ...ground,
    ...services,
    issuer,
    webhooks: openWebhookReceiver(state, clock.now),
    sendSms: createSmsGateway(api.url, gatewaySecret, clock),
    failSms: createSmsFailures(services.outbox, services.functions),
    call: engine.call,
    directoryTable: directory,
    ready: () =>
      ready ? { ...running, tables: names, gatewaySecret, now: new Date(clock.now()).toISOString() } : undefined,
  });
  const gateway = createGateway(template, services.functions, issuer, clock, options.unthrottled);
  const signIn = createAuthorizationServer(issuer, clock, readLoginClients(template), async () =>
    directory === undefined ? [] : allOfficers(engine.call, directory),
  );
  answerApi = (request, response) => {
    const path = request.url ?? '/';
    if (path.startsWith('/_local/oidc/')) return signIn(request, response);
    if (path.startsWith('/_local/')) return endpoints(request, response);
    return activity.during('a request', () => gateway(request, response));
  };
  ready = true;
  writeRunning(state.folder, { ...running, ready });
  return { url: api.url, servicesUrl: endpoint.url, gatewaySecret };
}
