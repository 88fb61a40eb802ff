import type { Drawings } from './drawings';

interface Wanted {
  readonly words: readonly string[];
  readonly stack: string;
  readonly attention: boolean;
}

/** One search for the whole report: drawings, rows and plots that do not answer it are hidden. */
export function filterBy(form: HTMLFormElement, drawings: Drawings): void {
  const search = form.querySelector<HTMLInputElement>('#search')!;
  const stack = form.querySelector<HTMLSelectElement>('#stack')!;
  const attention = form.querySelector<HTMLInputElement>('#attention')!;
  const shown = form.querySelector<HTMLOutputElement>('#shown')!;
  const apply = (): void => {
    const wanted = { words: search.value.toLowerCase().split(/\s+/).filter(word => word !== ''), stack: stack.value, attention: attention.checked };
    const filtered = wanted.words.length > 0 || wanted.stack !== '' || wanted.attention;
    hideOthers(wanted);
    hideEmptyGroups(filtered);
    drawings.mark(wanted.words);
    const [seen, all] = drawings.functions();
    shown.textContent = filtered ? `${seen} of ${all} functions` : '';
  };
  form.addEventListener('input', apply);
  form.addEventListener('submit', event => event.preventDefault());
  // A browser may bring back what was typed before the page was loaded again.
  apply();
}

function hideOthers(wanted: Wanted): void {
  for (const piece of document.querySelectorAll<HTMLElement>('[data-filterable]')) {
    piece.hidden = !answers(piece.dataset, wanted);
  }
}

function answers({ text = '', stack, attention }: DOMStringMap, wanted: Wanted): boolean {
  return (wanted.stack === '' || stack === wanted.stack) && (!wanted.attention || attention !== undefined) && wanted.words.every(word => text.includes(word));
}

function hideEmptyGroups(filtered: boolean): void {
  for (const group of document.querySelectorAll<HTMLDetailsElement>('[data-stack-group]')) {
    const left = group.querySelector('[data-filterable]:not([hidden])') !== null;
    group.hidden = filtered && !left;
    if (filtered && left) {
      group.open = true;
    }
  }
  for (const table of document.querySelectorAll<HTMLElement>('.scroll')) {
    const some = table.querySelector('[data-filterable]') === null || table.querySelector('[data-filterable]:not([hidden])') !== null;
    table.classList.toggle('empty', !some);
  }
}
