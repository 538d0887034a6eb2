import { describe, expect, it } from "vitest";
import { NOTES_CONTRACT } from "../fixture/notes-contract.ts";
import { readWorkflows } from "./read-workflows.ts";
import { WorkflowError } from "./workflow-problem.ts";

const read = (text: string) => readWorkflows("flow.yaml", text, NOTES_CONTRACT);

/** A document with one workflow of one step; each piece can be replaced. */
function flow({
  step = "",
  workflow = "",
  root = "",
  call = "operationId: createNote",
  shelf = "value: top",
} = {}): string {
  return `arazzo: 1.0.1
info: { title: Flow, version: "1" }
sourceDescriptions: [{ name: notes, url: ./notes.yaml, type: openapi }]
${root}
workflows:
  - workflowId: write
    ${workflow}
    steps:
      - stepId: create
        ${call}
        parameters: [{ name: shelf, in: path, ${shelf} }]
        ${step}
`;
}

describe("readWorkflows", () => {
  it("ties steps to operations, by id and by path", () => {
    const calls = [
      "operationId: createNote",
      "operationId: $sourceDescriptions.notes.createNote",
      "operationPath: '{$sourceDescriptions.notes.url}#/paths/~1notes~1{shelf}/post'",
    ];
    for (const call of calls) expect(read(flow({ call })).workflows[0]?.steps[0]?.operation.id).toBe("createNote");
  });

  it("puts components and what a workflow says for all steps into each step", () => {
    const document = read(
      flow({
        root: `components:
  parameters: { tag: { name: X-Tag, in: header, value: a } }
  failureActions: { again: { name: again, type: retry, retryAfter: 2, retryLimit: 3 } }`,
        workflow: `parameters: [{ reference: $components.parameters.tag, value: b }]
    failureActions: [{ reference: $components.failureActions.again }, { name: stop, type: end }]`,
        step: "onFailure: [{ name: stop, type: goto, stepId: create }]",
      }),
    );
    const [step] = document.workflows[0]?.steps ?? [];
    expect(step?.parameters).toMatchObject([
      { name: "shelf" },
      { name: "X-Tag", in: "header", value: { kind: "literal", value: "b" } },
    ]);
    expect(step?.onFailure).toMatchObject([
      { name: "stop", type: "goto" },
      { name: "again", type: "retry", after: 2, limit: 3 },
    ]);
  });

  it("orders workflows by what they depend on", () => {
    const text = flow({ workflow: "dependsOn: [second]" });
    const second = text
      .slice(text.indexOf("  - workflowId"))
      .replace("write", "second")
      .replace("dependsOn: [second]", "");
    expect(read(text + second).workflows.map(({ id }) => id)).toEqual(["second", "write"]);
  });

  it.each<[string, string, RegExp]>([
    ["YAML that is none", "arazzo: [", /^flow\.yaml:1:\d+: is not valid YAML: .* \[invalid-yaml\]\n {2}hint: /],
    ["a repeated key", "arazzo: 1.0.1\narazzo: 1.0.1", /flow\.yaml:\d:\d+: is not valid YAML: .*unique/i],
    ["an alias without its anchor", "arazzo: *a", /is not valid YAML/],
    [
      "a document that is no object",
      "just text",
      /flow\.yaml:1:1: an Arazzo document has to be an object \[wrong-type\]/,
    ],
    ["an empty file", "", /an Arazzo document has to be an object/],
    ["missing fields", "arazzo: 1.0.1", /lacks "info".*lacks "sourceDescriptions".*lacks "workflows"/s],
    [
      "another version",
      flow().replace("1.0.1", "2.0.0"),
      /\/arazzo: Arazzo 2\.0\.0 is not supported \[wrong-version\]/,
    ],
    [
      "an unknown field",
      flow({ step: "sucessCriteria: []" }),
      /flow\.yaml:12:\d+ \/workflows\/0\/steps\/0\/sucessCriteria: there is no field "sucessCriteria" in a step \[unknown-field\]\n {2}hint: a step has: stepId, /,
    ],
    [
      "an unknown operation",
      flow({ call: "operationId: createNotes" }),
      /\/steps\/0\/operationId: the document has no operation createNotes \[unknown-operation\]\n {2}hint: The operations are: createNote\./,
    ],
    [
      "an operation of another source",
      flow({ call: "operationId: $sourceDescriptions.pets.createNote" }),
      /has no operation \$sourceDescriptions\.pets\.createNote/,
    ],
    [
      "an unknown path",
      flow({ call: "operationPath: '{$sourceDescriptions.notes.url}#/paths/~1x/get'" }),
      /\/operationPath: the document has no operation/,
    ],
    [
      "two calls",
      flow({ call: "operationId: createNote\n        operationPath: x" }),
      /operationId and operationPath exclude each other \[wrong-call\]/,
    ],
    ["no call", flow({ call: "description: none" }), /the step calls nothing \[wrong-call\]/],
    [
      "a call of a workflow",
      flow({ call: "workflowId: write" }),
      /steps that call a workflow are not supported \[unsupported\]/,
    ],
    [
      "an unknown parameter",
      flow().replace("name: shelf", "name: shelv"),
      /createNote has no path parameter shelv \[unknown-parameter\].*createNote requires the path parameter shelf \[missing-parameter\]/s,
    ],
    ["a parameter of nowhere", flow().replace("in: path", "in: body"), /there are no parameters in "body"/],
    [
      "a parameter that is given twice",
      flow().replace("value: top }", "value: top }, { name: shelf, in: path, value: b }"),
      /the parameter shelf is given twice \[repeated-parameter\]/,
    ],
    ["a path parameter beside x-url", flow({ step: "x-url: $inputs.a" }), /a step with x-url has no path parameters/],
    [
      "a malformed expression",
      flow({ shelf: "value: $input.shelf" }),
      /\/parameters\/0\/value: \$input\.shelf is no runtime expression \[bad-expression\]\n {2}hint: They begin with \$url/,
    ],
    [
      "a malformed expression inside a text",
      flow({ shelf: "value: 'a/{$steps.x}'" }),
      /\$steps\.x names no output of a step/,
    ],
    [
      "an unknown input",
      flow({ shelf: "value: $inputs.shelf" }),
      /\$inputs\.shelf: the workflow declares no inputs \[unknown-input\]/,
    ],
    [
      "an input of another name",
      flow({ shelf: "value: $inputs.shelf", workflow: "inputs: { properties: { shelv: {} } }" }),
      /there is no such input \[unknown-input\]\n {2}hint: There are: shelv\./,
    ],
    [
      "an unknown step",
      flow({ shelf: "value: $steps.make.outputs.id" }),
      /there is no such step \[unknown-step\]\n {2}hint: There are: create\./,
    ],
    [
      "an unknown output",
      flow({ shelf: "value: $steps.create.outputs.id" }),
      /there is no such output of create \[unknown-output\]/,
    ],
    [
      "a response before the request",
      flow({ shelf: "value: $response.body#/id" }),
      /there is no request and response before the request/,
    ],
    [
      "a response after the last step",
      flow({ workflow: "outputs: { a: $statusCode }" }),
      /\/workflows\/0\/outputs\/a: \$statusCode: there is no request and response after the last step/,
    ],
    [
      "a condition that cannot be read",
      flow({ step: "successCriteria: [{ condition: $statusCode = 200 }]" }),
      /\/successCriteria\/0\/condition: = is no operator, at character 13 \[bad-expression\]/,
    ],
    [
      "a pattern that nobody can check in a bounded time",
      flow({ step: "successCriteria: [{ context: $statusCode, condition: '^(a+)+\\1$', type: regex }]" }),
      /may take for ever to check \[slow-pattern\]/,
    ],
    [
      "a pattern that does not compile",
      flow({ step: "successCriteria: [{ context: $statusCode, condition: '(', type: regex }]" }),
      /is no regular expression: .* \[bad-pattern\]/,
    ],
    [
      "a pattern of nothing",
      flow({ step: "successCriteria: [{ condition: a, type: regex }]" }),
      /a regex criterion lacks "context"/,
    ],
    [
      "JSONPath",
      flow({ step: "successCriteria: [{ context: $response.body, condition: $.a, type: jsonpath }]" }),
      /criteria of the type jsonpath are not supported \[unsupported\]\n {2}hint: Point at what is meant/,
    ],
    [
      "XPath of some version",
      flow({
        step: "successCriteria: [{ context: $response.body, condition: /a, type: { type: xpath, version: xpath-30 } }]",
      }),
      /criteria of the type xpath are not supported/,
    ],
    [
      "an unknown action",
      flow({ step: "onSuccess: [{ name: a, type: retry }]" }),
      /there is no success action "retry".*A success action is one of: end, goto\./s,
    ],
    [
      "a goto nowhere",
      flow({ step: "onSuccess: [{ name: a, type: goto, stepId: b }]" }),
      /there is no step b \[unknown-step\]/,
    ],
    [
      "a goto to a workflow",
      flow({ step: "onFailure: [{ name: a, type: goto, workflowId: write }]" }),
      /goto by way of another workflow is not supported/,
    ],
    [
      "a retry without bound",
      flow({ step: "onFailure: [{ name: a, type: retry, retryLimit: -1 }]" }),
      /retryLimit is a count \[wrong-value\]/,
    ],
    [
      "a reference to nothing",
      flow({ step: "onFailure: [{ reference: $components.failureActions.a }]" }),
      /\$components\.failureActions\.a leads nowhere \[unresolved-reference\]/,
    ],
    ["an output that is no expression", flow({ step: "outputs: { a: 5 }" }), /the output a is no expression/],
    [
      "an output of a bad name",
      flow({ step: "outputs: { 'a b': $statusCode }" }),
      /"a b" is no name here \[bad-name\]/,
    ],
    [
      "a form that is no object",
      flow({ step: "requestBody: { contentType: multipart/form-data, payload: a=b }" }),
      /a form has to be an object/,
    ],
    [
      "a replacement of nowhere",
      flow({ step: "requestBody: { payload: {}, replacements: [{ target: title, value: 1 }] }" }),
      /title is no JSON Pointer/,
    ],
    ["no workflow", flow().replace(/workflows:.*/s, "workflows: []"), /there is no workflow \[no-workflow\]/],
    ["no step", flow().replace(/steps:.*/s, "steps: []"), /write has no step \[no-step\]/],
    [
      "two steps of one id",
      `${flow()}      - { stepId: create, operationId: createNote, parameters: [{ name: shelf, in: path, value: a }] }\n`,
      /a second step has the id create \[repeated-id\]/,
    ],
    [
      "a circle",
      flow({ workflow: "dependsOn: [write]" }),
      /write depends on itself by way of write \[circular-dependency\]/,
    ],
    [
      "a dependency on nothing",
      flow({ workflow: "dependsOn: [read]" }),
      /there is no workflow read \[unknown-workflow\]/,
    ],
    [
      "several sources",
      flow().replace("type: openapi }", "type: openapi }, { name: b, url: b }"),
      /several sources are not supported/,
    ],
    [
      "a source that is a workflow document",
      flow().replace("type: openapi", "type: arazzo"),
      /sources of the type arazzo are not supported/,
    ],
    [
      "inputs that lead nowhere",
      flow({ workflow: "inputs: { $ref: '#/components/inputs/a' }" }),
      /leads to no inputs \[unresolved-reference\]/,
    ],
  ])("refuses %s: file, place, what, hint", (_what, text, message) => {
    expect(() => read(text)).toThrow(WorkflowError);
    expect(() => read(text)).toThrow(message);
  });

  it("tells all problems at once, each once", () => {
    const text = flow({
      ...{ call: "operationId: nope", workflow: "parameters: [{ reference: $components.parameters.a }]" },
      step: "\n      - { stepId: b, operationId: createNote }\n      - { stepId: c, operationId: createNote }",
    });
    const rules = (() => {
      try {
        read(text);
      } catch (error) {
        return (error as WorkflowError).problems.map(({ rule, line }) => [rule, line]);
      }
    })();
    expect(rules).toEqual([
      ["unknown-operation", 10],
      ["unresolved-reference", 7],
      ["missing-parameter", 13],
      ["missing-parameter", 14],
    ]);
  });
});
