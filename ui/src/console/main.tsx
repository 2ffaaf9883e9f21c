import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import '../style/base.css';

import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';

import { Problem } from '../api/problem';
import { LanguageProvider } from '../i18n/language';
import { nonce, shareNonce } from './nonce';
import { router } from './router';
import { theme, variables } from './theme';

/** A refusal stays one however often it is asked; only a lost connection is worth another try. */
const queries = new QueryClient({
  defaultOptions: {
    // A lost server is told of and asked again, whatever the browser thinks of its network.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      retry: (count, error) => !(error instanceof Problem) && count < 2,
      staleTime: 5_000,
    },
  },
});

shareNonce();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      getStyleNonce={nonce}
    >
      <LanguageProvider>
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-right" />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>,
  );
}
