import ts from "typescript";

/** What an application has that uses generated code: strict, and strict about optional members. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  // Not `dom.iterable`: not every project has it.
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  allowImportingTsExtensions: true,
};

/**
 * What `tsc --strict` says of files: `file:line: message` each.
 * Declarations of libraries are parsed once for all calls, and not judged.
 */
export function createTypeCheck(): (files: readonly string[]) => string[] {
  const host = ts.createCompilerHost(OPTIONS);
  const libraries = new Map<string, ts.SourceFile | undefined>();
  const parse = host.getSourceFile;
  host.getSourceFile = (file, ...rest) => {
    const isLibrary = file.includes("/node_modules/");
    if (isLibrary && libraries.has(file)) return libraries.get(file);
    const parsed = parse.call(host, file, ...rest);
    if (isLibrary) libraries.set(file, parsed);
    return parsed;
  };
  return (files) => {
    const program = ts.createProgram(files, OPTIONS, host);
    return ts.getPreEmitDiagnostics(program).flatMap(({ file, start = 0, messageText }) => {
      if (file?.fileName.includes("/node_modules/")) return [];
      const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
      return [`${file?.fileName}:${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`];
    });
  };
}
