// The server's time, as far as this device knows it: a cheap phone's clock is often wrong.
const WRONG_FROM = 10 * 60_000;

export class Clock {
  constructor(offset = 0) {
    this.offset = offset;
    this.latest = 0;
  }

  // `told` is the server's "now" (RFC 3339); the answer lay between `asked` and `arrived` on this device.
  learn(told, asked, arrived = Date.now()) {
    const server = Date.parse(told);
    if (Number.isNaN(server)) return this.offset;
    const offset = Math.round(server - (asked + arrived) / 2);
    // Below two seconds it is the network's doing, not the clock's.
    this.offset = Math.abs(offset) < 2_000 ? 0 : offset;
    // A clock that ran ahead for a while does not hold the next records in a time that has not come.
    this.latest = Math.min(this.latest, server);
    return this.offset;
  }

  now() {
    return new Date(Date.now() + this.offset);
  }

  // The moment of a record, never before the one before it: a clock set back does not turn the day around.
  stamp() {
    this.latest = Math.max(this.latest + 1, Date.now() + this.offset);
    return new Date(this.latest);
  }

  isWrong() {
    return Math.abs(this.offset) > WRONG_FROM || this.latest - (Date.now() + this.offset) > WRONG_FROM;
  }

  // To be sent beside the moment when the two are far apart.
  deviceAt() {
    return Math.abs(this.offset) > WRONG_FROM ? new Date().toISOString() : null;
  }
}
