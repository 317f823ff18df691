/**
 * Whether a question that a picked buyer raises may take the cursor: it still stands where the pick was made, or in the
 * card field, where an early Enter sent it, with nothing written there. An answer that comes late finds the clerk in the
 * middle of a scan, or somewhere else, and leaves them there; F9 asks again.
 */
export function pickHasCursor(): boolean {
  const at = document.activeElement;
  return at?.id === 'buyer' || (at instanceof HTMLInputElement && at.id === 'cards' && at.value === '');
}
