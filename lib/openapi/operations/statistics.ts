import { areaCounts, openWork, statistics as answer } from '../../../functions/http/views/statistics-schemas.ts';
import { areasQuery } from '../../../functions/query/count-areas.ts';
import { openQuery } from '../../../functions/query/count-open.ts';
import { statisticsFields } from '../../../functions/query/statistics-query.ts';
import type { Operation } from '../operation.ts';

/** Operations that answer the city's figures. */
export const statistics: readonly Operation[] = [
  {
    route: 'GET /v1/statistics',
    id: 'getStatistics',
    tag: 'Statistics',
    summary: 'Figures by month, agency and service',
    description:
      'At most 36 months; without `from` and `to` the present month and the eleven before. CSV with `Accept: text/csv` or `format=csv`. `agencyId` and `serviceCode` take `-` for complaints that have none. Confidential complaints count in the total of whole years of the city only; groups of fewer than five are merged under `*`; figures move once a day.',
    query: statisticsFields,
    answers: {
      200: { description: 'The figures.', content: { 'application/json': answer, 'text/csv': undefined } },
    },
  },
  {
    route: 'GET /v1/statistics/open',
    id: 'getOpenWork',
    tag: 'Statistics',
    summary: 'The open work of an agency, or of the coordinator, by age',
    description:
      'As of the last night, without confidential complaints. Before the first night: the hundred that are due first; `more` says that there are others.',
    query: openQuery,
    answers: { 200: openWork },
  },
  {
    route: 'GET /v1/statistics/areas',
    id: 'getAreaCounts',
    tag: 'Statistics',
    summary: 'Public complaints of the last 90 days, by area',
    description: 'Every complaint that the public list shows without dates. An area without any is absent.',
    query: areasQuery,
    answers: { 200: areaCounts },
  },
];
