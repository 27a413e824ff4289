// What may run only once at a time, over all tabs and the worker behind them. A call during a run is followed by one more run:
// what was written just after the first one looked is never left lying.
export const oneAtATime = (name, work) => {
  if (!navigator.locks) return work;
  let next = null;
  return (...given) => {
    next ??= navigator.locks.request(name, () => {
      next = null;
      return work(...given);
    });
    return next;
  };
};
