/**
 * A file that the page makes and offers to be saved. A download of a blob is not reported to tests in every browser, so
 * this reads what the page hands over, and the browser saves nothing.
 */
import type { Page } from '@playwright/test';

export interface Offered {
  readonly name: string;
  readonly data: Buffer;
}

export async function offeredBy(page: Page, act: () => Promise<void>): Promise<Offered> {
  const offered = await page.evaluateHandle(() => {
    const { prototype } = HTMLAnchorElement;
    const blobs = new Map<string, Blob>();
    const createObjectURL = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      const address = createObjectURL(blob);
      blobs.set(address, blob);
      return address;
    };
    const file = new Promise<{ name: string; blob: Blob | undefined }>((resolve) => {
      prototype.click = function () {
        if (this.download === '') return HTMLElement.prototype.click.call(this);
        Reflect.deleteProperty(prototype, 'click');
        URL.createObjectURL = createObjectURL;
        resolve({ name: this.download, blob: blobs.get(this.href) });
      };
    });
    return { file };
  });
  await act();
  const { name, bytes } = await offered.evaluate(async ({ file }) => {
    const { name, blob } = await file;
    if (!blob) throw new Error(`${name} is no blob of this page.`);
    return { name, bytes: [...new Uint8Array(await blob.arrayBuffer())] };
  });
  return { name, data: Buffer.from(bytes) };
}
