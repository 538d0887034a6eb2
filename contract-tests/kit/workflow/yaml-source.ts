import { isNode, LineCounter, parseDocument } from "yaml";
import type { Json, JsonPointer } from "../../../spec/interchange/json.ts";
import { tokensOf } from "../../../spec/interchange/pointer.ts";
import { WorkflowError, type WorkflowProblem } from "./workflow-problem.ts";

/** A YAML or JSON file whose places can be found again. */
export interface YamlSource {
  file: string;
  value: Json;
  /** The line and column of a place, or of the nearest one above it that is there. */
  locate(pointer: JsonPointer): Pick<WorkflowProblem, "line" | "column">;
}

/**
 * Reads YAML 1.2 or JSON.
 *
 * @param file - for messages
 * @throws WorkflowError (`invalid-yaml`) with every syntax error
 */
export function readYaml(file: string, text: string): YamlSource {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const position = (offset: number | undefined) => {
    if (offset === undefined) return {};
    const { line, col } = lineCounter.linePos(offset);
    return { line, column: col };
  };
  const invalid = (what: string, offset?: number): WorkflowProblem => {
    const place = { file, pointer: "", ...position(offset) };
    return { ...place, what: `is not valid YAML: ${what}`, hint: "Mend the syntax.", rule: "invalid-yaml" };
  };
  if (document.errors.length > 0) {
    throw new WorkflowError(
      document.errors.map(({ message, pos }) =>
        invalid(message.split("\n")[0]?.replace(/ at line.*$/, "") ?? "", pos[0]),
      ),
    );
  }
  try {
    return {
      file,
      value: (document.toJS() ?? null) as Json,
      locate(pointer) {
        const tokens = tokensOf(pointer);
        for (let length = tokens.length; length >= 0; length--) {
          const node = document.getIn(tokens.slice(0, length), true);
          if (isNode(node) && node.range) return position(node.range[0]);
        }
        return {};
      },
    };
  } catch (error) {
    // An alias that is nowhere anchored, or that multiplies without bound.
    throw new WorkflowError([invalid((error as Error).message)]);
  }
}
