import { Drawings } from './drawings';
import { filterBy } from './filter';
import { FollowedPanel } from './followed-panel';
import { walkWithArrows } from './keyboard';
import { openForPaper } from './paper';
import type { PagePart } from '../report';

/*
 * What makes the page answer: search and filter, following a path, arrow keys, paper. Without it everything is there and readable.
 */
const report = JSON.parse(document.getElementById('report')?.textContent ?? '{}') as PagePart;
const drawings = new Drawings(document.getElementById('map')!);
const panel = new FollowedPanel(document.getElementById('followed')!, report, () => follow(undefined));

function follow(node: string | undefined): void {
  drawings.follow(node);
  panel.show(node);
}

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-node], [data-follow]') : null;
  const node = button?.dataset.node ?? button?.dataset.follow;
  if (button && node !== undefined) {
    const again = button.getAttribute('aria-pressed') === 'true';
    follow(again ? undefined : node);
    if (button.dataset.follow !== undefined) {
      drawings.show(node);
    } else if (!again) {
      button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }
});
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') {
    follow(undefined);
  }
});
filterBy(document.querySelector<HTMLFormElement>('.toolbar form')!, drawings);
walkWithArrows(document.getElementById('map')!, drawings);
openForPaper();
