import { describeMainJob } from './main-job'

describeMainJob('chromium')
