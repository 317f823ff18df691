import { start } from './main.ts';
import { dieInWords } from './shell/end-in-words.ts';

// Electron's own box for this is English and shows a stack trace.
process.on('uncaughtException', dieInWords);
start();
