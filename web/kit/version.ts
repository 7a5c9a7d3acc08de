/** The version and the commit of a built page; empty while it is being worked on. */
export const VERSION = document.querySelector<HTMLMetaElement>('meta[name="version"]')?.content ?? '';
