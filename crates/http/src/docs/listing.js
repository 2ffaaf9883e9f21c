// Code: highlighted, copied, shown on cards.

import { h, said } from './element.js';
import { announce, speak, word } from './words.js';

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function highlighted(text) {
    const made = [];
    let from = 0;
    for (const match of text.matchAll(TOKEN)) {
        const kind = match[2] !== undefined ? 'name' : match[1] ? 'string' : 'literal';
        const token = match[1] ?? match[0];
        made.push(text.slice(from, match.index), h(`span.${kind}`, token));
        from = match.index + token.length;
    }
    return [...made, text.slice(from)];
}

/** Text as written. It can be reached by keyboard, because it may scroll. */
export function listing(text, json) {
    return h(json ? 'pre.json' : 'pre', { tabindex: 0, lang: 'en' }, h('code', json ? highlighted(text) : text));
}

export const written = (value) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

/** Copies, also where the clipboard is closed to pages: it is, over plain HTTP from another machine. */
async function copy(text) {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        const area = h('textarea.unseen', text);
        document.body.append(area);
        area.select();
        const copied = document.execCommand('copy');
        area.remove();
        return copied;
    }
}

export function copyButton(name, text) {
    const button = h('button.quiet', { type: 'button', 'data-word': name });
    button.addEventListener('click', async () => {
        const copied = await copy(text());
        button.focus();
        announce(copied ? 'copied' : 'notCopied');
        button.textContent = word(copied ? 'copied' : 'notCopied');
        setTimeout(() => speak(button), 1600);
    });
    return button;
}

/** A card of examples, one shown at a time. `curl` makes the command of an example. */
export function exampleCard(title, examples, { curl } = {}) {
    const shown = h('div.shown');
    let current = examples[0];
    const choose = (index) => {
        current = examples[index];
        shown.replaceChildren(listing(written(current.value), typeof current.value !== 'string'));
    };
    const select =
        examples.length > 1 &&
        h(
            'select',
            { 'data-word-label': 'examples', onchange: () => choose(select.selectedIndex) },
            examples.map(({ label }) => h('option', label)),
        );
    const only = !select && current.label && h('span.label', { lang: 'en', title: current.label }, current.label);
    const actions = h(
        'div.actions',
        copyButton('copy', () => written(current.value)),
        curl && copyButton('asCurl', () => curl(current.value)),
    );
    choose(0);
    return h('div.card', h('div.head', h('h4', said(title)), select || only, actions), shown);
}
