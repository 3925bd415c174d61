import { startArmadietto } from '../../support/servers/armadietto'
import { contract } from '../contract'
import { serverSubject } from '../server-subject'

contract('armadietto', () => serverSubject(startArmadietto))
