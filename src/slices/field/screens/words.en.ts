/** The English of this slice's screens. */
export const words: Record<string, string> = {
  // pages
  手机送来: 'From phones',
  手机情况: 'Phones',
  手机入口: 'Phone entry',
  手机的页面: 'Pages about phones',
  送来待处理: 'Waiting',

  // the list
  '手机送来、没能直接入账的先放在这里，一条也不丢。核对后代为入账，或者写明原因搁置，手机上会看到结果。':
    'What phones sent and could not go straight into the ledger is kept here; nothing is lost. Record it for its sender or set it aside with a reason; the phone hears which.',
  手机送来的记录: 'Records sent by phones',
  处理情况: 'Settled',
  待处理: 'Waiting',
  已代为入账: 'Recorded for the sender',
  已搁置: 'Set aside',
  新问题: 'New problem',
  问题办理: 'Step of a problem',
  撤回记录: 'Withdrawal of a record',
  没有等待处理的: 'Nothing is waiting',
  '手机送来的都已直接入账。送不进去的会出现在这里，首页也会提醒。':
    'Everything phones sent went straight in. What cannot will be shown here, and the home page will say so.',
  还没有代为入账的: 'Nothing was recorded for a sender yet',
  没有搁置的: 'Nothing was set aside',
  送来的是: 'What it is',
  谁送来的: 'Sent by',
  收到时间: 'Received',
  谁处理的: 'Settled by',
  '没有入账的原因（对送来的人说的）': 'Why it was not recorded, as its sender was told',
  '没有直接入账，对送来的人说的是：{problem}': 'Not recorded by itself; its sender was told: {problem}',
  '{told} 张': '{told} photos',
  '{told} 张，{left} 张还没到': '{told} photos, {left} not here yet',

  // one of them
  来由: 'Where it comes from',
  哪部手机: 'Phone',
  '尾号 {phone}': 'ending in {phone}',
  手机上保存的时间: 'Saved on the phone',
  '{at}（手机时钟{clock}）': '{at} (phone clock {clock})',
  '快 {much}': '{much} fast',
  '慢 {much}': '{much} slow',
  两份并排: 'Both versions',
  手机送来的内容: 'What the phone sent',
  手机送来的: 'From the phone',
  现在的记录: 'The record now',
  现在的问题: 'The problem now',
  看现在的记录: 'Open the record',
  看现在的问题: 'Open the problem',
  '现在的内容由{who}在{at}写下。': 'What stands was written by {who} at {at}. ',
  不同: 'differs',
  严重程度: 'Severity',
  当场整改: 'Fixed on the spot',
  办理: 'Step',
  随它送来的照片: 'Photos that came with it',
  '还有 {count} 张在手机上没有传到；代为入账以后再传到的，会自动附上。':
    '{count} are still on the phone; those that arrive after it is recorded are added by themselves.',
  '关于同一条，还有这些在等': 'Others waiting about the same record',
  '{who}已搁置这一条：{reason}': '{who} set this aside: {reason}',
  '{who}已代为入账。': '{who} recorded it for the sender.',
  '同一部手机后来又改过，改后的已经入账；这一份是更早的。多半应当搁置。':
    'The same phone changed it later and that change is recorded; this is an earlier one. It should most likely be set aside.',

  // settling
  代为入账: 'Record for the sender',
  代为办理: 'Take the step',
  代为撤回: 'Withdraw it',
  用手机送来的替换: 'Replace with the phone’s version',
  替换: 'Replace',
  搁置: 'Set aside',
  '不替换，搁置': 'Keep what stands, set aside',
  重新拿出来处理: 'Take it up again',
  '记录改成手机送来的内容；现在的内容留在修改历史里，随时查得到。':
    'The record takes the phone’s version; what stands now stays in its history.',
  '以{who}的名义记下，照片一并附上；修改历史里写明由您代办。':
    'It is recorded in the name of {who}, photos included; the history says that you did it.',
  '它不进台账，但一直保留，可以重新拿出来处理；{who}会在手机上看到原因。':
    'It stays out of the ledger but is kept and can be taken up again; {who} sees the reason on the phone.',
  '已代{who}入账': 'Recorded for {who}',
  '已搁置，手机上会看到原因': 'Set aside; the phone will show the reason',
  已重新放到待处理: 'It waits again',
  '有 {count} 张照片这条记录收不下，没有附上。': '{count} photos did not fit the record and were not added.',

  // phones
  '只看要不要帮忙：照片传齐没有、时钟准不准。不记轨迹，不算在线时长。还没送出的只有手机自己知道。':
    'Only what helps: whether photos are missing and clocks are right. No tracks, no time online. What is unsent only the phone knows.',
  手机: 'Phone',
  最近一次送来记录: 'Last record received',
  '还差 {count} 张没传到': '{count} not here yet',
  都传到了: 'All here',
  手机时钟: 'Clock',
  '{off}，请校准': '{off}; set it right',
  还不知道: 'Not known yet',
  准: 'Right',
  还没有手机送来过记录: 'No phone has sent anything yet',
  '到“手机入口”打印二维码，请网格员、志愿者扫码使用。':
    'Print the code under “Phone entry” and let grid members and volunteers scan it.',

  // the code to enter by
  '网格员、志愿者用手机扫码，没有网络也能记，有网络时自动送来。':
    'Grid members and volunteers scan it. It records without a network and sends when there is one.',
  打印这一页: 'Print this page',
  '您现在用的是本机地址，手机打不开。请从手机能访问的 https:// 网址打开本页，再打印。':
    'This is an address of this machine alone; phones cannot open it. Open this page under an https:// address that phones can reach, then print.',
  '这个网址不是 HTTPS，手机浏览器会拒绝离线使用、安装和保存照片。请系统管理员先按部署说明配好证书，再从 https:// 的网址打开本页打印。':
    'This address is not HTTPS: phones will refuse to work offline, to install it and to keep photos. Have a certificate set up as the deployment guide says, then open and print this page under https://.',
  '{community}手机记录': '{community}: records by phone',
  手机入口二维码: 'Code of the phone entry',
  '用手机相机或浏览器扫码打开。在微信、企业微信里打开的，点右上角“…”，选“在浏览器打开”。':
    'Scan with the camera or a browser. If WeChat or WeCom opened it, tap “…” at the top right and choose “open in browser”.',
  '用办公室发给您的登录名登录。': 'Sign in with the name the office gave you.',
  '安卓：在浏览器菜单里选“安装”或“添加到主屏幕”。':
    'Android: choose “Install” or “Add to home screen” in the browser’s menu.',
  '苹果：点浏览器下方的分享按钮，选“添加到主屏幕”。':
    'iPhone: tap the share button below and choose “Add to home screen”.',
  '以后从主屏幕的图标打开。显示“已保存”就是存在手机里了，关机也不会丢；有网络时自动送到社区。':
    'From then on open it by its icon. “Saved” means it is on the phone and stays there even when switched off; it is sent when there is a network.',

  // a phone's file
  打开手机导出的文件: 'Open a phone’s file',
  '手机上传不了时，可以在手机“未上传”页导出加密文件交到这里。密码由导出的人另外告诉您，只在这台电脑上解开。':
    'When a phone cannot send, its “unsent” page writes an encrypted file for you. Whoever exported it tells you the password another way; it is opened on this computer alone.',
  文件的密码: 'Password of the file',
  打开: 'Open',
  交到待处理: 'Put to what waits',
  已交到待处理: 'Put to what waits',
  完成: 'Done',
  正在交: 'Handing in',
  文件里的记录: 'Records in the file',
  '文件里有 {count} 条，其中 {taken} 条这里还没有。交到待处理后，由您逐条核对，不会直接入账。':
    'The file holds {count}; {taken} of them are not here yet. Once handed in they wait for you to look at; nothing goes straight into the ledger.',
  '另有别的社区（代号 {codes}）的记录，这里不收，请交给那个社区的资料员打开。':
    'It also holds records of another community ({codes}), which are not taken here. Let the clerk there open it.',
  '文件里写的是：{who}，{at}': 'The file says: {who}, {at}',
  '文件里写的是：{author}（{who}交来）': 'The file says: {author} (handed in by {who})',
  '照片 {count} 张': '{count} photos',
  这里没有的账号: 'an account unknown here',
  读不出来的一条: 'One that cannot be read',
  这里还没收到过: 'Not here yet',
  已经在待处理里: 'Waiting here already',
  已经入账: 'In the ledger already',
  已经搁置过: 'Was set aside before',
  更新的一版已经入账: 'A later version is in the ledger',
  '没有收。': 'Not taken.',
  '暂时没有收。': 'Not taken for now.',
  '交了 {taken} 条、照片 {photos} 张到待处理；原来就有的 {here} 条，没有收的 {left} 条。':
    '{taken} records and {photos} photos now wait here; {here} were here before, {left} were not taken.',
  '有 {count} 张照片文件里没有或收不下。': ' {count} photos are not in the file or could not be taken.',
  '文件太大（上限 {most} MB），不像是手机导出的。请核对选的是不是那个文件。':
    'The file is too large (limit {most} MB) to be from a phone. Check that it is the right one.',
  '这个文件读不出来，请重新选一次。': 'This file could not be read. Choose it again.',
  '文件里都是别的社区（代号 {codes}）的记录，请交给那个社区的资料员打开。':
    'All records in it belong to another community ({codes}). Let the clerk there open it.',
  '文件里没有记录。': 'There are no records in the file.',
  '这不是手机导出的文件。请选手机“未上传”页导出的那个 .ybz 文件。':
    'This was not exported by a phone. Choose the .ybz file from the phone’s “unsent” page.',
  '这个文件的版本这里还不认识，可能是更新的手机程序导出的。请先升级系统，再打开。':
    'This version of the file is unknown here; a newer phone app may have written it. Upgrade first, then open it.',
  '文件不完整，可能没有传完。请让对方重新发一次，或从手机重新导出。':
    'The file is cut short; it may not have come through. Ask for it again, or export it again.',
  '密码不对。请向导出的人核对密码（大小写、空格都要一样）。':
    'Wrong password. Check it with whoever exported the file (capitals and spaces count).',
  '文件被改动过或已损坏，没有打开。请从手机重新导出。':
    'The file was changed or damaged and was not opened. Export it from the phone again.',

  // several at once, and two that were one
  '代为入账所选 {count} 条': 'Record the {count} chosen',
  '代为入账 {count} 条': 'Record {count} for their senders',
  '这些都只差有人核对，没有别的问题。每一条单独入账，办不了的会列出来，仍在待处理里。':
    'Nothing but somebody’s look is missing. Each goes in on its own; those that cannot are listed and stay here.',
  '只差有人核对的，可以勾选几条一起代为入账；别的请点开逐条看。':
    'Those that only wait for a look can be ticked and recorded together; open the others one by one.',
  正在入账: 'Recording',
  处理完了: 'Finished',
  '已入账 {done} 条。': '{done} recorded.',
  '其中 {count} 条要再看：': ' {count} need another look:',
  '已入账，但有 {count} 张照片收不下。': 'Recorded, but {count} photos could not be taken.',
  另记一笔: 'Record as another',
  已另记一笔: 'Recorded as another',
  '{who}已另记一笔。': '{who} recorded it as another.',
  看另记的那一笔: 'See the other record',
  '现有的记录不动；手机送来的另记成一条新记录，照片一并附上，修改历史里写明从哪里来。本来就是两件事（比如上午一次、下午一次）的，用这一项。':
    'What stands stays as it is; what the phone sent becomes a new record with its photos, and history says where it came from. For what really happened twice, such as once in the morning and once in the afternoon.',
  '文件里写的人没有登录作证，所以以您的名义记下，照片一并附上；文件里怎么写的，留在历史里。':
    'Nobody signed in for the name in the file, so it is recorded in your name with its photos; what the file says stays in history.',
  '日期（手机写的是 {said}，按时钟偏差推算后应为下面这天，可以改）':
    'Day (the phone wrote {said}; by its clock’s error it should be this one, which you may change)',
}
