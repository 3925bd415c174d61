import { describeMainJob } from './main-job'

describeMainJob('firefox')
