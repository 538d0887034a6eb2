import { defineConfig } from "./scripts/config/define-config.ts";

export default defineConfig({
  contracts: [{ document: "spec/direct-upload.yaml" }, { document: "spec/orders.yaml" }],
});
