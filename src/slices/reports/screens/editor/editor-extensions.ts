import type { AnyExtension } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import { FigureChip, type FigureChipOptions } from './figure-chip.ts'
import { type GroupNodeOptions, NextStepsBlock, ProblemsBlock } from './group-nodes.ts'
import { KeepChips, type KeepChipsOptions } from './keep-chips.ts'
import { OwnChipNames } from './own-chip-names.ts'
import { ReportHeading } from './report-heading.ts'
import { TypedMarks } from './typed-marks.ts'

/** Exactly the nodes a report may hold (doc.ts); a paste of anything else becomes plain paragraphs. */
export function editorExtensions(acts: FigureChipOptions & GroupNodeOptions & KeepChipsOptions): AnyExtension[] {
  return [
    StarterKit.configure({
      heading: false,
      blockquote: false,
      bulletList: false,
      code: false,
      codeBlock: false,
      hardBreak: false,
      horizontalRule: false,
      italic: false,
      link: false,
      listItem: false,
      listKeymap: false,
      orderedList: false,
      strike: false,
      trailingNode: false,
      underline: false,
    }),
    ReportHeading,
    FigureChip.configure({ onOpen: acts.onOpen }),
    ProblemsBlock.configure({ onOpenItem: acts.onOpenItem }),
    NextStepsBlock.configure({ onOpenItem: acts.onOpenItem }),
    KeepChips.configure({ onKept: acts.onKept }),
    OwnChipNames,
    TypedMarks,
  ]
}
