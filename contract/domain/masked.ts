/** Money papers are kept 30 years, so they carry the contact masked (domain.md §6.4): the family name stays. */
export function maskedContact(contact: string): string {
  return masked(contact, 1, 0);
}

/** The first three and the last four digits stay. */
export function maskedPhone(phone: string): string {
  return masked(phone, 3, 4);
}

/** Counted in whole characters; '' stays ''. */
function masked(text: string, head: number, tail: number): string {
  const characters = [...text];
  if (characters.length === 0) return '';
  const hidden = Math.max(1, characters.length - head - tail);
  return [
    ...characters.slice(0, head),
    ...'*'.repeat(hidden),
    ...characters.slice(Math.max(head, characters.length - tail)),
  ].join('');
}
