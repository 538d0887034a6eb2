import ts from "typescript";
import { type Position, withoutMovableConstants } from "./moved-constants.ts";

/** Where a piece of code is. */
export interface Place {
  file: string;
  /** The declaration around it: `routeOf`, or `RULES.isSku` for a member of an object. */
  within: string;
  original: string;
  /** From 1. */
  line: number;
}

/**
 * Tells of pieces of a TypeScript source where they are.
 *
 * @param file - its name in the places
 */
export function placesOf(file: string, source: string): (start: Position, end: Position) => Place {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const offset = ({ line, column }: Position) => tree.getPositionOfLineAndCharacter(line, column);
  return (start, end) => ({
    file,
    within: namesAround(tree, offset(start), offset(end)).slice(0, 2).join("."),
    original: withoutMovableConstants(source.slice(offset(start), offset(end))),
    line: start.line + 1,
  });
}

/** The names of the declarations around a piece of code, from the outermost. */
function namesAround(tree: ts.SourceFile, start: number, end: number): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.getStart(tree) > start || node.end < end) return;
    const name = nameOf(node);
    if (name !== undefined) names.push(name);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return names;
}

function nameOf(node: ts.Node): string | undefined {
  const isMember = ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node);
  const isNamed =
    ts.isFunctionDeclaration(node) || (ts.isVariableDeclaration(node) && ts.isSourceFile(node.parent.parent.parent));
  return (isMember || isNamed) && node.name !== undefined ? node.name.getText() : undefined;
}
