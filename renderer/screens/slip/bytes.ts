/** The engine hands a PDF over as base64: streamed as a file, a closed page could take the browser host down. */
export function pdfBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
