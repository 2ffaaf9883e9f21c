// Chapters and their calls: what each takes and answers.

import { follow, mediaOf, problemsOf, scopeOf } from './document.js';
import { code, h, said } from './element.js';
import { examplesOf } from './example.js';
import { exampleCard } from './listing.js';
import { markdown } from './markdown.js';
import { curlOfExample } from './request.js';
import { fieldRow, folded, schemaOf, shape } from './schema.js';
import { tryPanel } from './try.js';

export const chapterId = (name) => `chapter-${name.toLowerCase().replace(/\W+/g, '-')}`;

export function chapterSection({ name, about, calls }) {
    const id = chapterId(name);
    return h(
        'section.chapter',
        { 'aria-labelledby': id },
        h('div.opening', h('h2', { id, lang: 'en' }, name), about && markdown(about)),
        calls.map(callSection),
    );
}

function callSection(operation) {
    const media = mediaOf(follow(operation.requestBody).content);
    const title = operation.summary ?? `${operation.method.toUpperCase()} ${operation.path}`;
    return h(
        'section.call',
        { id: operation.id, 'aria-labelledby': `${operation.id}-title` },
        h('div.title', h('h3', { id: `${operation.id}-title`, lang: 'en' }, title), anchor(operation.id, title)),
        h(
            'p.address',
            method(operation.method),
            code(operation.path),
            scopeNote(operation),
            operation.deprecated && h('span.deprecated', said('deprecated')),
        ),
        h(
            'div.sides',
            h('div.left', described(operation), parametersOf(operation), bodyOf(operation, media)),
            h('div.right', requestCard(operation, media), tryPanel(operation, media)),
        ),
        responsesOf(operation),
    );
}

function anchor(id, name) {
    return h('a.anchor', { href: `#${id}`, 'data-word-label': 'link', 'data-values': JSON.stringify({ name }) });
}

export const method = (name) =>
    h(`span.method.${name}`, { lang: 'en' }, name === 'delete' ? 'DEL' : name.toUpperCase());

function scopeNote(operation) {
    const scope = scopeOf(operation);
    if (scope === null) return h('span.scope', said('open'));
    return scope !== '' && h('span.scope', said('scope'), ' ', code(scope));
}

/** The description without the sentence that only says the scope once more. */
function described({ description }) {
    return description && markdown(description.replace(/\s*Needs a key with the scope `[^`]+`\.$/, ''));
}

function parametersOf({ parameters }) {
    const rows = parameters.map((parameter) => {
        const is = shape(parameter.schema ?? {});
        const shown = {
            ...is,
            description: parameter.description ?? is.description,
            example: parameter.example ?? is.example,
        };
        return fieldRow(parameter.name, shown, parameter.required, [], parameter.in);
    });
    return rows.length > 0 && [h('h4', said('parameters')), h('ul.fields', rows)];
}

function bodyOf(operation, media) {
    if (!media) return undefined;
    const optional = !follow(operation.requestBody).required && h('span.label', said('optionalBody'));
    const types = media.types.map((type) => [code(type), ' ']);
    return [h('h4', said('body'), ' ', h('span.label', { lang: 'en' }, types), optional), schemaOf(media.schema)];
}

function requestCard(operation, media) {
    const curl = (value) => curlOfExample(operation, media?.type, value);
    return media
        ? exampleCard('request', examplesOf(media), { curl })
        : exampleCard('request', [{ value: curl(), label: 'curl' }]);
}

function responsesOf(operation) {
    const answers = Object.entries(operation.responses ?? {}).map(([status, response]) => ({
        status,
        response: follow(response),
    }));
    if (!answers.length) return undefined;
    return [h('h4', said('responses')), tabs(answers, `${operation.id}-answer`)];
}

/** Tabs by status: arrows move between them, and a panel is made when it is shown. */
function tabs(answers, id) {
    const panel = h('div.panel', { role: 'tabpanel', id: `${id}-panel` });
    const list = h('div.tabs', { role: 'tablist', 'data-word-label': 'status' });
    const choose = (index) => {
        [...list.children].forEach((tab, at) => {
            tab.setAttribute('aria-selected', String(at === index));
            tab.tabIndex = at === index ? 0 : -1;
        });
        panel.setAttribute('aria-labelledby', `${id}-${answers[index].status}`);
        panel.replaceChildren(...responsePanel(answers[index].response));
    };
    list.append(
        ...answers.map(({ status }, at) =>
            h(
                `button.tab.s${status[0]}`,
                {
                    type: 'button',
                    role: 'tab',
                    id: `${id}-${status}`,
                    'aria-controls': panel.id,
                    onclick: () => choose(at),
                },
                status,
            ),
        ),
    );
    list.addEventListener('keydown', (event) => {
        const next = moved(event.key, [...list.children].indexOf(event.target), answers.length);
        if (next === undefined) return;
        event.preventDefault();
        choose(next);
        list.children[next].focus();
    });
    choose(0);
    return [list, panel];
}

function moved(key, from, count) {
    return { ArrowRight: (from + 1) % count, ArrowLeft: (from + count - 1) % count, Home: 0, End: count - 1 }[key];
}

function responsePanel(response) {
    const media = mediaOf(response.content);
    const problems = problemsOf(response);
    const about = problems.length ? problemList(problems) : markdown(response.description);
    if (!media) return [h('div.sides', h('div.left', about, h('p', said('nothing'))))];
    const schema = problems.length ? folded(media.schema) : schemaOf(media.schema);
    const card = exampleCard('response', examplesOf(media));
    return [h('div.sides', h('div.left', about, schema), h('div.right', card))];
}

function problemList(problems) {
    const row = ({ slug, meaning }) =>
        h('li', h('div.term', h('a', { href: `#problem-${slug}` }, code(slug))), h('div.about', markdown(meaning)));
    return h('ul.fields', problems.map(row));
}
