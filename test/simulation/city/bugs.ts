/** Mistakes put in on purpose, to see the simulation find them. */
export type Bug =
  | 'the server answers before it is durable'
  | 'the server takes a repeated batch for a new one'
  | 'the server forgets the last batch of a mailbox'
  | 'a cursor runs ahead of what is committed'
  | 'a counter answers before it is durable'
  | 'a repeated form is carried out anew'
  | 'the server hands out another point’s mailbox'
  | 'the server leaves a gap in a mailbox'
  | 'tables depend on the order of arrival';
