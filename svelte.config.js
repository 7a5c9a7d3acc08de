// Svelte strips type annotations by itself, so no preprocessor is needed. Runes everywhere: one way to hold state.
export default {
  compilerOptions: { runes: true },
};
