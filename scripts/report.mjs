// `npm run rules`, `npm run mutate`, `npm run bench`: reports on the engine, written in TypeScript and bundled before
// they run.
import { load } from './bundle.mjs';

const [name = '', ...args] = process.argv.slice(2);
const { main } = await load(`engine/proof/${name}.ts`);
process.exitCode = await main(args);
