/** Drawn on a 16 × 16 grid, in the text colour. */
export const ICONS = {
  first: 'M3 3v10M13 3.5v9L6 8z',
  back: 'M12 3v10L4.5 8z',
  play: 'M4.5 3v10L12 8z',
  pause: 'M4.5 3h2.4v10H4.5zM9.1 3h2.4v10H9.1z',
  forward: 'M4 3v10L11.5 8z',
  last: 'M13 3v10M3 3.5v9L10 8z',
  beadBack: 'M10.5 4L5 8l5.5 4',
  beadForward: 'M5.5 4L11 8l-5.5 4',
  difference: 'M6 2.8L11.2 8L6 13.2L.8 8zM11 4.6L14.6 8L11 11.4',
  differenceBack: 'M10 2.8L15.2 8L10 13.2L4.8 8zM5 4.6L1.4 8L5 11.4',
  auto: 'M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11',
  light:
    'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8L13 13M3 13l1.2-1.2M11.8 4.2L13 3',
  dark: 'M13.2 9.7A5.6 5.6 0 0 1 6.3 2.8a5.6 5.6 0 1 0 6.9 6.9z',
  projector: 'M1.5 5.5h13v6.5h-13zM8 8.8m-1.7 0a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0 -3.4 0M4 3.2v.1M4 12v1.5M12 12v1.5',
  menu: 'M2 4h12M2 8h12M2 12h12',
  close: 'M4 4l8 8M12 4l-8 8',
  legend: 'M1 1h14v14H1zM1 8L8 1M1 15L15 1M8 15L15 8',
  find: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3L14 14',
} as const;

export type IconName = keyof typeof ICONS;
