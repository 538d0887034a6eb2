import ts from "typescript";

/** A module as it is published: what runs, and what an editor reads. */
export interface CompiledModule {
  js: string;
  declaration: string;
}

const COMPILER_OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
  newLine: ts.NewLineKind.LineFeed,
};

/**
 * Compiles a generated module by itself; imports of other ones end with `.js` afterwards.
 *
 * @throws Error when an export of it says nothing of its type, which is a mistake of the emitter
 */
export function compileModule(fileName: string, source: string): CompiledModule {
  const rules = { fileName, reportDiagnostics: true };
  const program = ts.transpileModule(source, { ...rules, compilerOptions: COMPILER_OPTIONS });
  const withTypes = { ...COMPILER_OPTIONS, declaration: true, isolatedDeclarations: true };
  const declaration = ts.transpileDeclaration(source, { ...rules, compilerOptions: withTypes });
  const [fault] = [...(program.diagnostics ?? []), ...(declaration.diagnostics ?? [])];
  if (fault) throw new Error(`${fileName}: ${ts.flattenDiagnosticMessageText(fault.messageText, "\n")}`);
  return {
    js: program.outputText,
    // The compiler rewrites the imports of programs, and not those of declarations.
    declaration: declaration.outputText.replaceAll(/((?:from |import\()"\.[^"]*)\.ts"/g, '$1.js"'),
  };
}
