import '../style/base.css';

import { createRoot } from 'react-dom/client';

import { LanguageProvider } from '../i18n/language';
import { keepOffline } from './offline/release';
import { Gate } from './session/Gate';
import { applyLook } from './session/look';

applyLook();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <LanguageProvider>
      <Gate />
    </LanguageProvider>,
  );
}
// After what the page itself needs.
window.addEventListener('load', () => void keepOffline().catch(() => undefined), { once: true });
