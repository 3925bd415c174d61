import { isHere } from '../../support/servers/is-here'
import { startRclone } from '../../support/servers/rclone'
import { contract } from '../contract'
import { serverSubject } from '../server-subject'

contract('rclone', () => serverSubject(startRclone), isHere('rclone'))
