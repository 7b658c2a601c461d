#!/bin/sh
# Double-click (choose "run in a terminal") to start the ledger on a Linux desktop such as 麒麟 or 统信, or run it in a
# terminal. Needs Node 20 or newer; everything else is fetched the first time.
here=$(cd "$(dirname "$0")" && pwd) || exit 1

# A file manager may start us without a window; then we ask for one, or nobody would see the address.
if [ ! -t 1 ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ -z "${YBZ_IN_WINDOW:-}" ]; then
  YBZ_IN_WINDOW=1
  export YBZ_IN_WINDOW
  for terminal in x-terminal-emulator mate-terminal deepin-terminal gnome-terminal xfce4-terminal konsole xterm; do
    command -v "$terminal" >/dev/null 2>&1 || continue
    case $terminal in
      gnome-terminal) exec "$terminal" -- "$here/start.sh" ;;
      mate-terminal | xfce4-terminal) exec "$terminal" -x "$here/start.sh" ;;
      *) exec "$terminal" -e "$here/start.sh" ;;
    esac
  done
fi

cd "$here" || exit 1
# Closed windows and Ctrl-C stop the server; this script stays to show its last words.
trap : INT
if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1; then
  npm start
  code=$?
else
  echo '没有找到 Node.js。请先安装 Node.js 20 或更新的版本（含 npm），再运行本文件。'
  echo 'Node.js 20 or newer with npm is needed. Install it, then run this file again.'
  code=1
fi
if [ -t 0 ]; then
  printf '\n服务已停止。按回车键关闭窗口。 The server has stopped. '
  read -r _ || :
fi
exit "$code"
