/** The glossary, loaded when somebody asks for a term. In a slide, web/script/book.ts stands in for this module. */
import { Lazy } from '../kit/lazy.ts';

export const book = new Lazy(() => import('../../engine/glossary.ts'));
