/** The moment on the start page: the machines have just come to disagree. */
export const SCENARIO = 'collision';
export const STEP = 5;

export const withoutQuestions = (text: string): string => text.replace(/^ask .*\n/gm, '');
