/** What no statement does: the reference's E{…}, and drivers that break their contract, as directives. */
import { hasPteSpecial } from '../../arch/arch.ts';
import { handleFault } from '../../chart/handleFault.ts';
import { baseOf, type Cx, type FaultRequest } from '../../mm/cx.ts';
import { driverPfn, mmioPfn } from '../../mm/memmap.ts';
import { lookup, mmOf, setEntry, updateEntry } from '../../mm/pgtable.ts';
import { setPage } from '../../mm/structPage.ts';
import { changeVma, findVma } from '../../mm/vma.ts';
import { asPfn, asPte, asVpn, VM, type Pfn, type Vpn } from '../../types.ts';

export const pageAt = (cx: Cx, place: string): Vpn => {
  const [name = '', page = '0'] = place.split('+');
  return asVpn(baseOf(cx, name) + Number(page));
};

export function frameOf(cx: Cx, text: string): Pfn {
  const [kind = '', n = '0'] = text.split('+');
  const { map } = cx.world;
  const pfn =
    kind === 'driver'
      ? driverPfn(map, Number(n))
      : kind === 'mmio'
        ? mmioPfn(map, Number(n))
        : kind === 'zero'
          ? map.zero
          : /^0x/.test(kind)
            ? asPfn(Number(kind))
            : null;
  if (pfn === null) throw new Error(`no frame ${text}`);
  return pfn;
}

/** `entry A io+1 driver+5 special rw` writes an entry, `set A io+1 wrprotect mkold` changes one. */
function forceEntry(cx: Cx, process: string, place: string, words: readonly string[]): void {
  const vpn = pageAt(cx, place);
  const vma = findVma(mmOf(cx, process), vpn)!;
  const [frame = 'zero', ...marks] = words;
  const codec = cx.arch.pte;
  let pte = codec.mk(frameOf(cx, frame), cx.arch.vmGetPageProt(vma.flags));
  const special = marks.includes('special');
  if (special) pte = codec.mkspecial(pte);
  if (marks.includes('rw')) pte = codec.mkwrite(codec.mkdirty(pte));
  setEntry(cx, process, vpn, pte, special ? (frame === 'zero' ? 'zero' : 'raw') : 'page');
}

const CHANGES = ['wrprotect', 'mkwrite', 'mkold', 'mkclean', 'mkdirty'] as const;

function changeEntry(cx: Cx, process: string, place: string, words: readonly string[]): void {
  const vpn = pageAt(cx, place);
  for (const word of words) {
    const entry = lookup(cx.world, cx.arch, mmOf(cx, process), vpn)!;
    const codec = entry.level === 'pte' ? cx.arch.pte : cx.arch.pmd!;
    const change = CHANGES.find((name) => name === word);
    const lost = hasPteSpecial(cx.arch) ? asPte(entry.pte & ~(1n << BigInt(cx.arch.specialBit!))) : entry.pte;
    if (change === undefined && word !== 'unspecial') throw new Error(`no change ${word}`);
    updateEntry(cx, process, entry, change === undefined ? lost : codec[change](entry.pte));
  }
}

/** `vma A io+0 +MAYWRITE -PFNMAP pgoff=0x5000`. */
function changeFlags(cx: Cx, process: string, place: string, words: readonly string[]): void {
  const vma = findVma(mmOf(cx, process), pageAt(cx, place))!;
  let { flags, pgoff } = vma;
  for (const word of words) {
    const name = word.slice(1) as keyof typeof VM;
    if (word.startsWith('pgoff=')) pgoff = Number(word.slice(6));
    else flags = word.startsWith('+') ? flags | VM[name] : flags & ~VM[name];
  }
  changeVma(cx, process, vma, { flags, pgoff });
}

export function force(cx: Cx, directive: string): string {
  const [what = '', who = '', place = '', ...words] = directive.split(/\s+/);
  switch (what) {
    case 'entry':
      forceEntry(cx, who, place, words);
      return 'ok';
    case 'set':
      changeEntry(cx, who, place, words);
      return 'ok';
    case 'vma':
      changeFlags(cx, who, place, words);
      return 'ok';
    case 'page':
      // `page driver+5 ref+1`: a reference that nothing in this model would take.
      setPage(cx, frameOf(cx, who), { ref: Number(place.replace('ref=', '')) });
      return 'ok';
    case 'fault':
      return handleFault(cx, { process: who, vpn: pageAt(cx, place), access: words[0] as FaultRequest['access'] });
    default:
      throw new Error(`no directive ${what}`);
  }
}
