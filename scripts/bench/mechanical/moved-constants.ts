import ts from "typescript";

/** A number of a source that can be moved by one. */
export interface Constant {
  id: string;
  file: string;
  /** From 1. */
  line: number;
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
  const edits: { start: number; end: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isNumericLiteral(node) && !(ts.isPropertyAssignment(node.parent) && node.parent.name === node)) {
      const id = `constant ${first + constants.length}`;
      const start = node.getStart(tree);
      const text = node.getText(tree);
      constants.push({ id, file, line: tree.getLineAndCharacterOfPosition(start).line + 1, text });
      edits.push({ start, end: node.end, text: `constantOf("${id}", ${text})` });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const changed = edits.reduceRight(
    (text, { start, end, text: call }) => text.slice(0, start) + call + text.slice(end),
    source,
  );
  return { source: changed, constants };
}
