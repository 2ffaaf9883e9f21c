// Elements of the page. Texts of the document become text nodes only, so that none of them can become markup.

import { speak } from './words.js';

/**
 * An element: `h('p.note', { id: 'a', onclick: f }, 'text', child)`, also without attributes. Attributes and children
 * that are absent or false are left out.
 */
export function h(tag, ...content) {
    const attributes = content[0]?.constructor === Object ? content.shift() : {};
    const [name, ...classes] = tag.split('.');
    const element = document.createElement(name);
    if (classes.length) element.className = classes.join(' ');
    for (const [key, value] of Object.entries(attributes)) {
        if (value === undefined || value === null || value === false) continue;
        if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
        else element.setAttribute(key, value === true ? '' : value);
    }
    element.append(
        ...content.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false),
    );
    speak(element);
    return element;
}

let lastId = 0;
export const freshId = () => `e${(lastId += 1)}`;

export const code = (text) => h('code', String(text));

/** A `<details>` whose inside is made when it is first opened: schemas are deep, and most are never looked into. */
export function fold(tag, summary, inside) {
    const details = h(tag, h('summary', summary));
    details.addEventListener('toggle', () => details.append(...[inside()].flat()), { once: true });
    return details;
}

/** A word of the frame, as an element. */
export const said = (name, values) => h('span', { 'data-word': name, 'data-values': values && JSON.stringify(values) });
