import type { Problem } from "./problem.ts";

/** What the page asks for images: the API itself, or a back end in front of it. */
export interface Api {
  /** Asks for an upload URL. */
  create(body: DraftBody): Promise<Outcome<Draft>>;
  /** Tells of an image or a draft. */
  details(id: string): Promise<Outcome<Details>>;
  /** Deletes an image or a draft. */
  remove(id: string): Promise<Outcome<unknown>>;
}

/** What came of it. No call throws. */
export type Outcome<Value> = { value: Value } | { problem: Problem };

/** What the form sends: only what was filled in. */
export interface DraftBody {
  id?: string;
  creator?: string;
  /** RFC 3339. */
  expiry?: string;
  metadata?: Record<string, string>;
  requireSignedURLs?: boolean;
}

/** An image that can be uploaded. */
export interface Draft {
  id: string;
  uploadURL: string;
}

/** An image or a draft. */
export interface Details {
  /** The whole answer, as JSON text. */
  json: string;
  /** Where the image can be seen; absent for a draft. */
  image?: string | undefined;
}
