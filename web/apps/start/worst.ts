/** The moment that the first page shows: the machines have just come to disagree. */
export const SCENARIO = 'collision';
export const STEP = 5;
