const OF_RANGE: Readonly<Record<string, string>> = {
  "*": "application/octet-stream",
  application: "application/octet-stream",
  audio: "audio/wav",
  font: "font/woff2",
  image: "image/png",
  multipart: "multipart/mixed",
  text: "text/plain",
  video: "video/mp4",
};

/** A type that falls into a media range: a response is in a type, never in a range. Types are left as they are. */
export function concreteType(mediaType: string): string {
  const [, type] = /^([^/;\s]+)\/\*/.exec(mediaType) ?? [];
  if (type === undefined) return mediaType;
  return OF_RANGE[type.toLowerCase()] ?? `${type}/octet-stream`;
}
