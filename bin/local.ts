import { parseOptions, USAGE } from '../lib/local/options.ts';
import { startLocalCloud } from '../lib/local/start.ts';
import { welcome } from '../lib/local/welcome.ts';

// Lambda runs in UTC; the workers that stand for it share this process's zone.
process.env['TZ'] = 'UTC';

const fail = (error: unknown): never => {
  console.error(error instanceof Error ? error.message : error);
  return process.exit(1);
};

const main = async (): Promise<void> => {
  const options = parseOptions(process.argv.slice(2));
  if (options === undefined) return console.log(USAGE);
  const cloud = await startLocalCloud(options, console.log, fail);
  console.log(welcome(cloud, options));
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    cloud.stop().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};

await main().catch(fail);
