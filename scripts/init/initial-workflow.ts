/** What is known of a project when a workflow is written for it. */
export interface InitialWorkflow {
  /** The version of Node. */
  node: number;
  /** Whether a server is tested, and how npm starts it; without one, it is the mock. */
  server: { start: string | undefined } | undefined;
}

/** The text of a first `.github/workflows/contract.yml`: what a change of a document, or of the server, has to pass. */
export function initialWorkflow({ node, server }: InitialWorkflow): string {
  return `name: Contract
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
jobs:
  contract:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v5
        with:
          node-version: ${node}
      - run: npm ci
      - name: What was generated is up to date
        run: npx contract-kit generate --check
      - name: The documents do not contradict themselves
        run: npx contract-kit lint --format github
      - name: What the change breaks
        if: github.event_name == 'pull_request'
        env:
          BASE: \${{ github.event.pull_request.base.sha }}
        run: npx contract-kit diff --since "$BASE" --format markdown >> "$GITHUB_STEP_SUMMARY"
${server ? startStep(server.start) : ""}      - name: The server keeps the contract
        run: npx contract-kit test${server ? " --wait 60" : ""} --reporter terminal,github,html=contract.html
      - name: The report
        if: \${{ !cancelled() }}
        uses: actions/upload-artifact@v4
        with:
          name: contract-report
          path: contract*.html
          if-no-files-found: ignore
`;
}

function startStep(start: string | undefined): string {
  if (start === undefined) return "      # Start the server here, in the background; the next step waits for it.\n";
  return `      - name: The server starts\n        run: ${start} &\n`;
}
