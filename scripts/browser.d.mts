export const chromiumFlags: readonly string[];
export function findBrowser(): Promise<string | undefined>;
export function findFirefox(): string | undefined;
export function findVulkanDriver(): string | undefined;
export function findWebKit(): { driver: string; browser: string; screen: string } | undefined;
