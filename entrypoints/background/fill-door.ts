import { onFillCommand, onMenu, registerMenu } from '@/lib/platform/fill-ports'
import { onInstalled, onStarted } from '@/lib/platform/pages'
import { onWindowClosed } from '@/lib/platform/prompt-window'
import { onSitePort } from '@/lib/platform/site-ports'
import type { Filling } from '@/lib/services/filling'
import { word } from './words'

/**
 * The third door: scripts that a gesture of the person's put into a page, and the gestures themselves. It shares no handler
 * with sites that ask or with our own pages. The browser names the caller, as at the site's door; what it says counts only
 * under the id of a gesture that this background waits for.
 */
export function openFillDoor(filling: Filling): void {
  onSitePort((port) => filling.connect(port), 'fill')
  onWindowClosed((window) => void filling.windowClosed(window))
  onMenu((wish, tab) => void filling.start(tab, wish))
  onFillCommand((tab) => void filling.start(tab, 'fill'))
  onInstalled(() => void nameMenu())
  onStarted(() => void nameMenu())
}

function nameMenu(): Promise<void> {
  return registerMenu({
    fill: word('fill.menu.form'),
    field: word('fill.menu.field'),
    save: word('fill.menu.save'),
  })
}
