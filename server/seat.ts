import type { z } from 'zod';
import { deviceStatement } from '../contract/city.ts';

/** Where a PC will sit and what may be done there, said by the city before the PC is known. */
export const seat = deviceStatement.pick({ point: true, workplace: true, pc: true, capabilities: true });
export type Seat = z.infer<typeof seat>;
