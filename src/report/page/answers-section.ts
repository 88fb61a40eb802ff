import { Html, html } from './html';
import { Answer, Report } from '../report';

const SIGNS: Readonly<Record<Answer['verdict'], readonly [sign: string, word: string]>> = {
  good: ['\u2713', 'Good'], attention: ['!', 'Needs attention'], bad: ['\u2715', 'Must be mended'], unknown: ['?', 'Cannot be told'],
};

/** The first screen: three questions and their answers. */
export function answersSection({ answers }: Report): Html {
  return html`<section class="answers" aria-label="Answers">
${card('Can an event be lost?', 'map', 'See every path', answers.events)}
${card('Who can do what?', 'rights', 'See every right', answers.access)}
${card('What will it cost?', 'cost', 'See the cost sheet', answers.cost)}
</section>
`;
}

function card(question: string, target: string, more: string, { verdict, says, figures }: Answer): Html {
  const [sign, word] = SIGNS[verdict];
  return html`<article class="answer ${verdict}">
<h2>${question}</h2>
<p class="verdict"><span class="sign" aria-hidden="true">${sign}</span> ${word}</p>
<p class="says">${says}</p>
${figures.length > 0 ? html`<dl>${figures.map(({ count, of }) => html`<div><dt>${of}</dt><dd>${count}</dd></div>`)}</dl>` : html`<div></div>`}
<p class="more"><a href="#${target}">${more}</a></p>
</article>`;
}
