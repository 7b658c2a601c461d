import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, dayAt } from './days.ts'
import { restDay } from './node/rest-day.ts'
import {
  dueAfterStop,
  dueAt,
  instantOf,
  LIMIT_UNITS,
  type LimitUnit,
  minutesWorked,
  plainlyWorked,
  USUAL_HOURS,
  type WorkCalendar,
} from './work-calendar.ts'

const official: WorkCalendar = { worked: (day) => restDay(day) === null, hours: USUAL_HOURS }

/** '2024-02-09 16:30' in Asia/Shanghai. */
function at(text: string): Date {
  const [day = '', clock = '00:00'] = text.split(' ')
  return new Date(`${day}T${clock}+08:00`)
}
/** The last worked or counted day of a limit: it runs to that day's midnight. */
const lastDay = (due: Date): Day => {
  assert.equal(
    due.getTime(),
    instantOf(addDays(dayAt(due.getTime() - 1), 1), 0).getTime(),
    'a limit in days ends at midnight',
  )
  return dayAt(due.getTime() - 1)
}
const days = (start: string, n: number, unit: LimitUnit): Day => lastDay(dueAt(at(start), { n, unit }, official))
const hours = (start: string, n: number): string =>
  new Date(dueAt(at(start), { n, unit: 'working-hours' }, official).getTime() + 8 * 3_600_000)
    .toISOString()
    .replace('T', ' ')
    .replace(/:00\.000Z$/, '')

describe('the official years', () => {
  // Rest days as the State Council decreed them, and the weekend days worked instead.
  const decreed: [year: string, rest: [Day, Day][], madeUp: Day[]][] = [
    [
      '2019',
      [
        ['2019-02-04', '2019-02-10'],
        ['2019-10-01', '2019-10-07'],
      ],
      ['2019-02-02', '2019-02-03', '2019-09-29', '2019-10-12'],
    ],
    [
      '2020',
      [
        ['2020-05-01', '2020-05-05'],
        ['2020-10-01', '2020-10-08'],
      ],
      ['2020-01-19', '2020-04-26', '2020-05-09', '2020-09-27', '2020-10-10'],
    ],
    [
      '2021',
      [
        ['2021-02-11', '2021-02-17'],
        ['2021-10-01', '2021-10-07'],
      ],
      ['2021-02-07', '2021-02-20', '2021-09-26', '2021-10-09'],
    ],
    [
      '2022',
      [
        ['2022-01-31', '2022-02-06'],
        ['2022-10-01', '2022-10-07'],
      ],
      ['2022-01-29', '2022-01-30', '2022-10-08', '2022-10-09'],
    ],
    [
      '2023',
      [
        ['2023-01-21', '2023-01-27'],
        ['2023-09-29', '2023-10-06'],
      ],
      ['2023-01-28', '2023-01-29', '2023-10-07', '2023-10-08'],
    ],
    [
      '2024',
      [
        ['2024-02-10', '2024-02-17'],
        ['2024-10-01', '2024-10-07'],
      ],
      ['2024-02-04', '2024-02-18', '2024-09-29', '2024-10-12'],
    ],
    [
      '2025',
      [
        ['2025-01-28', '2025-02-04'],
        ['2025-10-01', '2025-10-08'],
      ],
      ['2025-01-26', '2025-02-08', '2025-09-28', '2025-10-11'],
    ],
    [
      '2026',
      [
        ['2026-02-15', '2026-02-23'],
        ['2026-10-01', '2026-10-07'],
      ],
      ['2026-02-14', '2026-02-28', '2026-09-20', '2026-10-10'],
    ],
  ]

  for (const [year, rest, madeUp] of decreed) {
    it(`${year}: nothing runs out in a holiday, and made-up days count`, () => {
      for (const [from, to] of rest) {
        for (let day = from; day <= to; day = addDays(day, 1)) assert.equal(official.worked(day), false, day)
        // Whatever is allowed the evening before ends on a worked day after the last of them.
        const due = days(`${addDays(from, -1)} 17:00`, 1, 'working-days')
        assert.ok(due > to && official.worked(due), `${from} → ${due}`)
        // No minute of it is office time.
        assert.equal(minutesWorked(instantOf(from, 0), instantOf(to, 1440), official), 0)
      }
      for (const day of madeUp) {
        assert.equal(official.worked(day), true, day)
        assert.equal(plainlyWorked(day), false, `${day} is a day of the weekend`)
        assert.equal(minutesWorked(instantOf(day, 0), instantOf(day, 1440), official), 420)
      }
    })
  }

  it('a day and hours across the long holidays, counted by hand', () => {
    // National Day 2019: the Saturday after it is worked.
    assert.equal(days('2019-09-30 10:00', 1, 'working-days'), '2019-10-08')
    assert.equal(days('2019-09-30 10:00', 5, 'working-days'), '2019-10-12')
    assert.equal(days('2019-09-28 10:00', 1, 'working-days'), '2019-09-29')
    // Mid-autumn and National Day together, 2020.
    assert.equal(days('2020-09-30 18:30', 2, 'working-days'), '2020-10-10')
    assert.equal(days('2020-09-30 18:30', 2, 'calendar-days'), '2020-10-02')
    // Spring Festival 2024 with a worked Sunday on either side.
    assert.equal(days('2024-02-09 09:00', 1, 'working-days'), '2024-02-18')
    assert.equal(hours('2024-02-09 17:00', 2), '2024-02-18 09:30')
    // 2025: eight days from New Year's Eve on.
    assert.equal(hours('2025-01-27 16:00', 4), '2025-02-05 10:30')
    // 2026: nine days, and 14 February is a worked Saturday.
    assert.equal(days('2026-02-13 09:00', 1, 'working-days'), '2026-02-14')
    assert.equal(days('2026-02-14 09:00', 2, 'working-days'), '2026-02-25')
  })

  it('year ends', () => {
    assert.equal(days('2019-12-31 09:00', 1, 'working-days'), '2020-01-02')
    assert.equal(days('2020-12-31 09:00', 1, 'working-days'), '2021-01-04')
    assert.equal(days('2022-12-30 09:00', 1, 'working-days'), '2023-01-03')
    assert.equal(days('2023-12-29 09:00', 1, 'working-days'), '2024-01-02')
    assert.equal(days('2024-12-31 09:00', 1, 'working-days'), '2025-01-02')
    assert.equal(days('2025-12-31 09:00', 1, 'working-days'), '2026-01-04')
    assert.equal(hours('2025-12-31 17:30', 1), '2026-01-04 09:00')
    assert.equal(days('2020-12-31 23:59', 1, 'calendar-days'), '2021-01-01')
  })

  it('29 February', () => {
    assert.equal(days('2020-02-28 09:00', 1, 'calendar-days'), '2020-02-29')
    assert.equal(days('2024-02-28 09:00', 1, 'working-days'), '2024-02-29')
    assert.equal(days('2023-02-28 09:00', 1, 'working-days'), '2023-03-01')
    assert.equal(hours('2024-02-29 17:00', 2), '2024-03-01 09:30')
    assert.equal(days('2024-02-28 09:00', 366, 'calendar-days'), '2025-02-28')
  })
})

describe('the edges of a day', () => {
  it('the last millisecond belongs to its day, the next to the following', () => {
    assert.equal(lastDay(dueAt(at('2026-06-15 23:59:59.999'), { n: 1, unit: 'working-days' }, official)), '2026-06-16')
    assert.equal(lastDay(dueAt(at('2026-06-16 00:00:00.000'), { n: 1, unit: 'working-days' }, official)), '2026-06-17')
    assert.equal(hours('2026-06-15 23:59:59.999', 1), '2026-06-16 09:30')
    assert.equal(hours('2026-06-16 00:00', 1), '2026-06-16 09:30')
  })

  it('office hours: before they open, in the lunch break, at the stroke of closing', () => {
    assert.equal(hours('2026-06-15 07:00', 3.5), '2026-06-15 12:00')
    assert.equal(hours('2026-06-15 12:00', 1), '2026-06-15 15:30')
    assert.equal(hours('2026-06-15 13:10', 3.5), '2026-06-15 18:00')
    assert.equal(hours('2026-06-15 18:00', 0.5), '2026-06-16 09:00')
    assert.equal(hours('2026-06-12 17:59', 4), '2026-06-15 14:59')
    assert.equal(hours('2026-06-13 09:00', 7), '2026-06-15 18:00')
  })

  it('another office’s days and hours are laid over the official ones', () => {
    const own: WorkCalendar = {
      worked: (day) => (day === '2026-06-20' ? true : day === '2026-06-16' ? false : official.worked(day)),
      hours: [[540, 1020]],
    }
    assert.equal(lastDay(dueAt(at('2026-06-15 10:00'), { n: 1, unit: 'working-days' }, own)), '2026-06-17')
    assert.deepEqual(dueAt(at('2026-06-15 16:00'), { n: 2, unit: 'working-hours' }, own), at('2026-06-17 10:00'))
    assert.equal(minutesWorked(at('2026-06-20 00:00'), at('2026-06-21 00:00'), own), 480)
  })

  it('a calendar without a working day is told, not searched for ever', () => {
    const never: WorkCalendar = { worked: () => false, hours: USUAL_HOURS }
    assert.throws(() => dueAt(at('2026-06-15 10:00'), { n: 1, unit: 'working-hours' }, never), /without working days/)
  })
})

describe('a clock that stops', () => {
  const stop = (due: Date, from: string, to: string, unit: LimitUnit) =>
    dueAfterStop(due, at(from), at(to), unit, official)

  it('moves the end on by what the stop took, in the unit of the limit', () => {
    const inHours = dueAt(at('2026-06-15 09:00'), { n: 4, unit: 'working-hours' }, official)
    assert.deepEqual(inHours, at('2026-06-15 15:30'))
    assert.deepEqual(stop(inHours, '2026-06-15 11:00', '2026-06-17 17:00', 'working-hours'), at('2026-06-18 09:30'))
    const inDays = dueAt(at('2026-09-29 09:00'), { n: 3, unit: 'working-days' }, official)
    assert.equal(lastDay(inDays), '2026-10-09')
    // Stopped over the whole of the holiday: one worked day passed, 30 September.
    assert.equal(lastDay(stop(inDays, '2026-09-29 16:00', '2026-10-07 20:00', 'working-days')), '2026-10-10')
    const plain = dueAt(at('2026-02-10 09:00'), { n: 3, unit: 'calendar-days' }, official)
    assert.equal(lastDay(stop(plain, '2026-02-11 09:00', '2026-02-28 09:00', 'calendar-days')), '2026-03-02')
  })

  it('a stop within one day costs no day, and one outside office hours no hour', () => {
    const inDays = dueAt(at('2026-06-15 09:00'), { n: 2, unit: 'working-days' }, official)
    assert.deepEqual(stop(inDays, '2026-06-16 09:00', '2026-06-16 17:00', 'working-days'), inDays)
    const inHours = dueAt(at('2026-06-15 17:00'), { n: 2, unit: 'working-hours' }, official)
    assert.deepEqual(stop(inHours, '2026-06-15 18:00', '2026-06-16 08:30', 'working-hours'), inHours)
  })

  it('nobody comes back to a limit that ran out while it stood still', () => {
    // Friday's limit, stopped on Friday afternoon and taken up on the Saturday.
    const due = dueAt(at('2026-06-10 09:00'), { n: 2, unit: 'working-days' }, official)
    assert.equal(lastDay(due), '2026-06-12')
    assert.equal(lastDay(stop(due, '2026-06-12 17:00', '2026-06-13 10:00', 'working-days')), '2026-06-15')
    assert.equal(lastDay(stop(due, '2026-06-12 17:00', '2026-06-15 10:00', 'working-days')), '2026-06-15')
    assert.equal(lastDay(stop(due, '2026-06-12 17:00', '2026-06-16 10:00', 'working-days')), '2026-06-16')
  })

  it('what had run out stays run out', () => {
    const due = dueAt(at('2026-06-15 09:00'), { n: 1, unit: 'working-days' }, official)
    assert.deepEqual(stop(due, '2026-06-17 00:00', '2026-06-30 00:00', 'working-days'), due)
    assert.deepEqual(stop(due, '2026-06-20 09:00', '2026-06-19 09:00', 'working-days'), due)
  })

  it('loses no second to many short stops', () => {
    let due = dueAt(at('2026-06-15 09:00'), { n: 8, unit: 'working-hours' }, official)
    const before = due.getTime()
    for (let second = 0; second < 60; second += 1) {
      const from = new Date(at('2026-06-15 09:30').getTime() + second * 40_000)
      due = dueAfterStop(due, from, new Date(from.getTime() + 10_000), 'working-hours', official)
    }
    assert.equal(due.getTime() - before, 60 * 10_000)
  })
})

describe('against a walk minute by minute', () => {
  const MINUTE = 60_000
  const inHours = (time: number, { hours: kept }: WorkCalendar): boolean => {
    const minute = Math.floor(time / MINUTE + 8 * 60) % 1440
    return kept.some(([from, to]) => minute >= from && minute < to)
  }
  /** Calls `see` for every minute from `start`, until it says that it has seen enough; answers when that was. */
  function walk(start: number, calendar: WorkCalendar, see: (time: number, open: boolean) => boolean): number {
    for (let time = start; ;) {
      const day = dayAt(time)
      const worked = calendar.worked(day)
      for (const midnight = instantOf(day, 1440).getTime(); time < midnight; time += MINUTE) {
        if (see(time, worked && inHours(time, calendar))) return time
      }
    }
  }

  /** The clock as anybody would keep it: a tick for every minute, or day, that counts while it is not stopped. */
  function walked(
    start: number,
    n: number,
    unit: LimitUnit,
    calendar: WorkCalendar,
    stops: [number, number][],
  ): number {
    if (unit === 'working-hours') {
      let left = Math.round(n * 60)
      const ticks = (time: number) => !stops.some(([from, to]) => time >= from && time < to)
      return walk(start, calendar, (time, open) => {
        if (left === 0) return true
        if (open && ticks(time)) left -= 1
        return false
      })
    }
    let left = n
    for (let day = dayAt(start); ; day = addDays(day, 1)) {
      const counts = unit === 'calendar-days' || calendar.worked(day)
      const begunInStop = stops.some(([from, to]) => day > dayAt(from) && day <= dayAt(to))
      if (counts && day > dayAt(start) && !begunInStop && left > 0) left -= 1
      const end = instantOf(day, 1440).getTime()
      const endsInStop = stops.some(([from, to]) => from < end && to >= end)
      // Started again on a rest day with nothing but the end of a day left: the next that counts is still free.
      const startsAgain = stops.some(([from, to]) => dayAt(to) === day && dayAt(from) < day)
      if (left === 0 && !counts && startsAgain) left = 1
      if (left === 0 && counts && !endsInStop) return end
    }
  }

  const YEARS = at('2019-01-01 00:00').getTime()
  const span = 8 * 365 * 1440
  const start = fc.integer({ min: 0, max: span - 200 * 1440 }).map((minute) => YEARS + minute * MINUTE)
  const limit = fc
    .constantFrom(...LIMIT_UNITS)
    .chain((unit) =>
      fc
        .integer({ min: 1, max: unit === 'working-hours' ? 40 : 12 })
        .map((n) => ({ unit, n: unit === 'working-hours' ? n / 2 : n })),
    )
  const calendars = fc.record({
    shift: fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 6 }),
    hours: fc.constantFrom<WorkCalendar['hours']>(
      USUAL_HOURS,
      [[540, 1020]],
      [
        [480, 720],
        [780, 1020],
        [1080, 1200],
      ],
    ),
  })
  const laid = (
    begin: number,
    { shift, hours: kept }: { shift: number[]; hours: WorkCalendar['hours'] },
  ): WorkCalendar => {
    const turned = new Set(shift.map((days) => addDays(dayAt(begin), days)))
    return { hours: kept, worked: (day) => (turned.has(day) ? !official.worked(day) : official.worked(day)) }
  }

  it('a limit ends where the walk ends', () => {
    fc.assert(
      fc.property(start, limit, calendars, (begin, { n, unit }, own) => {
        const calendar = laid(begin, own)
        assert.equal(dueAt(new Date(begin), { n, unit }, calendar).getTime(), walked(begin, n, unit, calendar, []))
      }),
      { numRuns: 300 },
    )
  })

  it('stops and starts, one after another, end where the walk ends', () => {
    const pauses = fc.array(fc.tuple(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: 1, max: 9_000 })), {
      maxLength: 4,
    })
    fc.assert(
      fc.property(start, limit, calendars, pauses, (begin, { n, unit }, own, gaps) => {
        const calendar = laid(begin, own)
        let due = dueAt(new Date(begin), { n, unit }, calendar)
        const stops: [number, number][] = []
        let time = begin
        for (const [runs, rests] of gaps) {
          const from = time + runs * MINUTE
          if (from >= due.getTime()) break
          time = from + rests * MINUTE
          stops.push([from, time])
          due = dueAfterStop(due, new Date(from), new Date(time), unit, calendar)
        }
        assert.equal(due.getTime(), walked(begin, n, unit, calendar, stops))
      }),
      { numRuns: 300 },
    )
  })

  it('minutes between two instants are those the walk meets', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 0, max: 8_000 }), calendars, (begin, length, own) => {
        const calendar = laid(begin, own)
        let count = 0
        for (let minute = 0; minute < length; minute += 1)
          if (calendar.worked(dayAt(begin + minute * MINUTE)) && inHours(begin + minute * MINUTE, calendar)) count += 1
        const end = new Date(begin + length * MINUTE)
        assert.equal(minutesWorked(new Date(begin), end, calendar), count)
        assert.equal(minutesWorked(end, new Date(begin), calendar), 0)
      }),
      { numRuns: 60 },
    )
  })
})
