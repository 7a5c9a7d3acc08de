// `npm run rules`, `npm run mutate`, `npm run bench`: reports on the engine. They are written in TypeScript beside the rows
// that they read, so each is made one file and run.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

const [name = '', ...args] = process.argv.slice(2);
const file = fileURLToPath(new URL(`../dist-cli/${name}.mjs`, import.meta.url));
await bundle(`engine/proof/${name}.ts`, file);
const { main } = await import(pathToFileURL(file).href);
process.exitCode = await main(args);
