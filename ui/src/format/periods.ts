import type { Language } from '../i18n/words';

const LOCALES: Record<Language, string> = { en: 'en-GB', ru: 'ru-RU' };

/** How a language writes the periods of reports: `2026-03` is `Mar 2026`, `2026-Q1` `Q1 2026`, a day or a week `10 Mar 26`. */
export function periods(language: Language): (period: string) => string {
  const locale = LOCALES[language];
  const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric' });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: '2-digit' });
  return (period) => {
    const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
    if (quarter)
      return language === 'ru' ? `${quarter[2]} кв. ${quarter[1]}` : `Q${quarter[2]} ${quarter[1]}`;
    if (/^\d{4}-\d{2}$/.test(period)) return plain(month.format(new Date(`${period}-01T00:00:00`)));
    if (/^\d{4}-\d{2}-\d{2}$/.test(period))
      return plain(day.format(new Date(`${period}T00:00:00`)));
    return period;
  };
}

/** Without the «г.» of a Russian year. */
function plain(text: string): string {
  return text.replace(/\s?г\.$/, '');
}
