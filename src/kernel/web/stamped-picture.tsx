import { cloneElement, Fragment, type ReactElement, type ReactNode } from 'react'

/** How a gallery draws its large picture: it says what it is, as the small one does, and carries its stamp. */
export function stampedPicture(nameAt: (index: number) => string, stampAt: (index: number) => ReactNode) {
  return (picture: ReactElement, { current }: { current: number }): ReactElement => (
    <Fragment>
      {cloneElement(picture as ReactElement<{ alt: string }>, { alt: nameAt(current) })}
      {stampAt(current)}
    </Fragment>
  )
}
