import '../style/base.css';

import { createRoot } from 'react-dom/client';

import { LanguageProvider } from '../i18n/language';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(<LanguageProvider>{null}</LanguageProvider>);
}
