import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { SnapApp } from './snap-app.tsx'
import { startLanguage } from './words.ts'

void startLanguage().finally(() =>
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <SnapApp />
    </StrictMode>,
  ),
)
