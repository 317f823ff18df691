/** A name and a phone number as screens and papers show them: money papers are kept for 30 years. Counted in whole characters. */
export const maskedName = (name: string) => masked(name, 1, 0);
export const maskedPhone = (phone: string) => masked(phone, 3, 4);

/** in: how much stays at the front and at the end; out: null for an empty text. */
function masked(text: string, head: number, tail: number): string | null {
  const characters = [...text];
  if (characters.length === 0) return null;
  const hidden = Math.max(1, characters.length - head - tail);
  return [
    ...characters.slice(0, head),
    ...'*'.repeat(hidden),
    ...characters.slice(Math.max(head, characters.length - tail)),
  ].join('');
}
