// What stands around the calls: introduction, authentication, problems.

import { api, follow, problems } from './document.js';
import { h, said } from './element.js';
import { listing } from './listing.js';
import { markdown } from './markdown.js';
import { KEY, keep, recall } from './settings.js';
import { announce, speak } from './words.js';

export function introSection() {
    return h(
        'section.intro',
        { id: 'intro', 'aria-labelledby': 'intro-title' },
        h('h1', { id: 'intro-title', lang: 'en' }, api.info?.title ?? 'API'),
        markdown(api.info?.description, 2),
    );
}

export function authenticationSection() {
    const schemes = Object.values(api.components?.securitySchemes ?? {}).map(follow);
    return h(
        'section.intro',
        { id: 'authentication', 'aria-labelledby': 'authentication-title' },
        h('h2', { id: 'authentication-title' }, said('authentication')),
        h('p', said('keyGoes')),
        listing('Authorization: Bearer <key>'),
        schemes.map(({ description }) => description && markdown(description, 3)),
        keyField(),
    );
}

function keyField() {
    // Masked by style: to a password field browsers offer a login to be remembered.
    const value = recall('sessionStorage', KEY);
    const input = h('input.masked', {
        id: 'key',
        value,
        autocomplete: 'off',
        spellcheck: 'false',
        'aria-describedby': 'key-hint',
    });
    const hint = h('p.hint', { id: 'key-hint' }, said('keyHint'));
    const show = h('button.quiet', { type: 'button', 'data-word': 'show', 'aria-controls': 'key' });
    show.addEventListener('click', () => {
        show.dataset.word = input.classList.toggle('masked') ? 'show' : 'hide';
        speak(show);
    });
    input.addEventListener('input', () => keep('sessionStorage', KEY, input.value.trim()));
    input.addEventListener('change', () => input.value && announce('keyKept'));
    const forget = h(
        'button.quiet',
        {
            type: 'button',
            onclick: () => {
                input.value = '';
                keep('sessionStorage', KEY, '');
            },
        },
        said('forget'),
    );
    return h('div.row.key', h('label', { for: 'key' }, said('key')), h('div.line', input, show, forget), hint);
}

/** What every problem means. `/problems/{slug}`, the type of a problem, leads here. */
export function problemsSection() {
    const all = problems();
    if (!all.length) return undefined;
    const row = ({ slug, status, meaning }) =>
        h(
            'li',
            { id: `problem-${slug}` },
            h('div.term', h(`span.code.s${status[0]}`, status), h('code.field', { lang: 'en' }, slug)),
            h('div.about', markdown(meaning)),
        );
    return h(
        'section.intro',
        { id: 'problems', 'aria-labelledby': 'problems-title' },
        h('h2', { id: 'problems-title' }, said('problems')),
        h('p', said('problemsIntro')),
        h('ul.fields.problems', all.map(row)),
    );
}
