/** The stages of Tanggap as data: nothing else in lib/ may ask which stage it is. */

/** Settings of one stage of one city. */
export interface Environment {
  /** AWS region. Jakarta: the data stay in Indonesia (PP 71/2019), and SNS sends SMS from there. */
  readonly region: string;
  /** IANA zone of the city; schedules run by it and messages name its days. */
  readonly timeZone: string;
  /** Name of the city as its pages show it. */
  readonly cityName: string;
  /** Folder of `lib/city/` whose agencies, services, areas and holidays seed the directory. */
  readonly city: string;
  /** Prefix of tracking ids (`AMB-7K3Q9CX`); permissions on complaint partitions are limited by it. */
  readonly idPrefix: string;
  /** True if synth refuses a deployment without a registered SMS sender ID. */
  readonly smsSenderRequired: boolean;
  /** Most US$ one SMS may cost: SNS refuses a dearer one. Keep it above the list price for Indonesia or nothing is sent. */
  readonly smsMaxPriceUsd: number;
  /** Days that function, access and machine logs are kept; they hold no identity and no complaint text. */
  readonly logRetentionDays: number;
  /** Powertools log level of every function. */
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN';
  /** Steady requests a second the API accepts, all callers together; more get 429. */
  readonly requestsPerSecond: number;
  /** Requests the API accepts at once above the steady rate. */
  readonly requestBurst: number;
  /** Web origins whose pages may call the API and send photos from a browser, as `https://lapor.ambon.go.id`; none: no CORS at all. */
  readonly corsOrigins: readonly string[];
  /** True if `-c webhookLoopback=true` is obeyed: webhooks over plain HTTP to this machine, which the local cloud needs. */
  readonly webhookLoopbackAllowed: boolean;
}

const ambon = {
  region: 'ap-southeast-3',
  timeZone: 'Asia/Jayapura',
  cityName: 'Kota Ambon',
  city: 'ambon',
  idPrefix: 'AMB',
  // Not verified against a bill: list prices to Indonesia were seen between 0.30 and 0.45.
  smsMaxPriceUsd: 0.6,
  // 500 filed at once (ten times a busy day) pass in 10 s; a flood for a whole day costs about US$ 10 of requests.
  requestsPerSecond: 50,
  requestBurst: 100,
} as const;

/** Every stage that can be synthesized: `npx cdk synth -c stage=<name>`. */
export const environments = {
  // A web app under development, served by Vite.
  dev: {
    ...ambon,
    corsOrigins: ['http://localhost:5173'],
    smsSenderRequired: false,
    webhookLoopbackAllowed: true,
    logRetentionDays: 14,
    logLevel: 'DEBUG',
  },
  // 90 days: a complaint's longest track is 60 working days, about 84 calendar days.
  production: {
    ...ambon,
    corsOrigins: [],
    smsSenderRequired: true,
    webhookLoopbackAllowed: false,
    logRetentionDays: 90,
    logLevel: 'INFO',
  },
} as const satisfies Record<string, Environment>;

/** Name of a stage; part of every stack's name. */
export type Stage = keyof typeof environments;
