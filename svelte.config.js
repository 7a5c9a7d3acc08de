/** Component by class, so that two that share one are noticed. */
const classes = new Map();

// Svelte strips type annotations by itself, so no preprocessor is needed. Runes everywhere: one way to hold state.
export default {
  compilerOptions: {
    runes: true,
    // Shorter than Svelte's own: every element has one, and they compress badly.
    cssHash: ({ hash, filename }) => {
      const name = `s-${hash(filename).slice(0, 4)}`;
      const other = classes.get(name) ?? filename;
      if (other !== filename) throw new Error(`${filename} and ${other} have the class ${name}: make it longer.`);
      classes.set(name, filename);
      return name;
    },
  },
};
