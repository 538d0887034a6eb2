import ts from "typescript";

/** A place in a text: line and column, both from 0. */
export interface Position {
  line: number;
  column: number;
}

/** A number of a source that can be moved by one. */
export interface Constant {
  id: string;
  /** Where the call around it is in the changed source. */
  start: Position;
  end: Position;
  text: string;
}

/**
 * Wraps every number of a TypeScript source in a call of the global `constantOf(id, value)`, as no mutator of
 * Stryker moves numbers. Lines stay where they are.
 *
 * @param first - the number of the first id
 */
export function withMovableConstants(
  file: string,
  source: string,
  first: number,
): { source: string; constants: Constant[] } {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const constants: Constant[] = [];
  let changed = "";
  let copied = 0;
  const position = (): Position => {
    const lines = changed.split("\n");
    return { line: lines.length - 1, column: lines.at(-1)?.length ?? 0 };
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isNumericLiteral(node) && !(ts.isPropertyAssignment(node.parent) && node.parent.name === node)) {
      const id = `constant ${first + constants.length}`;
      const text = node.getText(tree);
      changed += source.slice(copied, node.getStart(tree));
      const start = position();
      changed += `constantOf("${id}", ${text})`;
      constants.push({ id, text, start, end: position() });
      copied = node.end;
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { source: changed + source.slice(copied), constants };
}

/** A piece of such a source as it was. */
export function withoutMovableConstants(code: string): string {
  return code.replaceAll(/constantOf\("constant \d+", ([^()]*)\)/g, "$1");
}
