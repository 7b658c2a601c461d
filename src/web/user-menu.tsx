import { UserOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown } from 'antd'
import { useNavigate } from 'react-router'
import { type Language, LANGUAGE_LABEL, LANGUAGES } from '#kernel/language.ts'
import { api } from '#kernel/web/api.ts'
import type { Me } from '#kernel/web/me.ts'
import { sentenceOf } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { ME_KEY } from '#kernel/web/use-me.ts'
import { setLanguage, useWords } from '#kernel/web/words.ts'
import { signOut } from './sign-out.ts'

/** Own account, language, and the way out. */
export function UserMenu({ me }: { me: Me }) {
  const t = useWords()
  const community = useCommunity()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { message } = App.useApp()
  const speak = async (language: Language) => {
    try {
      await setLanguage(language)
    } catch {
      // Its dictionary is a file of its own, and may be out of reach.
      void message.error(t('这种语言没有载入，请稍后再试。'))
      return
    }
    client.setQueryData<Me>(ME_KEY, { ...me, account: { ...me.account, language } })
    await api.put('/api/session/language', { language }).catch((cause: unknown) => message.error(sentenceOf(cause, t)))
    // Sentences made by the server come in the new language too.
    await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== ME_KEY[0] })
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'role', type: 'group', label: `${me.account.name} · ${t(community.roleLabel)}` },
          { key: 'account', label: t('我的账号'), onClick: () => void navigate(community.href('/account')) },
          { type: 'divider' },
          ...LANGUAGES.map((language) => ({
            key: language,
            label: <span lang={language}>{LANGUAGE_LABEL[language]}</span>,
            onClick: () => void speak(language),
          })),
          { type: 'divider' },
          { key: 'out', label: t('退出登录'), onClick: () => void signOut() },
        ],
      }}
    >
      <Button type="text" icon={<UserOutlined aria-hidden />} aria-haspopup="menu">
        <span className="bar-user">{me.account.name}</span>
        <span className="unseen">{t('（账号菜单）')}</span>
      </Button>
    </Dropdown>
  )
}
