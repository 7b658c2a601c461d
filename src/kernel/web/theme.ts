import type { ThemeConfig } from 'antd'

/**
 * Calm and legible: one deep blue, grey ground, square-ish corners. Every text colour keeps a contrast of 4.5 to 1 or
 * more on the ground it stands on, which the library's own lighter greys do not. Fonts are the machine's own, so an
 * office without a way out to the internet sees the same page.
 */
const FONTS =
  "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', system-ui, sans-serif"

export const theme: ThemeConfig = {
  token: {
    fontFamily: FONTS,
    fontSize: 15,
    colorPrimary: '#1d4f91',
    colorInfo: '#1d4f91',
    colorLink: '#1d4f91',
    colorLinkHover: '#163d70',
    colorSuccess: '#2a6b2f',
    colorWarning: '#8a5300',
    colorError: '#b3261e',
    colorInfoBg: '#eef3fa',
    colorSuccessBg: '#eef6ee',
    colorWarningBg: '#fff7e3',
    colorWarningBorder: '#e0bd72',
    colorErrorHover: '#961f18',
    colorErrorTextHover: '#961f18',
    colorErrorBg: '#fdf1f0',
    colorErrorBorder: '#e3a19c',
    colorText: '#1c2430',
    colorTextSecondary: '#48525f',
    colorTextTertiary: '#565f6b',
    colorTextQuaternary: '#5f6873',
    colorTextPlaceholder: '#666f7a',
    colorTextDescription: '#48525f',
    colorTextDisabled: '#6b737d',
    colorBorder: '#aeb7c2',
    colorBorderSecondary: '#d9dee5',
    colorBgLayout: '#f3f5f8',
    borderRadius: 4,
    controlHeight: 36,
    controlOutlineWidth: 3,
    wireframe: false,
  },
  components: {
    Table: { headerBg: '#eaeef4', headerColor: '#1c2430', cellPaddingBlock: 10, cellPaddingInline: 12 },
    Layout: { bodyBg: '#f3f5f8', headerBg: '#ffffff', siderBg: '#ffffff' },
    Form: { labelColor: '#1c2430', verticalLabelPadding: '0 0 4px' },
    Pagination: { itemSize: 32 },
    Tag: { defaultBg: '#eef1f5', defaultColor: '#28313d' },
  },
}
