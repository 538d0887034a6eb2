import type { Install } from "./install-command.ts";

/** What is known of a project when a workflow is written for it. */
export interface InitialWorkflow {
  /** The version of Node. */
  node: number;
  install: Install;
  /** The branch that others are merged into. */
  branch: string;
  /** The project's folder below the top level of its repository; empty when it is that. */
  below: string;
  /** Whether a server is tested, and how npm starts it; without one, it is the mock. */
  server: { start: string | undefined } | undefined;
}

/** The label of a pull request that is meant to break the contract. */
const LABEL = "breaking-change";

/** The text of a first `.github/workflows/contract.yml`: what a change of a document, or of the server, has to pass. */
export function initialWorkflow({ node, install, branch, below, server }: InitialWorkflow): string {
  const folder = below === "" ? "" : `    defaults:\n      run:\n        working-directory: ${scalar(below)}\n`;
  const report = scalar(below === "" ? "contract*.html" : `${below}/contract*.html`);
  return `name: Contract
on:
  push:
    branches: [${scalar(branch)}]
  pull_request:
    types: [opened, synchronize, reopened, labeled, unlabeled]
permissions:
  contents: read
jobs:
  contract:
    runs-on: ubuntu-latest
    timeout-minutes: 30
${folder}    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v5
        with:
          node-version: ${node}
${install.needsCorepack ? "          package-manager-cache: false\n      - run: corepack enable\n" : ""}      - run: ${install.command}
      - name: What was generated is up to date
        run: npx contract-kit generate --check
      - name: The documents do not contradict themselves
        if: \${{ !cancelled() }}
        run: npx contract-kit lint --format github
      # A change that is meant to break the contract passes with the label ${LABEL} on the pull request.
      - name: What the change breaks
        if: \${{ !cancelled() && github.event_name == 'pull_request' }}
        env:
          BASE: \${{ github.event.pull_request.base.sha }}
          IS_MEANT: \${{ contains(github.event.pull_request.labels.*.name, '${LABEL}') }}
        run: |
          npx contract-kit diff --since "$BASE" --format markdown >> "$GITHUB_STEP_SUMMARY" ||
            { test $? -eq 1 && test "$IS_MEANT" = true; }
${server ? startStep(server.start) : ""}      - name: The ${server ? "server" : "mock"} keeps the contract
        if: \${{ !cancelled() }}
        run: npx contract-kit test${server ? " --wait 60" : ""} --reporter terminal,github,html=contract.html
      - name: The report
        if: \${{ !cancelled() }}
        uses: actions/upload-artifact@v4
        with:
          name: contract-report
          path: ${report}
          if-no-files-found: ignore
`;
}

function startStep(start: string | undefined): string {
  if (start === undefined) return "      # Start the server here, in the background; the next step waits for it.\n";
  return `      - name: The server starts\n        if: \${{ !cancelled() }}\n        run: ${start} &\n`;
}

/** A text as YAML takes it, in quotes where it would be something else. */
function scalar(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) ? text : JSON.stringify(text);
}
