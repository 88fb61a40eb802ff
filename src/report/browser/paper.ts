/** On paper nobody can open what is closed. */
export function openForPaper(): void {
  let opened: readonly HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
    opened.forEach(details => {
      details.open = true;
    });
  });
  addEventListener('afterprint', () => opened.forEach(details => {
    details.open = false;
  }));
}
