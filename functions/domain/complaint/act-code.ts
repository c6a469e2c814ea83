/**
 * Codes of acts that end, judge or silence: a sender's number can be forged, so such an SMS counts only with the digits that an SMS of ours
 * carried to that phone (docs/adr/031-codes-of-acts.md). A code is derived and never stored.
 */
import { createHmac } from 'node:crypto';
import type { Complaint } from './complaint.ts';

/** Three digits: three wrong codes a day find one of 900 in one case of three hundred. */
const codes = 900;
const first = 100;

/** Returns the code of a complaint's reporter. Each reopening has a new one. */
export const codeOf = ({
  id,
  reopened,
  reporterSecretHash,
}: Pick<Complaint, 'id' | 'reopened' | 'reporterSecretHash'>): string =>
  derive(reporterSecretHash, `${id}:${reopened}`);

/** Returns the code by which a phone, known by its MAC, ends all SMS to it. */
export const codeOfPhone = (mac: string): string => derive(mac, 'stop');

const derive = (key: string, about: string): string =>
  String(first + (createHmac('sha256', key).update(`sms-act:${about}`).digest().readUInt32BE() % codes));
