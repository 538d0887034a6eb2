import { type FSWatcher, watch } from "node:fs";
import { basename, dirname } from "node:path";

/** Tells when one of some files is written, replaced, made or removed. */
export interface FileWatcher {
  /** Watches one more file, also one that is not there yet. */
  add(path: string): void;
  close(): void;
}

/**
 * Watches the folders of files, as many editors do not write a file but put another one in its place. The
 * operating system tells of changes; those on disks of other machines it often does not see.
 *
 * @param onChange - may be called several times for one change
 */
export function createFileWatcher(onChange: () => void): FileWatcher {
  const folders = new Map<string, { names: Set<string>; watcher: FSWatcher }>();
  return { add, close };

  function add(path: string): void {
    const [folder, name] = [dirname(path), basename(path)];
    const known = folders.get(folder);
    if (known) {
      known.names.add(name);
      return;
    }
    const names = new Set([name]);
    const watcher = watch(folder, (_event, changed) => {
      if (changed === null || names.has(changed)) onChange();
    });
    watcher.on("error", () => {
      // The folder is gone: it is watched again when somebody asks for a file in it.
      watcher.close();
      folders.delete(folder);
      onChange();
    });
    folders.set(folder, { names, watcher });
  }

  function close(): void {
    for (const { watcher } of folders.values()) watcher.close();
    folders.clear();
  }
}
