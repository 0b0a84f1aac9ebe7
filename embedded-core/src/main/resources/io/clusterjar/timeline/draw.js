// The picture: one canvas that shows a window of warped time over the lanes. Nothing here changes the model.
const AXIS = 36, FAULT = 19, STRIP = 54, BADGE = {
  'violation': [10, '!', 'bad'], 'elected': [9, '★', 'gold'], 'crashed': [8, '✕', 'bad'], 'failed': [8, '✕', 'bad'], 'fail': [7, '⚑', 'bad'],
  'stopped': [7, '■', 'muted'], 'paused': [7, '‖', 'warn'], 'resumed': [6, '▸', 'good'], 'started': [5, '▸', 'good'], 'election-asked': [6, '?', 'violet'],
  'vote-granted': [6, '✓', 'violet'], 'manual-failover': [6, '⇄', 'violet'], 'role': [5, 'R', 'accent'], 'suspected': [4, '●', 'warn'], 'state': [4, 'S', 'bad'],
  'vote-refused': [3, '✗', 'muted'], 'election-barred': [3, '–', 'muted'], 'election-scheduled': [3, '…', 'violet'], 'clock-skewed': [5, '◷', 'warn'],
  'clock-drifts': [5, '◷', 'warn'], 'link-down': [3, '⌁', 'warn'], 'link-up': [2, '⌁', 'good'], 'recovered': [2, '●', 'good'], 'note': [4, 'i', 'accent'],
};
const MOST_ARROWS = 6000;
const PLANES = ['bus', 'replication', 'client'];

function palette() {
  const css = getComputedStyle(document.documentElement), v = n => css.getPropertyValue('--' + n).trim();
  const dark = document.documentElement.dataset.theme === 'dark';
  return {dark, plot: v('plot'), alt: v('alt'), line: v('line'), text: v('text'), muted: v('muted'), accent: v('accent'), bad: v('bad'), warn: v('warn'),
    good: v('good'), down: v('down'), gold: dark ? '#ffd257' : '#c78a00', violet: dark ? '#c79bff' : '#7b3fe4', blue: dark ? '#5fb4ff' : '#1676d2'};
}

const hsl = (h, s, l, a = 1) => `hsla(${h},${s}%,${l}%,${a})`;

function barColor(m, c, b) {
  if (b.life === 'down') return c.down;
  const tone = m.epochs.indexOf(b.epoch), step = (tone % 6) * (c.dark ? 3.5 : -3.5);
  if (b.role === 'master') return hsl(224, c.dark ? 58 : 68, (c.dark ? 44 : 62) + step);
  if (b.role === 'replica') return hsl(168, c.dark ? 30 : 34, (c.dark ? 27 : 78) + step);
  return c.down;
}

const ownerColor = (l, c) => l ? hsl(l.hue, c.dark ? 48 : 55, (c.dark ? 46 : 64) - l.tone * 9) : c.down;

function messageColor(e, c) {
  const type = (e.type || '').split(' ')[0];
  return type === 'fail' ? c.bad : type === 'auth-req' || type === 'auth-ack' ? c.violet : type === 'update' ? c.blue : type === 'mfstart' ? c.violet : c.muted;
}

const planeOf = e => e.kind === 'message' ? 'bus' : e.kind === 'drop' ? e.what.split(' ')[0] : null;

class Picture {
  constructor(m, canvas) { this.m = m; this.canvas = canvas; this.g = canvas.getContext('2d'); this.hits = []; this.stats = {}; }

  size(w, h) {
    const r = window.devicePixelRatio || 1; this.w = w; this.h = h;
    this.canvas.width = Math.round(w * r); this.canvas.height = Math.round(h * r); this.g.setTransform(r, 0, 0, r, 0, 0);
  }

  draw(ui) {
    const {m, g, w, h} = this, c = palette();
    Object.assign(this, {c, ui, warp: ui.warp, v0: ui.v0, k: w / (ui.v1 - ui.v0), hits: []});
    this.stats = {bars: 0, arrows: 0, drops: 0, badges: 0, faults: 0, operations: 0, gaps: 0, overlaps: 0};
    g.fillStyle = c.plot; g.fillRect(0, 0, w, h); g.font = '11px system-ui, sans-serif'; g.textBaseline = 'middle';
    g.save(); g.beginPath(); g.rect(0, ui.top, w, h - ui.top); g.clip();
    ui.rows.forEach((r, i) => { if (r.type === 'group') { g.fillStyle = c.alt; g.fillRect(0, this.y(r), w, r.h); } });
    this.gaps(ui.top, h); this.ticks(ui.top, h, false); this.tints();
    for (const r of ui.rows) if (this.seen(r)) r.type === 'group' ? (r.closed && this.summary(r)) : this.lane(r);
    this.arrows(); this.badges();
    g.restore();
    this.gaps(0, ui.stripTop); this.ticks(0, ui.stripTop, true); this.strip(); this.faults(); this.marks();
    return this.stats;
  }

  x(t) { return (this.warp.to(t) - this.v0) * this.k; }
  y(r) { return this.ui.top + r.y - this.ui.scroll; }
  seen(r) { const y = this.y(r); return y + r.h > this.ui.top && y < this.h; }
  mid(name) { const r = this.ui.rowOf.get(name); return r ? this.y(r) + r.h / 2 : null; }
  out(a, b) { return b < 0 || a > this.w; }

  hatch(x, y, w, h, color, step = 7, back = false) {
    const g = this.g; g.save(); g.beginPath(); g.rect(x, y, w, h); g.clip(); g.strokeStyle = color; g.lineWidth = 1.2; g.beginPath();
    const a = Math.max(x, 0), b = Math.min(x + w, this.w);
    for (let i = a - h - ((a - h) % step); i < b; i += step) { g.moveTo(i, back ? y : y + h); g.lineTo(i + h, back ? y + h : y); }
    g.stroke(); g.restore();
  }

  gaps(top, bottom) {
    const {g, c, warp} = this;
    for (const [a, b] of warp.gaps) {
      const x0 = this.x(a), x1 = this.x(b); if (this.out(x0, x1)) continue;
      this.stats.gaps++;
      g.fillStyle = c.dark ? '#0b0f14cc' : '#eef1f5cc'; g.fillRect(x0, top, x1 - x0, bottom - top);
      if (top === 0) {
        g.strokeStyle = c.muted; g.lineWidth = 1; g.beginPath(); const n = Math.max(2, Math.floor((x1 - x0) / 6) * 2);
        for (let i = 0; i <= n; i++) g.lineTo(x0 + (x1 - x0) * i / n, 15.5 + (i % 2 ? -2.5 : 2.5)); g.stroke();
        if (x1 - x0 > 13) { g.fillStyle = c.muted; g.textAlign = 'center'; g.font = '9px system-ui, sans-serif'; g.fillText(x1 - x0 > 40 ? span(b - a) : brief(b - a), (x0 + x1) / 2, 7); }
        this.hits.push({x: x0, y: 0, w: x1 - x0, h: AXIS, text: span(b - a) + ' in which nothing happens, squeezed', t: a});
      }
    }
  }

  ticks(top, bottom, labels) {
    const {g, c, w, m} = this; const t0 = Math.max(0, this.warp.from(this.v0)), t1 = Math.min(m.end, this.warp.from(this.v0 + w / this.k));
    const want = 92 / this.k, steps = [.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200].map(s => s * S);
    const step = steps.find(s => s >= want) || 14400 * S; const digits = step < .01 * S ? 3 : step < .1 * S ? 2 : step < S ? 1 : 0;
    let last = -1e9; g.font = '11px system-ui, sans-serif'; g.textAlign = 'left'; g.lineWidth = 1;
    const inGap = t => this.warp.gaps.find(q => t > q[0] && t < q[1]);
    for (let t = Math.ceil(t0 / step) * step; t <= t1; t += step) {
      const gap = inGap(t); if (gap) { t = Math.floor(gap[1] / step) * step; continue; }
      const x = Math.round(this.x(t)) + .5; if (x - last < 58) continue; last = x;
      g.strokeStyle = c.line; g.beginPath(); g.moveTo(x, labels ? 20 : top); g.lineTo(x, bottom); g.stroke();
      if (labels) { g.fillStyle = c.muted; g.fillText(clock(t, digits), x + 4, 26); }
    }
  }

  faults() {
    const {g, c, m, ui} = this; g.font = '11px system-ui, sans-serif';
    for (const f of m.faults) {
      const x0 = this.x(f.t), x1 = Math.max(this.x(f.t1), x0 + 3), rows = ui.faultRows; if (this.out(x0, x1)) continue;
      this.stats.faults++;
      const hgt = FAULT, y = AXIS + (f.row % Math.max(rows, 1)) * hgt + 2, dim = ui.dims(f.event) ? .35 : 1;
      const col = hsl(f.hue, 78, c.dark ? 62 : 47);
      g.globalAlpha = dim; g.fillStyle = hsl(f.hue, 78, c.dark ? 60 : 50, c.dark ? .26 : .2); g.fillRect(x0, y, x1 - x0, hgt - 4);
      g.fillStyle = col; g.fillRect(x0, y, 3, hgt - 4); if (!f.open) g.fillRect(x1 - 1.5, y, 1.5, hgt - 4);
      const l = Math.max(x0, 0) + 8, room = Math.min(x1, this.w) - l - 4;
      if (room > 24) { g.save(); g.beginPath(); g.rect(l, y, room, hgt); g.clip(); g.fillStyle = c.text; g.textAlign = 'left'; g.fillText(f.fault + '  ' + f.label + (f.stopped ? '  ·  stopped ' + f.stopped : ''), l, y + (hgt - 4) / 2 + .5); g.restore(); }
      g.globalAlpha = 1;
      this.hits.push({x: x0, y, w: x1 - x0, h: hgt - 4, fault: f, t: f.t});
    }
  }

  tints() {
    const {g, m, ui, c} = this;
    for (const f of m.faults) {
      const x0 = this.x(f.t), x1 = Math.max(this.x(f.t1), x0 + 1); if (this.out(x0, x1)) continue;
      const a = Math.max(0, x0), b = Math.min(this.w, x1), rows = ui.rows.filter(r => r.type === 'lane' && f.side.has(r.lane.name));
      g.fillStyle = hsl(f.hue, 80, 55, c.dark ? .11 : .1);
      if (rows.length) for (const r of rows) { if (this.seen(r)) g.fillRect(a, this.y(r), b - a, r.h); }
      else { g.fillStyle = hsl(f.hue, 80, 55, c.dark ? .05 : .045); g.fillRect(a, ui.top, b - a, this.h); }
      g.strokeStyle = hsl(f.hue, 78, c.dark ? 62 : 47, .5); g.setLineDash([3, 4]); g.lineWidth = 1; g.beginPath();
      for (const x of f.open ? [x0] : [x0, x1]) if (x >= 0 && x <= this.w) { g.moveTo(x, ui.top); g.lineTo(x, this.h); }
      g.stroke(); g.setLineDash([]);
    }
  }

  strip() {
    const {g, c, m, ui} = this; if (!m.hasSlots) return;
    const y0 = ui.stripTop, hgt = STRIP - 8;
    g.fillStyle = c.plot; g.fillRect(0, y0, this.w, STRIP);
    for (const o of m.owners) {
      const x0 = this.x(o.t0), x1 = this.x(o.t1); if (this.out(x0, x1)) continue;
      const a = Math.max(0, x0), b = Math.min(this.w, Math.max(x1, x0 + 1));
      for (const [s0, s1, name, n, several] of o.pieces) {
        const ya = y0 + hgt * s0 / 16384, yb = y0 + hgt * (s1 + 1) / 16384, l = m.byName.get(name);
        g.fillStyle = n > 1 ? c.bad : n === 1 ? ownerColor(l, c) : c.down; g.fillRect(a, ya, b - a, Math.max(yb - ya - (hgt / m.shards.length > 6 ? .6 : 0), .4));
        if (n > 1) { this.stats.overlaps++; g.save(); this.hatch(a, ya, b - a, Math.max(yb - ya, 2), c.dark ? '#0008' : '#fff8', 5); g.restore(); }
        if (n === 0) this.hatch(a, ya, b - a, yb - ya, c.dark ? '#0006' : '#0002', 5);
        if (yb - ya > 12 && b - a > 70 && n) { g.fillStyle = '#fffffff0'; g.font = '10px system-ui, sans-serif'; g.textAlign = 'left'; const label = n > 1 ? several.join(' and ') + '!' : name; if (n > 1) { g.strokeStyle = c.dark ? '#a3202b' : '#c01f2d'; g.lineWidth = 4; g.lineJoin = 'round'; g.strokeText(label, a + 6, (ya + yb) / 2 + .5); } g.fillText(label, a + 6, (ya + yb) / 2 + .5); }
        this.hits.push({x: a, y: ya, w: b - a, h: yb - ya, slots: [s0, s1, name, n], lanes: several, t: o.t0, t1: o.t1});
      }
    }
    g.strokeStyle = c.line; g.lineWidth = 1; g.beginPath(); g.moveTo(0, ui.top - .5); g.lineTo(this.w, ui.top - .5); g.stroke();
  }

  lane(r) {
    const {g, c, m} = this, l = r.lane, y = this.y(r), bar = Math.min(r.h * .62, 26), yb = y + (r.h - bar) / 2;
    g.strokeStyle = c.line; g.globalAlpha = .5; g.beginPath(); g.moveTo(0, y + r.h - .5); g.lineTo(this.w, y + r.h - .5); g.stroke(); g.globalAlpha = 1;
    if (l.type !== 'node') return this.client(r, l, y);
    for (const b of l.bars) {
      const x0 = this.x(b.t0), x1 = this.x(b.t1); if (this.out(x0, x1)) continue;
      const a = Math.max(x0, -2), z = Math.min(Math.max(x1, x0 + 1), this.w + 2); this.stats.bars++;
      if (b.life === 'down') { this.hatch(a, yb, z - a, bar, c.dark ? '#4b5563' : '#b3bcc8', 6); g.strokeStyle = c.down; g.strokeRect(a + .5, yb + .5, z - a - 1, bar - 1); }
      else {
        g.fillStyle = barColor(m, c, b); g.fillRect(a, yb, z - a, bar);
        if (b.life === 'paused') this.hatch(a, yb, z - a, bar, c.warn, 8, true);
      }
      if (z - a > 64 && r.h >= 16) {
        const label = b.life === 'down' ? 'down' : (b.life === 'paused' ? 'paused · ' : '') + (b.role || 'starting') + (b.epoch ? ' · epoch ' + b.epoch : '');
        g.fillStyle = b.life === 'down' ? c.muted : b.role === 'master' ? '#fff' : c.text; g.globalAlpha = b.role === 'master' ? .95 : .72;
        g.font = (bar > 16 ? 11 : 9) + 'px system-ui, sans-serif'; g.textAlign = 'left';
        g.save(); g.beginPath(); g.rect(a, yb, z - a - 4, bar); g.clip(); g.fillText(label, Math.max(a, 0) + 7, yb + bar / 2 + .5); g.restore(); g.globalAlpha = 1;
      }
      this.hits.push({x: a, y: yb, w: z - a, h: bar, bar: b, lane: l, t: b.t0, low: true});
    }
    const under = Math.max(2, bar * .12);
    for (const [a, b] of l.ill) { const x0 = this.x(a), x1 = this.x(b); if (!this.out(x0, x1)) { g.fillStyle = c.bad; g.fillRect(x0, yb + bar, Math.max(x1 - x0, 1), under); } }
    for (const [a, b] of l.unlinked) { const x0 = this.x(a), x1 = this.x(b); if (!this.out(x0, x1)) { g.fillStyle = c.warn; for (let x = Math.max(x0, 0); x < Math.min(x1, this.w); x += 6) g.fillRect(x, yb - under, Math.min(3, x1 - x), under); } }
  }

  client(r, l, y) {
    const {g, c, ui} = this; const hgt = Math.min(r.h * .5, 16), yb = y + (r.h - hgt) / 2; let lastX = -9, lastO = -1;
    for (const e of l.ops) {
      const x0 = this.x(e.began), x1 = Math.max(this.x(e.t), x0 + 2); if (this.out(x0, x1) || !ui.shows(e)) continue;
      if (x1 - lastX < 1 && e.outcome === lastO) continue; lastX = x1; lastO = e.outcome; this.stats.operations++;
      g.globalAlpha = ui.dims(e) ? .25 : .9; g.fillStyle = e.outcome === 0 ? c.good : e.outcome === 1 ? c.warn : c.muted; g.fillRect(x0, yb, Math.max(x1 - x0 - .5, 1.5), hgt);
      if (e.outcome === 2) this.hatch(x0, yb, x1 - x0, hgt, c.plot, 5);
      g.globalAlpha = 1; this.hits.push({x: x0 - 1, y: yb, w: x1 - x0 + 2, h: hgt, ev: [e], t: e.t});
    }
  }

  summary(r) {
    const {g, c, m} = this, y = this.y(r), n = r.lanes.length, hgt = (r.h - 4) / n;
    r.lanes.forEach((l, i) => { for (const b of l.bars) { const x0 = this.x(b.t0), x1 = this.x(b.t1); if (this.out(x0, x1)) continue; this.stats.bars++; g.fillStyle = b.life === 'up' ? barColor(m, c, b) : b.life === 'paused' ? c.warn : c.down; g.fillRect(x0, y + 2 + i * hgt, Math.max(x1 - x0, 1), Math.max(hgt - .5, .5)); } });
  }

  arrows() {
    const {g, m, ui} = this; const seen = new Set(), crowd = new Map(), list = [];
    const t0 = this.warp.from(this.v0 - 40 / this.k), t1 = this.warp.from(this.v0 + (this.w + 40) / this.k);
    for (let i = lower(m.links, t0); i < m.links.length; i++) {
      const e = m.links[i]; if (e.from > t1) break; if (!ui.shows(e)) continue;
      const ya = this.mid(e.lane), yb = this.mid(e.other); if (ya === null || yb === null || ya === yb && e.lane !== e.other) continue;
      if (Math.max(ya, yb) < ui.top || Math.min(ya, yb) > this.h) continue;
      const xa = this.x(e.from), xb = this.x(e.t), key = e.kind + Math.round(xb / 2) + '|' + Math.round(ya) + '|' + Math.round(yb);
      if (seen.has(key)) continue; seen.add(key); if (list.length > MOST_ARROWS) break;
      const spot = Math.round(xb / 6); crowd.set(spot, (crowd.get(spot) || 0) + 1); list.push([e, xa, xb, ya, yb, spot]);
    }
    for (const [e, xa, xb, ya, yb, spot] of list) {
      g.globalAlpha = ui.dims(e) ? .1 : Math.max(.14, Math.min(.85, 9 / crowd.get(spot)));
      if (e.kind === 'drop') this.drop(e, xb, ya, yb); else this.arrow(e, xa, xb, ya, yb);
    }
    g.globalAlpha = 1;
  }

  arrow(e, xa, xb, ya, yb) {
    const {g, c} = this, col = messageColor(e, c), dir = yb > ya ? 1 : -1, bulge = xb - xa < 3 ? Math.min(16, 4 + Math.abs(yb - ya) * .09) : 0;
    this.stats.arrows++; g.strokeStyle = g.fillStyle = col; g.lineWidth = 1.3; g.beginPath(); g.moveTo(xa, ya); g.quadraticCurveTo((xa + xb) / 2 + bulge, (ya + yb) / 2, xb, yb - dir * 5); g.stroke();
    g.beginPath(); g.moveTo(xb, yb - dir * 2); g.lineTo(xb - 3.6 + bulge * .12, yb - dir * 9); g.lineTo(xb + 3.6 + bulge * .22, yb - dir * 8); g.fill();
    this.hits.push({x: (xa + xb) / 2 + bulge / 2 - 5, y: (ya + yb) / 2 - 8, w: 10, h: 16, ev: [e], t: e.t});
  }

  // The cross stands where the fault begins: beside the lane that is cut off, else half way.
  drop(e, x, ya, yb) {
    const {g, c, m, ui} = this, f = m.faultById.get(e.fault), plane = planeOf(e), long = yb - ya, dir = Math.sign(long), far = Math.abs(long);
    const near = Math.min(far / 2, Math.max(13, far * .12)), out = f && f.side.has(e.lane), into = f && f.side.has(e.other);
    const reach = out && !into ? near : into && !out ? far - near : far / 2, my = ya + dir * reach, from = ui.rows.length > 24 ? Math.max(reach - 46, 0) : 0;
    const lean = d => Math.min(10, d * .06), col = hsl(f ? f.hue : 0, 80, c.dark ? 64 : 45), mx = x + lean(reach);
    this.stats.drops++; g.strokeStyle = col; g.lineWidth = 1.1; g.setLineDash(plane === 'bus' ? [] : plane === 'replication' ? [5, 3] : [1.5, 3]);
    g.beginPath(); g.moveTo(x + lean(from), ya + dir * from); g.lineTo(mx, my); g.stroke(); g.setLineDash([]);
    g.lineWidth = 1.9; g.beginPath(); g.moveTo(mx - 3.4, my - 3.4); g.lineTo(mx + 3.4, my + 3.4); g.moveTo(mx + 3.4, my - 3.4); g.lineTo(mx - 3.4, my + 3.4); g.stroke();
    this.hits.push({x: mx - 6, y: my - 6, w: 12, h: 12, ev: [e], t: e.t});
  }

  badges() {
    const {g, ui, c, m} = this; const t0 = this.warp.from(this.v0 - 20 / this.k), t1 = this.warp.from(this.v0 + (this.w + 20) / this.k);
    for (const r of ui.rows) {
      if (!this.seen(r) || r.type === 'group' && !r.closed) continue;
      const list = r.type === 'group' ? r.badges : r.lane.badges, cy = this.y(r) + r.h / 2, rad = Math.max(4, Math.min(8, r.h * .3)); let bunch = null;
      const flush = () => { if (bunch) { this.badge(bunch, cy, rad); bunch = null; } };
      for (let i = lower(list, t0); i < list.length; i++) {
        const e = list[i]; if (e.t > t1) break; if (!ui.shows(e)) continue;
        const x = this.x(e.t);
        if (bunch && x - bunch.x < rad * 1.7) { bunch.ev.push(e); if (BADGE[e.kind][0] > BADGE[bunch.top.kind][0]) bunch.top = e; } else { flush(); bunch = {x, ev: [e], top: e}; }
      }
      flush();
    }
  }

  badge(b, cy, rad) {
    const {g, c, ui} = this, [, glyph, name] = BADGE[b.top.kind], isOk = b.top.kind === 'state' && b.top.ok, col = isOk ? c.good : c[name];
    this.stats.badges++; g.globalAlpha = b.ev.every(e => ui.dims(e)) ? .18 : 1;
    g.beginPath(); g.arc(b.x, cy, rad, 0, 7); g.fillStyle = c.plot; g.fill(); g.lineWidth = 1.6; g.strokeStyle = col; g.stroke();
    if (b.top.kind === 'elected' || b.top.kind === 'violation' || b.top.kind === 'fail' || b.top.kind === 'crashed') { g.fillStyle = col; g.fill(); g.fillStyle = c.dark ? '#0b0f14' : '#fff'; } else g.fillStyle = col;
    if (rad > 5) { g.font = `${Math.round(rad * 1.35)}px system-ui, "DejaVu Sans", sans-serif`; g.textAlign = 'center'; g.fillText(glyph, b.x, cy + .8); }
    if (b.ev.length > 1 && rad > 6) { g.font = 'bold 8.5px system-ui, sans-serif'; const n = b.ev.length > 99 ? '99+' : b.ev.length; g.fillStyle = c.text; g.textAlign = 'left'; g.fillText(n, b.x + rad * .8, cy - rad * 1.05); }
    g.globalAlpha = 1; this.hits.push({x: b.x - rad - 1, y: cy - rad - 1, w: 2 * rad + 2, h: 2 * rad + 2, ev: b.ev, t: b.top.t});
  }

  marks() {
    const {g, c, m, ui} = this;
    for (const v of m.violations) {
      const x = this.x(v.t); if (x < -1 || x > this.w + 1) continue;
      g.strokeStyle = c.bad; g.lineWidth = 2; g.beginPath(); g.moveTo(x, 0); g.lineTo(x, this.h); g.stroke();
      g.font = 'bold 11px system-ui, sans-serif'; const text = '! ' + v.violation.split('\n')[0].slice(0, 60), tw = g.measureText(text).width + 12, left = Math.max(2, Math.min(x - tw / 2, this.w - tw - 2));
      g.fillStyle = c.bad; g.beginPath(); g.roundRect(left, 2, tw, 18, 5); g.fill(); g.fillStyle = '#fff'; g.textAlign = 'left'; g.fillText(text, left + 6, 11.5);
      this.hits.push({x: left, y: 0, w: tw, h: 20, ev: [v], t: v.t});
    }
    if (ui.cursor !== null) { g.strokeStyle = c.muted; g.globalAlpha = .5; g.lineWidth = 1; g.beginPath(); g.moveTo(ui.cursor + .5, AXIS); g.lineTo(ui.cursor + .5, this.h); g.stroke(); g.globalAlpha = 1; }
  }

  /** What is under the pointer, smallest things first. */
  at(x, y) {
    let best = null;
    for (const h of this.hits) if (x >= h.x && x <= h.x + h.w && y >= h.y && y <= h.y + h.h) { if (y > this.ui.top && h.fault) continue; if (!best || rank(h) < rank(best)) best = h; }
    return best;
    function rank(h) { return (h.low ? 1e9 : 0) + (h.ev ? 0 : 1e6) + h.w * h.h; }
  }
}

function lower(list, t) { let lo = 0, hi = list.length; while (lo < hi) { const mid = (lo + hi) >> 1; if (list[mid].t < t) lo = mid + 1; else hi = mid; } return lo; }
