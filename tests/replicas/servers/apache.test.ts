import { startApache } from '../../support/servers/apache'
import { contract } from '../contract'
import { serverSubject } from '../server-subject'

contract('apache', () => serverSubject(startApache))
