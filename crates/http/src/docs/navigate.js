// Finding one's way: the list of calls, its filter, the menu, the mark at what is being read.

import { chapterId, method } from './call.js';
import { problems } from './document.js';
import { h, said } from './element.js';

const entry = (id, content) => h('li', h('a', { href: `#${id}` }, content));

/** A path that is broken before a slash where it must be. */
const breakable = (path) => path.split(/(?=\/)/).map((part) => [h('wbr'), part]);

export function navigationOf(all) {
    const call = (operation) => {
        const { id, path, summary, tag } = operation;
        const item = entry(id, [
            method(operation.method),
            h('span.name', { lang: 'en' }, breakable(path.replace(/^\/v\d+(?=\/)/, ''))),
        ]);
        item.dataset.words = [operation.method, path, summary, id, tag].join(' ').toLowerCase();
        item.firstChild.title = summary ?? '';
        return item;
    };
    const group = ({ name, calls }) =>
        h(
            'section.group',
            h('h2', { lang: 'en' }, h('a', { href: `#${chapterId(name)}` }, name)),
            h('ul', calls.map(call)),
        );
    const about = h('ul.about', entry('intro', said('intro')), entry('authentication', said('authentication')));
    const last = problems().length > 0 && h('ul.about', entry('problems', said('problems')));
    return [about, ...all.map(group), last].filter(Boolean);
}

export function startFilter() {
    const filter = document.getElementById('filter');
    filter.addEventListener('input', () => narrow(filter.value.toLowerCase().split(/\s+/).filter(Boolean)));
    filter.addEventListener('keydown', (event) => {
        if (event.key === 'Enter') document.querySelector('#list li[data-words]:not([hidden]) a')?.click();
        if (event.key === 'Escape' && filter.value) {
            event.stopPropagation();
            filter.value = '';
            narrow([]);
        }
    });
    document.addEventListener('keydown', (event) => {
        const typing = event.target.closest?.('input, textarea, select');
        if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        openMenu(true);
        filter.focus();
    });
}

/** Leaves in the navigation the calls that have every word. */
function narrow(words) {
    let n = 0;
    for (const item of document.querySelectorAll('#list li[data-words]')) {
        item.hidden = !words.every((part) => item.dataset.words.includes(part));
        n += item.hidden ? 0 : 1;
    }
    for (const group of document.querySelectorAll('#list .group'))
        group.hidden = !group.querySelector('li:not([hidden])');
    for (const about of document.querySelectorAll('#list .about')) about.hidden = words.length > 0;
    const found = words.length ? [said(n ? 'found' : 'noneFound', { n })] : [];
    document.getElementById('found').replaceChildren(...found);
}

/** On a narrow screen the navigation is a menu. */
function openMenu(open) {
    document.getElementById('menu').setAttribute('aria-expanded', String(open));
    document.body.classList.toggle('menu-open', open);
}

export function startMenu() {
    const menu = document.getElementById('menu');
    const isOpen = () => menu.getAttribute('aria-expanded') === 'true';
    menu.addEventListener('click', () => openMenu(!isOpen()));
    document.getElementById('list').addEventListener('click', (event) => event.target.closest('a') && openMenu(false));
    document.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape' || !isOpen()) return;
        openMenu(false);
        menu.focus();
    });
}

/** Marks in the navigation what is being read: the first section that reaches into the upper part of the window. */
export function watchSections() {
    const sections = [...document.querySelectorAll('section.intro, section.call')];
    const visible = new Set();
    const observer = new IntersectionObserver(
        (entries) => {
            for (const { target, isIntersecting } of entries) {
                if (isIntersecting) visible.add(target);
                else visible.delete(target);
            }
            const current = sections.find((section) => visible.has(section));
            if (current) mark(current.id);
        },
        { rootMargin: '-108px 0px -60% 0px' },
    );
    sections.forEach((section) => observer.observe(section));
}

function mark(id) {
    const link = document.querySelector(`#list a[href="#${CSS.escape(id)}"]`);
    if (!link || link.getAttribute('aria-current')) return;
    document.querySelector('#list [aria-current]')?.removeAttribute('aria-current');
    link.setAttribute('aria-current', 'location');
    // Not `scrollIntoView`: it would move the page as well.
    const pane = document.getElementById('navigation');
    const [top, bottom] = [link.offsetTop, link.offsetTop + link.offsetHeight];
    if (top < pane.scrollTop + 80 || bottom > pane.scrollTop + pane.clientHeight)
        pane.scrollTop = top - pane.clientHeight / 3;
}
