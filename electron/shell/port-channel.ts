/** The one word between shell, preload and page (renderer/engine.ts says it too). */
export const PORT_CHANNEL = 'gongxu:port';
