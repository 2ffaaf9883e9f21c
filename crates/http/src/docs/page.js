// The reference of the API, drawn from /openapi.json.

import { chapterSection } from './call.js';
import { api, chapters, use } from './document.js';
import { h, said } from './element.js';
import { authenticationSection, introSection, problemsSection } from './introduction.js';
import { navigationOf, startFilter, startMenu, watchSections } from './navigate.js';
import { startSettings } from './settings.js';

const DOCUMENT = '/openapi.json';

/** The document, or why there is none: a word and its values. */
async function load() {
    const address = DOCUMENT;
    const response = await fetch(address).catch(() => undefined);
    if (!response) return { why: 'unreachable', address };
    if (!response.ok) return { why: 'refused', address, status: response.status };
    const found = await response.json().catch(() => undefined);
    if (!found?.openapi) return { why: 'unreadable', address };
    return Object.keys(found.paths ?? {}).length ? { found } : { why: 'empty', address };
}

function tellFailure({ why, ...values }) {
    const retry = h('button.primary', { type: 'button', onclick: draw }, said('again'));
    document
        .getElementById('content')
        .replaceChildren(
            h('section.intro.failure', { role: 'alert' }, h('h1', said('failed')), h('p', said(why, values)), retry),
        );
}

async function draw() {
    const { found, ...failure } = await load();
    if (!found) return tellFailure(failure);
    use(found);
    document.title = `${api.info?.title ?? 'API'} · API`;
    document.getElementById('brand').textContent = `${api.info?.title ?? ''} API`.trim();
    document.getElementById('version').textContent = api.info?.version ?? '';
    const all = chapters();
    document.getElementById('list').replaceChildren(...navigationOf(all));
    const parts = [introSection(), authenticationSection(), ...all.map(chapterSection), problemsSection()];
    document.getElementById('content').replaceChildren(...parts.filter(Boolean));
    watchSections();
    // The browser looked for the section before it was there.
    if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

startSettings();
startMenu();
startFilter();
draw();
