import { replicas } from './replicas'
export async function main() { for (const f of await replicas((t) => console.log(t))) console.log(JSON.stringify(f)) }
