import { Html, html } from './html';

/** A section of the page with its heading. */
export function section(id: string, title: string, lead: Html | string, content: Html): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
<p class="lead">${lead}</p>
${content}
</section>
`;
}

/** A table that scrolls by itself where the page is narrow. */
export function table(label: string, heads: readonly (string | Html)[], bodies: readonly Html[]): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table>
<thead><tr>${heads.map(head => (head instanceof Html ? head : html`<th scope="col">${head}</th>`))}</tr></thead>
${bodies}
</table></div>`;
}

/** The head of a column of numbers. */
export function numbers(head: string): Html {
  return html`<th scope="col" class="number">${head}</th>`;
}

/** What stands where there is nothing to show. */
export function nothing(says: string): Html {
  return html`<p class="nothing">${says}</p>`;
}
