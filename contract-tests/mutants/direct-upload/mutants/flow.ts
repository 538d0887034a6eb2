import { randomUUID } from "node:crypto";
import type { Mutant, MutantGroup } from "../../mutant.ts";
import { imageView } from "../reference/answers.ts";
import { type Image, listed } from "../reference/images.ts";
import { REFERENCE_RULES, type Rules } from "../rules.ts";

const flow = (name: string, what: string, steps: readonly string[], rules: Partial<Rules>): Mutant<Rules> => ({
  ...{ name, what, rules },
  breaks: steps.map((step) => `workflow/${step}/`),
});

/** What neither the document nor its workflow asks for. */
const UNSEEN: Record<string, string> = {
  "never closed": "the workflow does not wait for an expiry, whose earliest moment is two minutes away",
};

/** Steps of the flow that do not lead where they should. */
export const FLOW: MutantGroup<Rules> = {
  group: "flow",
  mutants: [
    flow("upload twice", "takes bytes again and again", ["customId/uploadAgain"], { takesBytes: () => true }),
    flow("no upload", "never takes bytes", ["customId/upload"], { takesBytes: () => false }),
    flow("still a draft", "leaves an image a draft after its upload", ["customId/upload", "customId/noDraftAfter"], {
      uploaded: (image, file) => ({ ...REFERENCE_RULES.uploaded(image, file), isDraft: true }),
    }),
    flow("never a draft", "does not say that an image is a draft", ["customId/draftBefore"], {
      imageView: (image, hash) => imageView({ ...image, isDraft: false }, hash),
    }),
    flow("draft: false", "says of an image that it is no draft", ["customId/noDraftAfter"], {
      imageView: (image, hash) => ({ draft: false, ...imageView(image, hash) }),
    }),
    flow("not deleted", "forgets to delete", ["customId/gone"], { deleted: () => undefined }),
    flow("id taken", "makes a second draft of an id", ["customId/idTaken"], { isTaken: () => false }),
    flow("id not kept", "gives an id of its own in place of the custom one", ["customId/create"], {
      keptId: () => randomUUID(),
    }),
    flow("id in lower case", "changes the id in passing", ["customId/draftBefore"], {
      keptId: (id) => id.replace("workflow", "Workflow"),
    }),
    flow("id cut", "cuts the id at a slash", ["customId/create"], { keptId: (id) => id.split("/")[0] ?? id }),
    flow("no UUID", "gives numbers for ids", ["givenId/create"], { givenId: () => String(Date.now()) }),
    flow("UUID in upper case", "gives UUIDs in upper case", ["givenId/create"], {
      givenId: () => randomUUID().toUpperCase(),
    }),
    flow("UUID without hyphens", "gives UUIDs without hyphens", ["givenId/create"], {
      givenId: () => randomUUID().replaceAll("-", ""),
    }),
    flow("the same id", "gives every draft the same id", ["pages/first"], {
      givenId: () => "00000000-0000-4000-8000-000000000000",
    }),
    flow("drafts listed", "lists drafts", ["customId/unlisted"], {
      listed: (account, creator) =>
        [...account.images.values()].filter((image) => creator === undefined || image.creator === creator),
    }),
    flow("images not listed", "lists nothing", ["customId/listed"], { listed: () => [] }),
    flow("creator ignored", "lists the images of every creator", ["pages/nextPage"], {
      listed: (account, _creator, order) => listed(account, undefined, order),
    }),
    flow("nobody's images", "lists only the images of nobody", ["customId/listed"], {
      listed: (account, creator, order) => listed(account, creator === undefined ? "" : `${creator}?`, order),
    }),
    flow("other bytes", "changes the bytes", ["customId/download"], {
      bytesOf: ({ bytes }) => Buffer.from(bytes).reverse(),
    }),
    flow("bytes as text", "reads the bytes as text", ["customId/download"], {
      bytesOf: ({ bytes }) => Buffer.from(Buffer.from(bytes).toString("utf8")),
    }),
    flow("one byte short", "loses the last byte", ["customId/download"], {
      bytesOf: ({ bytes }) => bytes.subarray(0, -1),
    }),
    flow("no bytes", "loses the bytes", ["customId/download"], { bytesOf: () => new Uint8Array() }),
    flow("bytes of a draft", "has bytes of a draft", ["givenId/noBytes"], { hasBytes: () => true }),
    flow("metadata lost", "forgets the metadata", ["customId/noDraftAfter"], {
      uploaded: (image, file) => ({ ...REFERENCE_RULES.uploaded(image, file), meta: {} }),
    }),
    flow("another id in the view", "shows another id", ["customId/draftBefore"], {
      imageView: (image, hash) => ({ ...imageView(image, hash), id: randomUUID() }),
    }),
    flow("upload URL of another image", "sends uploads elsewhere", ["customId/upload"], {
      uploadUrl: (url, hash) => `${url}/${hash}/${randomUUID()}`,
    }),
    flow("upload URL of another account", "sends uploads to another account", ["customId/upload"], {
      uploadUrl: (url, hash, id) => `${url}/x${hash}/${encodeURIComponent(id)}`,
    }),
    flow("uploads for every account", "takes uploads under the name of any account", ["customId/uploadElsewhere"], {
      accountByHash: ({ accounts }) => [...accounts.values()][0],
    }),
    flow("upload URL not encoded", "leaves slashes in the upload URL as they are", ["customId/upload"], {
      uploadUrl: (url, hash, id) => `${url}/${hash}/${id}`,
    }),
    flow("closed at once", "closes the upload URL at once", ["customId/upload"], {
      takesBytes: (image, now) => now < image.createdAt,
    }),
    {
      ...{ name: "creator lost", what: "shows no creator", breaks: ["echoed-as-sent"] },
      rules: {
        imageView: (image: Image, hash: string) => {
          const { creator: _, ...view } = imageView(image, hash);
          return view;
        },
      },
    },
    {
      ...{ name: "creator of another", what: "shows another creator", breaks: ["echoed-as-sent"] },
      rules: { imageView: (image: Image, hash: string) => ({ ...imageView(image, hash), creator: "user-1" }) },
    },
    flow("never closed", "keeps the upload URL open for ever", [], { takesBytes: ({ isDraft }) => isDraft }),
    flow("oldest first", "lists the oldest image first", ["pages/nextPage"], {
      listed: (account, creator) => listed(account, creator, "asc"),
    }),
  ].map((mutant) => ({ ...mutant, ...(UNSEEN[mutant.name] ? { survives: UNSEEN[mutant.name] as string } : {}) })),
};
