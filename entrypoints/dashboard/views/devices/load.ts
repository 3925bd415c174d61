/** Devices and places come when the person goes there. */
export const loadDevices = () => import('./DevicesView').then((module) => module.DevicesView)
