import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { SnapApp } from './snap-app.tsx'

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <SnapApp />
  </StrictMode>,
)
