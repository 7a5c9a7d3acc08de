/** Mutations that neither rows nor recordings detect, and why that is right. */
export const SURVIVORS: Readonly<Record<string, string>> = {
  'can_change_pte_writable: accessible always yes':
    'vm_normal_page is not asked of an entry that cannot be read, so the next question says no by itself',
  'can_change_pte_writable: page always yes':
    'what is no page is not exclusive either: the next question says no by itself',
  'gup_fast_pte_range: present always yes': 'an entry that is not present permits no access: the next question stops',
  'folio_walk_start: present always yes': 'an empty entry has no page and is not the zero page: the answer is the same',
  'hva_to_pfn: mapped always yes': 'where nothing is mapped there are no flags: the next question says no by itself',
  'folio_walk_start: level always no':
    'whose vm_normal_page was asked is decided before; a huge entry that is no page is never the zero page here',
};
