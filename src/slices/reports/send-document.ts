import type { FastifyReply } from 'fastify'
import type { App } from '#kernel/node/app.ts'
import { renderGongwen } from '#kernel/node/office/gongwen.ts'
import type { Reader } from '#kernel/reader.ts'
import { type Edition, reportPaper } from './document.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Sends the Word file under its Chinese name (RFC 5987), with a plain one for clients that read no other. */
export async function sendReportDocument(
  { app, reader, reply }: { app: App; reader: Reader; reply: FastifyReply },
  id: string,
  edition: Edition,
): Promise<FastifyReply> {
  // Writing the file takes a second for a long report; the database is let go before.
  const { paper, fileName } = await app.db.asReader(reader, (tx) => reportPaper({ app, tx, reader }, id, edition))
  const bytes = await renderGongwen(paper)
  return reply
    .type(DOCX)
    .header(
      'content-disposition',
      `attachment; filename="report-${edition}.docx"; filename*=UTF-8''${encoded(fileName)}`,
    )
    .header('cache-control', 'private, no-store')
    .send(Buffer.from(bytes))
}

function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}
