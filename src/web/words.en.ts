/** English for sign-in, the shell and the home page. */
export const words: Record<string, string> = {
  一本账: 'Yibenzhang',
  语言: 'Language',
  '正在打开…': 'Opening…',
  页面没有打开: 'The page did not open',
  '可能是系统刚刚更新，或网络中断。刷新即可继续，已保存的内容不受影响。':
    'The system may just have been updated, or the network was cut. Refresh to go on; what was saved is safe.',
  刷新: 'Refresh',
  切换社区: 'Switch community',
  没有权限: 'No access',
  '您在{community}的角色是“{role}”，不能打开这个页面。如确有需要，请联系本社区管理员。':
    'In {community} your role is {role}, which may not open this page. If you need it, ask the administrator of the community.',
  回到首页: 'Back to the home page',
  还不能进入社区: 'No community yet',
  '您的账号还没有分配到任何社区。请联系管理员在“设置 › 账号”里给您一个角色。':
    'Your account belongs to no community yet. Ask an administrator to give you a role under Settings › Accounts.',
  退出登录: 'Sign out',
  没有这个页面: 'No such page',
  '地址可能写错了，或内容已被移除。请从左侧菜单进入，或回到首页。':
    'The address may be wrong, or the content was removed. Use the menu, or go back to the home page.',
  跳到正文: 'Skip to content',
  打开菜单: 'Open menu',
  主菜单: 'Main menu',
  '这是演示社区，内容都是样例，可以随意试用。正式使用请另建社区。':
    'This is a demo community; everything in it is a sample, feel free to try. Make a community of your own for real work.',
  登录: 'Sign in',
  登录名: 'Login name',
  密码: 'Password',
  '正在登录…': 'Signing in…',
  '没有账号或忘记密码：请本社区管理员发一个一次性登录链接。':
    'No account, or password forgotten: ask the administrator of your community for a one-time link.',
  已登录: 'Signed in',
  '可以关闭这个窗口，回到原来的页面再点一次保存。': 'You may close this window, go back and save again.',
  我的账号: 'My account',
  '（账号菜单）': '(account menu)',
  '密码至少 {count} 个字符。': 'A password has at least {count} characters.',
  '两次输入的密码不一致，请重新输入。': 'The two passwords differ; type them again.',
  链接不完整: 'The link is not complete',
  '请从管理员发来的消息里完整复制链接再打开。':
    'Copy the whole link from the message you were sent, and open it again.',
  去登录: 'Go to sign-in',
  设置密码: 'Set a password',
  '这个链接只能用一次。设好密码后直接进入系统，以后用登录名和密码登录。':
    'This link works once. With the password set you are in; from then on sign in with login name and password.',
  新密码: 'New password',
  '至少 {count} 个字符，可用一句容易记住的话。': 'At least {count} characters; a sentence you remember will do.',
  再输一次: 'Once more',
  保存并进入: 'Save and enter',
  '这种语言没有载入，请稍后再试。': 'This language did not load; try again later.',
  动态码: 'One-time code',
  '打开手机上的验证器，输入 6 位动态码；手机不在身边时输入一条恢复码。':
    'Open the authenticator on your phone and type its six digits; without the phone, a recovery code.',
  '您管理着账号，建议开启动态码登录，密码泄露也进不来。':
    'You keep accounts: turn on one-time codes, so that a leaked password opens nothing.',
  去开启: 'Turn on',
  '{count} 条待处理': '{count} waiting',
}
