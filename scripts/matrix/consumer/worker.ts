import { useGenerated } from "./program.ts";

// biome-ignore lint/style/noDefaultExport: a Worker is what its module exports by default.
export default {
  async fetch(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url);
    return new Response(await useGenerated(searchParams.get("directUpload") ?? "", searchParams.get("orders") ?? ""));
  },
};
