/**
 * The two schemas of the validators' table as somebody writes them with zod 4: a module's text, as zod is no dependency.
 * They accept what the contract accepts, as far as zod has words for it.
 */
export const ZOD_SCHEMAS = `import { z } from "zod";

const codePoints = (least, most) => (text) => {
  const { length } = [...text];
  return length >= least && length <= most;
};
const minutes = (count) => Date.now() + count * 60_000;

export const createDirectUploadBody = z
  .object({
    id: z
      .string()
      .refine(codePoints(1, 1024))
      .regex(/^(?:[^/](?:[\\s\\S]*[^/])?)?$/u)
      .refine((id) => !/^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/.test(id))
      .optional(),
    creator: z.string().optional(),
    expiry: z.iso
      .datetime({ offset: true })
      .refine((text) => Date.parse(text) >= minutes(2) && Date.parse(text) <= minutes(360))
      .optional(),
    metadata: z
      .record(z.string(), z.unknown())
      .refine((value) => new TextEncoder().encode(JSON.stringify(value)).length <= 1024)
      .optional(),
    requireSignedURLs: z.boolean().optional(),
  })
  .refine(({ id, requireSignedURLs }) => id === undefined || requireSignedURLs !== true);

const messages = z.array(
  z.object({
    code: z.int(),
    message: z.string(),
    documentation_url: z.string().optional(),
    source: z.object({ pointer: z.string().optional() }).optional(),
  }),
);

export const listImages200 = z.object({
  success: z.literal(true),
  errors: messages,
  messages,
  result: z.object({
    images: z.array(
      z.object({
        id: z.string().refine(codePoints(1, 1024)),
        filename: z.string().refine(codePoints(0, 255)).optional(),
        creator: z.string().nullable().optional(),
        meta: z.record(z.string(), z.unknown()).optional(),
        metadata: z.record(z.string(), z.unknown()).optional(),
        requireSignedURLs: z.boolean().optional(),
        uploaded: z.iso.datetime({ offset: true }).optional(),
        variants: z.array(z.url()).optional(),
        draft: z.boolean().optional(),
      }),
    ),
    continuation_token: z.string().nullable().optional(),
  }),
});
`;
