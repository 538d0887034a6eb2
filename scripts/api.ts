/** What `import … from "openapi-contract-kit"` gives. What a function needs is loaded when it is called. */
export type { KnownFailing } from "../contract-tests/kit/known-failing.ts";
export type { RunReport } from "../contract-tests/kit/report/run-report.ts";
export { RunError } from "../contract-tests/kit/run-error.ts";
export type { RunEvent, RunListener, RunSummary } from "../contract-tests/kit/run-event.ts";
export type { Mock } from "../contract-tests/mock/server.ts";
export { DocumentError, type Problem } from "../generator/document/problem.ts";
export type { LintProblem } from "../generator/lint/lint-document.ts";
export type { Drift } from "../generator/write.ts";
export { createMock, type DocumentMockOptions } from "./api/create-mock.ts";
export { type DiffOptions, diff } from "./api/diff.ts";
export { type GenerateOptions, type GenerateResult, generate } from "./api/generate.ts";
export { lint } from "./api/lint.ts";
export { type DocumentRunOptions, runContract } from "./api/run-contract.ts";
export type { Config, ContractConfig, MockConfig, TestConfig } from "./config/config.ts";
export { defineConfig } from "./config/define-config.ts";
export type { DiffReport } from "./diff/diff-report.ts";
