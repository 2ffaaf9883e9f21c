// What the reader has chosen: language, theme, key.

import { WORDS, speak } from './words.js';

/** Where the key for trying calls is kept, in the storage of the session. */
export const KEY = 'regulars.key';
const LANGUAGE = 'regulars.language';
const THEME = 'regulars.theme';

/** Storage may be forbidden to the page; then choices last as long as the page. */
const memory = {};

export function recall(storage, name) {
    try {
        return window[storage].getItem(name) ?? '';
    } catch {
        return memory[name] ?? '';
    }
}

export function keep(storage, name, value) {
    memory[name] = value;
    try {
        if (value) window[storage].setItem(name, value);
        else window[storage].removeItem(name);
    } catch {
        /* It is in memory. */
    }
}

function chooseLanguage(language) {
    document.documentElement.lang = language;
    for (const button of document.querySelectorAll('[data-language]')) {
        button.setAttribute('aria-pressed', String(button.dataset.language === language));
    }
    document.querySelectorAll('[data-word], [data-word-label], [data-word-placeholder]').forEach(speak);
}

function chooseTheme(theme) {
    document.documentElement.dataset.theme = theme;
    document.getElementById('theme').setAttribute('aria-pressed', String(theme === 'dark'));
}

export function startSettings() {
    const preferred = navigator.language?.toLowerCase().startsWith('ru') ? 'ru' : 'en';
    const kept = recall('localStorage', LANGUAGE);
    chooseLanguage(kept in WORDS ? kept : preferred);
    for (const button of document.querySelectorAll('[data-language]')) {
        button.addEventListener('click', () => {
            keep('localStorage', LANGUAGE, button.dataset.language);
            chooseLanguage(button.dataset.language);
        });
    }
    startTheme(window.matchMedia('(prefers-color-scheme: dark)'));
}

/** The theme follows the system until one is chosen here. */
function startTheme(system) {
    const preferred = () => recall('localStorage', THEME) || (system.matches ? 'dark' : 'light');
    chooseTheme(preferred());
    system.addEventListener('change', () => chooseTheme(preferred()));
    document.getElementById('theme').addEventListener('click', () => {
        const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
        keep('localStorage', THEME, theme);
        chooseTheme(theme);
    });
}
