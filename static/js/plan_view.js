// Brings the stall that stands out into the middle of its plan, which is wider than a telephone.
export const bringIntoView = (root = document) => {
  for (const frame of root.querySelectorAll(".plan-scroll")) {
    const place = frame.querySelector(".plan-place.is-chosen, .plan-place.own");
    if (!place) continue;
    const [at, seen] = [place.getBoundingClientRect(), frame.getBoundingClientRect()];
    frame.scrollBy({
      left: at.left + at.width / 2 - seen.left - seen.width / 2,
      top: at.top + at.height / 2 - seen.top - seen.height / 2,
    });
  }
};

bringIntoView();
