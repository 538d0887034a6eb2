/** Lets arrow keys, Home and End move through the cells of the matrix, which is one stop for Tab (ARIA grid pattern). */
export function enableMatrixKeys(table: HTMLTableElement): void {
  const grid = [...table.tBodies].flatMap((body) =>
    [...body.rows].map((row) => [...row.cells].map((cell) => cell.querySelector<HTMLButtonElement>("button.cell"))),
  );
  grid
    .flat()
    .find((cell) => cell !== null)
    ?.setAttribute("tabindex", "0");

  function reach(cell: HTMLButtonElement | null | undefined): void {
    if (!cell) return;
    for (const each of table.querySelectorAll("button.cell[tabindex='0']")) each.setAttribute("tabindex", "-1");
    cell.setAttribute("tabindex", "0");
    cell.focus();
  }

  table.addEventListener("keydown", (event) => {
    const pressed = event.target instanceof HTMLButtonElement ? event.target : null;
    const row = grid.findIndex((cells) => pressed !== null && cells.includes(pressed));
    const column = grid[row]?.indexOf(pressed) ?? -1;
    if (row < 0) return;
    const next = {
      ArrowRight: () => grid[row]?.slice(column + 1).find(Boolean),
      ArrowLeft: () => grid[row]?.slice(0, column).findLast(Boolean),
      ArrowDown: () =>
        grid
          .slice(row + 1)
          .map((cells) => cells[column])
          .find(Boolean),
      ArrowUp: () =>
        grid
          .slice(0, row)
          .map((cells) => cells[column])
          .findLast(Boolean),
      Home: () => grid[row]?.find(Boolean),
      End: () => grid[row]?.findLast(Boolean),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    reach(next());
  });
}
