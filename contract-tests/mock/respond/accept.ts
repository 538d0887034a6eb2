import type { MediaType } from "../../../spec/interchange/contract.ts";
import { closeness, isJson } from "../gate/media-type.ts";

/**
 * Chooses the media type of a response by the `Accept` field (RFC 9110, section 12.5.1). When nothing
 * fits, or the field is malformed, it is disregarded, as that section allows: JSON first, else the
 * document's order.
 */
export function chooseMediaType<S>(
  accept: string | undefined,
  content: readonly MediaType<S>[],
): MediaType<S> | undefined {
  const preferred = [...content].sort((one, other) => Number(isJson(other.mediaType)) - Number(isJson(one.mediaType)));
  if (content.length < 2 || accept === undefined) return preferred[0];
  const ranges = accept.split(",").flatMap(readRange);
  let best: { media: MediaType<S>; quality: number } | undefined;
  for (const media of preferred) {
    const quality = qualityOf(media.mediaType, ranges);
    if (quality > (best?.quality ?? 0)) best = { media, quality };
  }
  return best?.media ?? preferred[0];
}

interface Range {
  range: string;
  quality: number;
}

function readRange(text: string): Range[] {
  const match = /^[ \t]*([!#$%&'*+.^_`|~\w-]+\/[!#$%&'*+.^_`|~\w-]+)[ \t]*(?:;(.*))?$/s.exec(text);
  if (!match?.[1]) return [];
  const quality = /(?:^|;)[ \t]*q=([01](?:\.\d{0,3})?)[ \t]*(?:;|$)/i.exec(match[2] ?? "");
  return [{ range: match[1], quality: quality ? Math.min(1, Number(quality[1])) : 1 }];
}

/** The quality of the closest range. */
function qualityOf(mediaType: string, ranges: Range[]): number {
  let best = { rank: 0, quality: 0 };
  for (const { range, quality } of ranges) {
    const rank = closeness(mediaType, range);
    if (rank > best.rank) best = { rank, quality };
  }
  return best.quality;
}
