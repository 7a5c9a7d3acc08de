/** Door: questions that people asked, with their answers, and where these can be seen. */
export { SEEN_QUESTIONS, type SeenQuestion } from './search/questions.data.ts';
