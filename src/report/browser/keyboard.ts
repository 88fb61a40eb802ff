import type { Drawings } from './drawings';

const DIRECTIONS: Readonly<Record<string, 'from' | 'to'>> = { ArrowLeft: 'from', ArrowRight: 'to' };

/** Left and right walk along the lines of a drawing. */
export function walkWithArrows(map: HTMLElement, drawings: Drawings): void {
  map.addEventListener('keydown', event => {
    const box = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('button[data-box]') : null;
    const direction = DIRECTIONS[event.key];
    const next = box && direction ? drawings.neighbour(box, direction) : undefined;
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
}
