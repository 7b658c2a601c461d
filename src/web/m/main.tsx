import { I18nProvider } from '@lingui/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { i18n } from '#kernel/web/words.ts'
import { FieldApp } from './field-app.tsx'
import { listenForInstall } from './install.ts'
import { startLanguage } from './language.ts'

listenForInstall()
if ('serviceWorker' in navigator) {
  // Without it the page still works, only not when it is opened with no network.
  navigator.serviceWorker.register('/m/sw.js', { scope: '/m/' }).catch(() => {})
}

void startLanguage().finally(() =>
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <FieldApp />
      </I18nProvider>
    </StrictMode>,
  ),
)
