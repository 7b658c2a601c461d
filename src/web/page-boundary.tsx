import { Button } from 'antd'
import { Component, type ReactNode } from 'react'
import { say } from '#kernel/web/words.ts'

/** A page that fails leaves the navigation standing, and says so. */
export class PageBoundary extends Component<{ children: ReactNode }, { cause: Error | null }> {
  override state: { cause: Error | null } = { cause: null }
  static getDerivedStateFromError(cause: Error) {
    return { cause }
  }
  override render() {
    const { cause } = this.state
    if (cause === null) return this.props.children
    return (
      <section className="panel panel-form" role="alert">
        <h1>{say('页面没有打开')}</h1>
        <p>{say('可能是系统刚刚更新，或网络中断。刷新即可继续，已保存的内容不受影响。')}</p>
        <p className="quiet">{cause.message}</p>
        <Button type="primary" onClick={() => window.location.reload()}>
          {say('刷新')}
        </Button>
      </section>
    )
  }
}
