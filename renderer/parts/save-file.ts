/** The engine hands a file over as base64: streamed as one, a closed page could take the browser host down. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Saves under this name through the browser's own download. */
export function saveFile(base64: string, name: string, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytesOf(base64)], { type }));
  link.download = name;
  link.click();
  // The download has its own hold on the bytes once it began; a minute is more than any beginning takes.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
