/**
 * Tells a person at a terminal what takes so long: the artefacts of a document are made, which is done
 * once for each of its states. A pipe or a CI gets no such line. Nothing has been sent by then, so that a
 * signal may end the process at once.
 */
export function derivationNotice(stream: NodeJS.WriteStream = process.stderr): (file: string) => void {
  return (file) => {
    if (stream.isTTY) stream.write(`Reading ${file} and deriving its cases, once for this state of it …\n`);
  };
}
