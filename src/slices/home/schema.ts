import { z } from 'zod'

export const Home = z.object({
  waiting: z.array(z.object({ code: z.string(), text: z.string(), count: z.number(), href: z.string() })),
  cameIn: z.array(
    z.object({
      position: z.number(),
      at: z.string(),
      event: z.string(),
      text: z.string(),
      actor: z.string(),
      href: z.string().nullable(),
    }),
  ),
  backup: z.object({ madeAt: z.string().nullable(), behind: z.number(), offMachine: z.boolean() }),
})
export type Home = z.infer<typeof Home>
