import { App as Messages, ConfigProvider, type ConfigProviderProps } from 'antd'
import en from 'antd/es/locale/en_US.js'
import hant from 'antd/es/locale/zh_TW.js'
import zh from 'antd/es/locale/zh_CN.js'
import { useEffect } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import type { Language } from '#kernel/language.ts'
import { Loading } from '#kernel/web/loading.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { theme } from '#kernel/web/theme.ts'
import { useMe } from '#kernel/web/use-me.ts'
import { i18n, setLanguage, useWords } from '#kernel/web/words.ts'
import { CommunityFrame } from './community-frame.tsx'
import { lastCommunity } from './last-community.ts'
import { NoCommunityPage } from './no-community-page.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { OfficeFrame } from './office-frame.tsx'

// The library's types speak of CommonJS modules; what is bundled are modules with a default export.
const LIBRARY_WORDS = { 'zh-CN': zh, 'zh-Hant': hant, en } as unknown as Record<Language, ConfigProviderProps['locale']>

/** Everything behind sign-in. */
export function Office() {
  useWords()
  return (
    <ConfigProvider
      theme={theme}
      locale={LIBRARY_WORDS[i18n.locale as Language]}
      button={{ autoInsertSpace: false }}
      // Grey on grey is no hint; the theme's own colours keep their contrast.
      wave={{ disabled: true }}
    >
      <Messages message={{ duration: 4 }}>
        <SignedIn />
      </Messages>
    </ConfigProvider>
  )
}

function SignedIn() {
  const me = useMe()
  const language = me.data?.account.language
  useEffect(() => {
    if (language && language !== i18n.locale) void setLanguage(language)
  }, [language])
  if (me.isError)
    return (
      <main className="gate">
        <ProblemNotice problem={me.error} retry={() => void me.refetch()} />
      </main>
    )
  if (!me.data)
    return (
      <main className="gate">
        <Loading />
      </main>
    )
  const { communities, offices } = me.data
  const [office] = offices
  if (communities.length === 0 && !office) return <NoCommunityPage />
  const start =
    communities.length > 0
      ? `/c/${encodeURIComponent(lastCommunity(communities).code)}/home`
      : `/o/${encodeURIComponent(office!.code)}/accounts`
  return (
    <Routes>
      <Route path="/" element={<Navigate to={start} replace />} />
      <Route path="/c/:code/*" element={<CommunityFrame me={me.data} />} />
      <Route path="/o/:code/*" element={<OfficeFrame me={me.data} />} />
      <Route
        path="*"
        element={
          <main className="gate">
            <NotFoundPage />
          </main>
        }
      />
    </Routes>
  )
}
