/** Brings what is selected into sight on every machine: side by side they scroll together. */
import { tick } from 'svelte';
import { intoView } from '../../kit/intoView.ts';

export async function showSelected(focus: boolean): Promise<void> {
  await tick();
  // The picture is drawn anew for what was opened: one frame later it stands.
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const picked = document.querySelector<SVGGElement>('.machines [data-stop][aria-pressed="true"]');
  const own = picked?.closest('.scroll');
  if (!picked || !own) return;
  if (focus) picked.focus({ preventScroll: true });
  intoView(picked, { block: 'center', inline: 'nearest' });
  for (const other of document.querySelectorAll('.machines .scroll')) {
    if (other !== own) other.scrollTop = own.scrollTop;
  }
}
