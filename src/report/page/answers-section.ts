import { Html, html } from './html';
import { Answer, Report } from '../report';

const SIGNS: Readonly<Record<Answer['verdict'], string>> = { good: '\u2713', attention: '!', bad: '\u2715', unknown: '?' };
const WORDS: Readonly<Record<Answer['verdict'], string>> = {
  good: 'Good', attention: 'Needs attention', bad: 'Must be mended', unknown: 'Cannot be told',
};

/** A price is not mended; it is known or not. */
const PRICED: Readonly<Record<Answer['verdict'], string>> = { good: 'Everything is priced', attention: 'Not everything is priced', bad: 'Not priced', unknown: 'Cannot be told' };

/** The first screen: three questions and their answers. */
export function answersSection({ answers }: Report): Html {
  return html`<section class="answers" aria-label="Answers">
${card('Can an event be lost?', 'map', 'See every path', answers.events)}
${card('Who can do what?', 'rights', 'See every right', answers.access)}
${card('What will it cost?', 'cost', 'See the cost sheet', answers.cost, PRICED)}
</section>
`;
}

function card(question: string, target: string, more: string, { verdict, says, figures }: Answer, words = WORDS): Html {
  return html`<article class="answer ${verdict}">
<h2>${question}</h2>
<p class="verdict"><span class="sign" aria-hidden="true">${SIGNS[verdict]}</span> ${words[verdict]}</p>
<p class="says">${says}</p>
${figures.length > 0 ? html`<dl>${figures.map(({ count, of }) => html`<div><dt>${of}</dt><dd>${count}</dd></div>`)}</dl>` : html`<div></div>`}
<p class="more"><a href="#${target}">${more}</a></p>
</article>`;
}
