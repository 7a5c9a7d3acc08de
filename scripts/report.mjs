// `npm run rules`, `npm run mutate`, `npm run bench`: reports on the engine. They are written in TypeScript beside the rows
// that they read, so each is made one file and run.
import { load } from './bundle.mjs';

const [name = '', ...args] = process.argv.slice(2);
const { main } = await load(`engine/proof/${name}.ts`);
process.exitCode = await main(args);
