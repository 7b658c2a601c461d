import type { Target } from './target.ts'

/** Targets as an office's catalogue might hold them; for tests only. */
export const cleanup: Target = {
  code: 'cleanup',
  label: '卫生整治',
  aliases: ['环境卫生', '专项整治'],
  layout: 'table',
  fields: [
    { key: 'no', label: '序号', aliases: ['编号'], type: 'serial' },
    { key: 'day', label: '日期', aliases: ['时间', '整治日期', '开展时间'], type: 'day', required: true },
    { key: 'place', label: '地点', aliases: ['点位', '区域', '整治地点'], type: 'place', required: true },
    { key: 'piles', label: '清理垃圾', aliases: ['垃圾', '乱堆垃圾', '垃圾堆放点'], type: 'quantity', unit: '处' },
    { key: 'tons', label: '清运垃圾', aliases: ['清理垃圾', '垃圾', '垃圾量'], type: 'quantity', unit: '吨' },
    { key: 'ads', label: '清除小广告', aliases: ['小广告', '野广告'], type: 'quantity', unit: '条' },
    { key: 'cars', label: '规范停车', aliases: ['乱停乱放', '车辆'], type: 'quantity', unit: '辆' },
    { key: 'note', label: '备注', aliases: ['说明'], type: 'text' },
  ],
}

export const event: Target = {
  code: 'event',
  label: '志愿活动',
  aliases: ['志愿服务活动', '活动记录'],
  layout: 'table',
  fields: [
    { key: 'no', label: '序号', aliases: ['场次'], type: 'serial' },
    { key: 'day', label: '活动日期', aliases: ['日期', '时间', '活动时间'], type: 'day', required: true },
    { key: 'place', label: '活动地点', aliases: ['地点'], type: 'place' },
    { key: 'theme', label: '主题', aliases: ['活动主题', '活动内容'], type: 'text', required: true },
    { key: 'teams', label: '服务队', aliases: ['参加队伍', '组织单位'], type: 'parties' },
    { key: 'heads', label: '参与人次', aliases: ['参加人数', '人次'], type: 'quantity', unit: '人次' },
    { key: 'hours', label: '时长', aliases: ['活动时长', '服务时长'], type: 'quantity', unit: '小时' },
  ],
}

export const issue: Target = {
  code: 'issue',
  label: '问题清单',
  aliases: ['问题台账', '整改台账'],
  layout: 'table',
  fields: [
    { key: 'no', label: '序号', aliases: [], type: 'serial' },
    { key: 'day', label: '发现日期', aliases: ['检查日期'], type: 'day', required: true },
    { key: 'place', label: '点位', aliases: ['位置'], type: 'place', required: true },
    { key: 'what', label: '问题', aliases: ['存在问题', '问题描述'], type: 'text', required: true },
    { key: 'who', label: '责任单位', aliases: ['责任部门'], type: 'party' },
    { key: 'within', label: '整改时限', aliases: ['期限'], type: 'duration' },
    {
      key: 'state',
      label: '状态',
      aliases: ['整改情况'],
      type: 'choice',
      options: ['未整改', '已整改'],
      required: true,
    },
    { key: 'demo', label: '示范点', aliases: ['是否示范'], type: 'flag' },
  ],
}

export const profile: Target = {
  code: 'profile',
  label: '社区概况',
  aliases: ['基本情况'],
  layout: 'pairs',
  fields: [
    { key: 'east', label: '东至', aliases: [], type: 'text' },
    { key: 'west', label: '西至', aliases: [], type: 'text' },
    { key: 'area', label: '辖区面积', aliases: ['面积'], type: 'quantity', unit: '平方公里' },
    { key: 'homes', label: '常住户数', aliases: ['居民户数', '户数'], type: 'quantity', unit: '户' },
    { key: 'people', label: '常住人口', aliases: ['人口'], type: 'quantity', unit: '人' },
    { key: 'yards', label: '居民楼院', aliases: ['楼院数'], type: 'quantity', unit: '个' },
  ],
}

export const ALL: Target[] = [profile, cleanup, event, issue]
