import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { listenForInstall } from './install.ts'
import { FieldApp } from './field-app.tsx'

listenForInstall()
if ('serviceWorker' in navigator) {
  // Without it the page still works, only not when it is opened with no network.
  navigator.serviceWorker.register('/m/sw.js', { scope: '/m/' }).catch(() => {})
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <FieldApp />
  </StrictMode>,
)
