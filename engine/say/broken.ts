/** What is wrong where an invariant does not hold. */
import { placeText, type Broken, type Spot } from '../facts.ts';
import { frameInSentence } from './frame.ts';
import { logText } from './log.ts';

const at = ({ process, place }: Spot): string => `${process} ${placeText(place)}`;
const many = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

function sentenceOf(b: Broken): string {
  switch (b.rule) {
    case 'R-IV-1':
      return `${frameInSentence(b.frame)} has ${b.refcount} references, but ${b.needed} are in use.`;
    case 'R-IV-2': {
      const counts = many(b.mapcount, 'mapping', 'mappings');
      const found = many(b.found, 'entry', 'entries');
      return `${frameInSentence(b.frame)} counts ${counts}, but vm_normal_page finds it in ${found}.`;
    }
    case 'R-IV-4':
      return `${frameInSentence(b.frame)} is exclusive, but mapped ${b.mapcount} times.`;
    case 'R-IV-7':
      return 'The zero page is counted as mapped.';
    case 'R-IV-8':
      return `${frameInSentence(b.frame)} is in the tables of ${b.processes.join(' and ')}, but still marked exclusive.`;
    case 'R-IV-15':
      return `${at(b)} writes straight to ${frameInSentence(b.frame)}.`;
    case 'R-IV-5':
      return `${at(b)} may write a page that is not exclusive.`;
    case 'R-IV-6':
      return `${at(b)} is writable, but its page is shared.`;
    case 'R-IV-9':
      return `${at(b)}: the special bit is not what its installer set.`;
    case 'R-IV-10':
      return `${at(b)}: the linear rule no longer expects its frame.`;
    case 'R-IV-12':
      return `${at(b)} maps ${frameInSentence(b.frame)}, which is free.`;
    case 'R-IV-14':
      return b.wrong === 'lost'
        ? `${at(b)} maps a counted page, but vm_normal_page says there is none: a lost page.`
        : `${at(b)} is raw, but vm_normal_page gives a page that nobody counted: a phantom page.`;
    case 'R-IV-3': {
      const counted = `${b.counted} ${b.counter} ${b.counted === 1 ? 'page' : 'pages'}`;
      return `${b.process} counts ${counted}, but its entries show ${b.found}.`;
    }
    case 'R-IV-13': {
      if (b.process !== null) return `${b.process} counts ${b.counted} ${b.counter} pages.`;
      const line = logText({ kind: 'bad_rss_counter', counter: b.counter, pages: b.counted });
      return `A process ended with a counter that is not zero: ${line}.`;
    }
  }
}

/** `R-IV-3: A counts 2 anon pages, but its entries show 1.` */
export const brokenText = (b: Broken): string => `${b.rule}: ${sentenceOf(b)}`;
