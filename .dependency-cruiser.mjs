/*
 * The arrows that the architecture forbids: spec → generator → generated → contract-tests, with
 * scripts above them all. See ARCHITECTURE.md.
 */
const forbid = (name, from, to, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from },
  to: { path: to },
});

export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment: "a cycle has no first file to read",
      from: {},
      to: { circular: true },
    },
    forbid("spec-stands-alone", "^spec/", "^(generator|generated|contract-tests|scripts)/", "spec is what is true"),
    forbid(
      "generator-reads-no-output",
      "^generator/",
      "^(generated|contract-tests)/",
      "the generator must not know what it made",
    ),
    forbid(
      "tests-judge-what-was-generated",
      "^contract-tests/",
      "^generator/",
      "a bug of the generator could hide itself",
    ),
    forbid(
      "nothing-imports-scripts",
      "^(spec|generator|generated|contract-tests)/",
      "^scripts/",
      "scripts compose, nothing builds on them",
    ),
    {
      name: "generated-is-light",
      severity: "error",
      comment: "generated code imports openapi-fetch and its own files, nothing else",
      from: { path: "^generated/" },
      to: { pathNot: ["^generated/", "node_modules/openapi-fetch"] },
    },
    {
      name: "resolvable",
      severity: "error",
      comment: "an import must lead somewhere",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "node_modules/(?!openapi-fetch)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
