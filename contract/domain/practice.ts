/** The practice city's first day; its demo dates hang on this, never on the machine's clock. */
export const PRACTICE_DAY = '2014-05-20';
