import { z } from 'zod';
import { area, entityId, line } from './parts.ts';

/** A buying unit (单位). Its contact person is personal and travels in the private part. */
export const employerRegistered = z.strictObject({
  employer: entityId,
  name: line,
  area,
});

/** 单位信息修改: the unit as it is from now on; sales keep the name they were made under. */
export const employerCorrected = employerRegistered;

export const employerContact = z.strictObject({
  contact: z.string().max(50),
  phone: z.string().max(40),
});
