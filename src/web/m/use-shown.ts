import { useCallback } from 'react'

/** For `ref` of an img: shows this JPEG for as long as the img is there. */
export function useShown(bytes: Uint8Array): (img: HTMLImageElement) => () => void {
  return useCallback(
    (img) => {
      img.src = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' }))
      return () => URL.revokeObjectURL(img.src)
    },
    [bytes],
  )
}
