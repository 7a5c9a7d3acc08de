/** The windows that the header opens. */
export type DialogName = 'scenarios' | 'share' | 'find' | 'help' | 'glossary';
