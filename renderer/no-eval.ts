import { config } from 'zod';

// Before any schema is made: zod would try `new Function` once, which the page's policy stops and reports.
config({ jitless: true });
