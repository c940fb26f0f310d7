/** Allows `limit` restarts within `window` milliseconds; a server that dies more often than that stays down. */
export class RestartBudget {
    private readonly times: number[] = [];

    constructor(
        private readonly limit = 4,
        private readonly window = 3 * 60 * 1000,
        private readonly now: () => number = Date.now,
    ) {}

    /** Whether one more restart is allowed; if so, it is counted. */
    take(): boolean {
        const now = this.now();
        while (this.times[0] !== undefined && now - this.times[0] > this.window) {
            this.times.shift();
        }
        if (this.times.length >= this.limit) {
            return false;
        }
        this.times.push(now);
        return true;
    }
}
