/** Names that are words of JavaScript, members of every object, devices of Windows, or the same to a file system. */
export const NASTY_NAMES: readonly string[] = [
  ..."new class default await then catch constructor __proto__ prototype toString valueOf toJSON hasOwnProperty".split(
    " ",
  ),
  ..."arguments eval undefined NaN static enum let yield async of get set type interface any never".split(" "),
  ..."con CON aux nul prn com1 LPT9 con.txt CONIN$".split(" "),
  ..."getThing GetThing getthing get-thing get_thing get.thing getThing2 get_Thing2".split(" "),
  ...[
    "cafe\u0301",
    "caf\u00e9",
    "straße",
    "STRASSE",
    "strasse",
    "ﬁle",
    "file",
    "\u{10428}a",
    "日本語",
    "a\u0301b",
    "aB",
  ],
  ...["", " ", "🔥", "👩‍👩‍👧", "1", "2things", "-", "$", "_", "..", "../../etc/passwd", "a/b", "a\\b", "a\0b"],
  ...["*/ alert(1) /*", `\`\${process.exit()}\``, "'", '"', "\\", "a\u2028b", "a\nb", "</script>"],
  ...["Client", "createClient", "paths", "bind", "connect", "Outcome", "Endpoint", "Success"],
  ...["x".repeat(300), `${"x".repeat(300)}y`, "é".repeat(300), "日".repeat(120)],
];
