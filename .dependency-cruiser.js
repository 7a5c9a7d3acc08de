// Who may import whom. The layers of the engine: types <- facts, arch <- mm <- machine <- linux <- run <- worker, cli;
// mm <- ops <- run: operations know the functions of a kernel by cx.linux alone.
const TEST = '\\.test\\.ts$';
/** What sees Node and may look anywhere in the engine: tests, and the recorded traces that they replay. */
const FREE = `^engine/proof/|${TEST}`;
/** All built-in scenarios at once, and all lessons: for tests and tools. */
const SCENARIOS = '^engine/(scenario/all|course/index)\\.ts$';
/** What looks things up, without the data modules. */
const ATLAS = ['^engine/(atlas|arches|course)\\.ts$', '^engine/atlas/[^./]+\\.ts$', '^engine/course/index\\.ts$'];
/** What looks things up and is looked up itself. */
const LOOKS_UP = [
  '^engine/front\\.ts$',
  '^engine/(glossary|paste|questions|search)/[^/]+\\.ts$',
  '^engine/(paste|questions|readers|search|cli/(explain|find|readers))\\.ts$',
];
/** Doors of the engine: what others import of it. */
const DOORS = [
  'arches',
  'atlas',
  'bits',
  'course',
  'front',
  'glossary',
  'packing',
  'paste',
  'play',
  'questions',
  'readers',
  'search',
  'text',
  'worker',
];
/** All that may be imported from outside. */
const OPEN = [
  ...DOORS,
  'facts',
  'functions',
  'protocol',
  'rules/index',
  'say/index',
  'say/pictured',
  'serve',
  'types',
  'workerOfAll',
];
const PACKAGE = 'node_modules';

/** @param {string} folder @param {string[]} allowed */
const layer = (folder, allowed) => ({
  name: `engine-${folder}`,
  comment: `engine/${folder} may import only ${[folder, ...allowed].join(', ')}.`,
  severity: 'error',
  from: { path: `^engine/${folder}/`, pathNot: TEST },
  to: {
    path: '^(engine|web|e2e|scripts)/',
    pathNot: [`^engine/${folder}/`, ...allowed.map((name) => `^engine/${name}${name.endsWith('.ts') ? '$' : '/'}`)],
  },
});

/** The page, from the bottom up: each folder may import those before it. */
const WEB = [
  'kit',
  'moment',
  'glossary',
  'playground',
  'lesson',
  'search',
  'stage',
  'picture',
  'panels',
  'shell',
  'apps',
];

const webLayers = WEB.map((folder, i) => ({
  name: `web-${folder}`,
  comment: `web/${folder} may import only ${WEB.slice(0, i + 1).join(', ')}.`,
  severity: 'error',
  from: { path: `^web/${folder}/`, pathNot: TEST },
  to: { path: '^web/', pathNot: WEB.slice(0, i + 1).map((name) => `^web/${name}/`) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or want a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'This import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'tests-are-ends',
      comment: 'Nothing imports a test.',
      severity: 'error',
      from: {},
      to: { path: `${TEST}|^e2e/.*\\.spec\\.ts$` },
    },

    {
      name: 'engine-has-doors',
      comment: 'From outside, the engine is its doors and its types. What only tests need, they fetch inside.',
      severity: 'error',
      from: { path: '^(web|e2e|scripts)/', pathNot: TEST },
      to: {
        path: '^engine/',
        pathNot: `^engine/(${OPEN.join('|')})\\.ts$|${SCENARIOS}`,
      },
    },
    {
      name: 'page-carries-no-engine',
      comment:
        'The worker carries the engine. The page loads one only where no worker starts: by a dynamic import. A page that is one script is its own worker.',
      severity: 'error',
      from: { path: '^web/', pathNot: [TEST, '^web/script/', '/testing\\.ts$'] },
      to: {
        path: `^engine/(play|bits|rules/index)\\.ts$|${SCENARIOS}`,
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'engine-opens-no-door-inside',
      comment: 'The doors are for others. Inside, import the file that you mean.',
      severity: 'error',
      from: { path: '^engine/', pathNot: [TEST, '^engine/workerOfAll\\.ts$'] },
      to: { path: `^engine/(${DOORS.join('|')})\\.ts$` },
    },
    {
      name: 'engine-text',
      comment: 'A text is read without the engine that plays it.',
      severity: 'error',
      from: { path: '^engine/text\\.ts$' },
      to: { pathNot: '^engine/language/' },
    },
    {
      name: 'engine-knows-no-page',
      comment: 'The engine knows nothing of what draws it.',
      severity: 'error',
      from: { path: '^engine/' },
      to: { path: `^(web|e2e)/|${PACKAGE}/(svelte|d3[^/]*|@types/d3[^/]*)/` },
    },
    {
      name: 'engine-is-pure',
      comment: 'No Node in the engine, but for the command line and the tests.',
      severity: 'error',
      from: { path: '^engine/', pathNot: `${FREE}|^engine/cli/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'engine-needs-no-packages',
      comment:
        'The engine uses xstate in engine/machine, fflate in engine/language/linkBytes.ts, minisearch in engine/search, and no other package.',
      severity: 'error',
      from: { path: '^engine/', pathNot: FREE },
      to: { path: PACKAGE, pathNot: `${PACKAGE}/(@types/)?(xstate|fflate|minisearch|node)/` },
    },
    {
      name: 'xstate-in-two-places',
      comment: 'xstate is for the chart of the machine and for the player.',
      severity: 'error',
      from: { pathNot: `^engine/chart/|^web/|${PACKAGE}|${FREE}` },
      to: { path: `${PACKAGE}/xstate/` },
    },
    {
      name: 'fflate-in-one-place',
      comment: 'Links are packed and unpacked in engine/language/linkBytes.ts.',
      severity: 'error',
      from: { pathNot: `^engine/language/linkBytes\\.ts$|${PACKAGE}|${FREE}` },
      to: { path: `${PACKAGE}/fflate/` },
    },

    {
      name: 'engine-atlas',
      comment:
        'What is looked up is plain data: what has to be worked out for it is a data module, worked out at build.',
      severity: 'error',
      from: { path: ATLAS },
      to: {
        pathNot:
          '^engine/(functions|atlas/.*|say/(machine|origin)|mm/readers|scenario/(index|digest|scenario)|course/(index|lesson|.*\\.data))\\.ts$',
      },
    },
    {
      name: 'data-modules-are-looked-up',
      comment:
        'Where a data module is bundled without being run, it brings all that it is made of. Others of its kind run it.',
      severity: 'error',
      from: { pathNot: [TEST, ...ATLAS, ...LOOKS_UP, '\\.data\\.ts$', '^web/glossary/marking\\.ts$'] },
      to: { path: '\\.data\\.ts$' },
    },

    {
      name: 'engine-types',
      comment: 'engine/types.ts imports nothing.',
      severity: 'error',
      from: { path: '^engine/types\\.ts$' },
      to: {},
    },
    {
      name: 'engine-functions',
      comment: 'Where kernel functions are found is a table: it imports nothing.',
      severity: 'error',
      from: { path: '^engine/functions\\.ts$' },
      to: {},
    },
    {
      name: 'engine-facts',
      comment: 'What a run gives is data: it needs engine/types.ts and nothing else.',
      severity: 'error',
      from: { path: '^engine/facts' },
      to: { pathNot: '^engine/(types\\.ts$|facts/)' },
    },
    {
      name: 'engine-facts-have-a-door',
      comment: 'Facts are imported from engine/facts.ts.',
      severity: 'error',
      from: { pathNot: '^engine/facts' },
      to: { path: '^engine/facts/' },
    },
    layer('say', ['types.ts', 'facts.ts']),
    layer('arch', ['functions.ts', 'types.ts', 'facts.ts']),
    layer('mm', ['functions.ts', 'types.ts', 'facts.ts', 'arch']),
    layer('chart', ['functions.ts', 'types.ts', 'arch', 'mm']),
    layer('linux', ['mm', 'chart']),
    layer('ops', ['functions.ts', 'types.ts', 'facts.ts', 'arch', 'mm', 'language/program.ts']),
    layer('rules', ['mm']),
    layer('run', ['functions.ts', 'types.ts', 'facts.ts', 'arch', 'mm', 'linux', 'ops', 'language/program.ts']),
    layer('course', [
      'functions.ts',
      'types.ts',
      'facts.ts',
      'language',
      'run',
      'say',
      'scenario',
      'linux',
      'chart',
      'mm',
    ]),
    layer('atlas', ['functions.ts', 'types.ts', 'facts.ts', 'arch', 'mm', 'chart', 'linux', 'scenario', 'course']),
    layer('front', ['facts.ts', 'language', 'run', 'scenario']),
    layer('glossary', ['functions.ts', 'types.ts', 'facts.ts', 'language/program.ts', 'atlas']),
    layer('paste', ['types.ts', 'facts.ts', 'arch', 'glossary', 'say']),
    layer('questions', ['scenario']),
    layer('search', [
      'types.ts',
      'facts.ts',
      'arch',
      'atlas',
      'course',
      'glossary',
      'language',
      'mm/readers.ts',
      'questions',
      'rules',
      'run',
      'scenario',
    ]),
    layer('language', ['types.ts', 'arch/names.ts']),
    layer('scenario', ['language', 'types.ts']),
    {
      name: 'engine-proof',
      comment: 'The recorded traces are for the tests, and for the command line that replays them.',
      severity: 'error',
      from: { path: '^engine/', pathNot: `${FREE}|^engine/cli/` },
      to: { path: '^engine/proof/' },
    },
    {
      name: 'engine-cli-is-an-end',
      comment: 'Nothing imports the command line but what checks the engine against recorded traces.',
      severity: 'error',
      from: { pathNot: `^engine/cli/|${FREE}` },
      to: { path: '^engine/cli/' },
    },

    ...webLayers,
    {
      name: 'web-kit',
      comment: 'The kit knows nothing of kernels.',
      severity: 'error',
      from: { path: '^web/kit/' },
      to: { path: '^engine/' },
    },
    {
      name: 'web-panels-stand-alone',
      comment: 'A panel does not import another. What two of them need stands in a folder below.',
      severity: 'error',
      from: { path: '^web/panels/([^/]+)/' },
      to: { path: '^web/panels/[^/]+/', pathNot: '^web/panels/$1/' },
    },
    {
      name: 'web-apps-stand-alone',
      comment: 'An app does not import another: each loads only what it shows.',
      severity: 'error',
      from: { path: '^web/apps/([^/]+)/' },
      to: { path: '^web/apps/[^/]+/', pathNot: '^web/apps/$1/' },
    },
    {
      name: 'web-runs-in-a-page',
      comment: 'A page has no Node.',
      severity: 'error',
      from: { path: '^web/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'web-is-not-tested-code',
      comment: 'The playground does not import its browser tests or the tools.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(e2e|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: PACKAGE },
    // Imports of types count: a layer that knows another's types knows the layer.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.tests.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'browser', 'import', 'types', 'default'],
      extensions: ['.ts', '.svelte', '.mjs', '.js', '.css'],
    },
  },
};
