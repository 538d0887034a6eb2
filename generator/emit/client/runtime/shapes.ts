/** The content of a request or response of `types.ts`, of one media type or of any. */
export type ContentOf<Message, MediaType extends string = string> = Message extends { content: infer Content }
  ? {
      [Type in keyof Content]: Type extends string
        ? Lowercase<Type> extends MediaType | `${MediaType};${string}` | `${MediaType} ${string}`
          ? Content[Type]
          : never
        : never;
    }[keyof Content]
  : undefined;

/**
 * A value in which a `Date` may stand where the document asks for a date-time.
 * `Dates` has the shape of the value, with `Date` in those places: `{ expiry: Date }`.
 */
export type WithDates<Value, Dates> = Dates extends Date
  ? Value | Date
  : Value extends readonly (infer Item)[]
    ? Dates extends readonly (infer ItemDates)[]
      ? WithDates<Item, ItemDates>[]
      : Value
    : Value extends object
      ? {
          [Member in keyof Value]: Member extends keyof Dates ? WithDates<Value[Member], Dates[Member]> : Value[Member];
        }
      : Value;

/** Where a call goes: the operation's path with these parameters, or a whole URL that the server has given. */
export type Target<Path> =
  | { path: Path; url?: never }
  | {
      /** Takes the place of server, path and query. Credentials go with it only to the operation's own origin. */
      url: string | URL;
      path?: never;
    };
