import { oc } from '@orpc/contract';
import { z } from 'zod';
import { day, emergencyNumber, line } from '../events/parts.ts';
import { approval, approver, errors, request } from './problem.ts';

const block = z.strictObject({
  block: z.string(),
  /** Number of its paper. */
  document: z.string(),
  first: z.string(),
  last: z.string(),
  count: z.int(),
  day: z.string(),
  by: z.string(),
  prints: z.int(),
});
export type EmergencyBlock = z.infer<typeof block>;

const used = z.strictObject({
  number: z.string(),
  state: z.enum(['entered', 'voided']),
  /** The sale's slip, or why it is void. */
  words: z.string(),
  day: z.string(),
});
export type EmergencyUse = z.infer<typeof used>;

const register = z.strictObject({
  /** Newest first. */
  blocks: z.array(block),
  /** Newest first. */
  used: z.array(used),
  allocated: z.int(),
  entered: z.int(),
  voided: z.int(),
  open: z.int(),
  approvers: z.array(approver),
  /** Where the paper lies as a file, for when the program can't start; null without a second folder. */
  folder: z.string().nullable(),
});
export type EmergencyRegister = z.infer<typeof register>;

export const emergency = {
  register: oc.errors(errors).output(register),
  /** Gives out the next numbers, and lays the paper as a file into the second copy's folder. */
  allocate: oc
    .errors(errors)
    .input(z.strictObject({ request, count: z.int().min(1).max(100) }))
    .output(register),
  /** 作废 of a blank one that was spoiled or stayed empty; a supervisor approves. */
  void: oc
    .errors(errors)
    .input(z.strictObject({ request, number: emergencyNumber, reason: line, approval }))
    .output(register),
};

/** 补录自应急单: the number on the blank slip, and the day that was written on it. */
export const saleOnPaper = z.strictObject({ number: emergencyNumber, day });
