/** Hosts as others have them: a server that sends files and no headers, and pages of other origins. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const DIST = fileURLToPath(new URL('../dist/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export interface Server {
  /** Without a slash at its end. */
  readonly address: string;
  close(): void;
}

export type Pages = Record<string, string>;

/** Each server has a port, and with it an origin, of its own. */
export async function serve(
  pages: Pages,
  folder: string | null = null,
  headers: Record<string, string> = {},
): Promise<Server> {
  const server = createServer((request, answer) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname === '/' ? '/index.html' : pathname;
    const page = pages[path];
    const content = page === undefined && folder !== null ? readFile(join(folder, path)) : Promise.resolve(page);
    content
      .then((content) => {
        if (content === undefined) answer.writeHead(404).end();
        else answer.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain', ...headers }).end(content);
      })
      .catch(() => answer.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('There is no port to serve from.');
  return { address: `http://localhost:${address.port}`, close: () => void server.close() };
}
