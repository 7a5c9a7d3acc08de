/** Door: what the start page says and shows before anything is played. */
export { SCENARIO_COUNT } from './front/count.data.ts';
export { MOMENT, type Moment } from './front/moment.data.ts';
export { SCENARIO, STEP, withoutQuestions } from './front/which.ts';
