import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImportSheet } from '../schema.ts'
import { yearOfSheets, yearOfText } from './find-year.ts'

test('a name says its year, unless it says two', () => {
  assert.equal(yearOfText('柳树湾社区2019年创城台账.xlsx'), 2019)
  assert.equal(yearOfText('2019-2021汇总.xlsx'), null)
  assert.equal(yearOfText('电话 13920201234'), null)
})

const sheet = (name: string, title: string, hidden = false) => ({ sheet: name, title, hidden }) as ImportSheet

test('the year of most sheets counts, hidden ones have no say', () => {
  const sheets = [
    sheet('环境整治', '2021年环境整治台账'),
    sheet('会议', '2021年会议记录'),
    sheet('旧表', '2018年台账', true),
    sheet('旧表二', '2018年台账', true),
    sheet('概况', '基本情况'),
  ]
  assert.equal(yearOfSheets(sheets), 2021)
  assert.equal(yearOfSheets([sheet('甲', '2020年'), sheet('乙', '2021年')]), null)
})
