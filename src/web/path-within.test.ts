import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pathWithin } from './path-within.ts'

test('a page of this site is returned to with its filters', () => {
  assert.equal(pathWithin('/c/heping/places?type=yard'), '/c/heping/places?type=yard')
})

test('an address elsewhere, however it is written, leads home', () => {
  for (const next of ['https://else.example/', '//else.example', '/\\else.example', 'javascript:alert(1)', '', null]) {
    assert.equal(pathWithin(next), '/')
  }
})

test('signing in never returns to the sign-in page', () => {
  assert.equal(pathWithin('/sign-in?next=/sign-in'), '/')
})
