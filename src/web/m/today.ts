import { type Day, dayAt } from '#kernel/days.ts'

/** By the phone's own clock; the server keeps its own time beside whatever is claimed with it. */
export const today = (): Day => dayAt(Date.now())
