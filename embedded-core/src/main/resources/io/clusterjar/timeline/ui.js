// Hands and eyes: what is shown, filtered, hovered and listed.
const $ = id => document.getElementById(id);
const model = readRecording($('recording').textContent);
const DOTS = {life: 'good', role: 'accent', slots: 'blue', epoch: 'muted', suspicion: 'warn', state: 'bad', election: 'violet', replication: 'good', fault: 'warn', message: 'violet', drop: 'bad', client: 'good', clock: 'warn', violation: 'bad'};

const ui = {
  v0: 0, v1: 1, scroll: 0, top: 0, squeeze: true, hidden: new Set(), query: '', past: null, cursor: null, rows: [], rowOf: new Map(), closed: new Set(),
  shows(e) { const p = planeOf(e); return !this.hidden.has(e.group) && !(p && this.hidden.has(p)) || e.kind === 'violation'; },
  dims(e) { return !!e && (this.query !== '' && !matches(e, this.query) || this.past !== null && !this.past.has(e.i)); },
};

function prepare() {
  const m = model; m.links = m.events.filter(e => e.kind === 'message' || e.kind === 'drop');
  const firstRole = new Set();
  for (const l of m.lanes) l.badges = l.events.filter(e => {
    if (!BADGE[e.kind]) return false;
    if (e.kind === 'role') { const first = !firstRole.has(e.lane); firstRole.add(e.lane); return !first; }
    if (e.kind === 'state' && e.ok && e.t === 0 || e.kind === 'started' && e.t === 0 || e.kind === 'link-up' && e.t < S / 10) return false;
    return e.kind !== 'vote-refused' || e.why !== 'NOT_A_VOTER';
  });
  for (const s of m.shards) s.badges = s.lanes.flatMap(l => l.badges).sort((a, b) => a.i - b.i);
  for (const e of m.events) if (e.kind === 'fault-begun') { const f = m.faultById.get(e.fault); if (f) f.event = e; }
  m.shards.forEach(s => { s.quiet = isQuiet(m, s); });
  if (m.lanes.length > 40) quiet(true);
}

/** Closes the shards in which nothing happened, or opens all. */
function quiet(on) { ui.quiet = on; ui.closed.clear(); if (on) model.shards.forEach(s => { if (s.quiet && s.lanes.length > 1) ui.closed.add(s); }); }

function layout() {
  const m = model, n = m.lanes.length, grouped = ui.grouped = m.shards.length > 4 && m.shards.some(s => s.lanes.length > 1);
  ui.faultRows = Math.min(m.faultRows, 6); ui.stripTop = AXIS + ui.faultRows * FAULT + 4; ui.top = ui.stripTop + (m.hasSlots ? STRIP : 0);
  const base = n <= 8 ? 40 : n <= 14 ? 30 : n <= 30 ? 22 : n <= 60 ? 18 : 15, room = ($('plot').clientHeight - ui.top - 6 * m.shards.length - 20) / Math.max(n, 1), h = Math.round(Math.max(base, Math.min(grouped ? 30 : 62, room)));
  ui.rows = []; ui.rowOf = new Map(); let y = grouped ? 0 : 6;
  for (const s of m.shards) {
    const closed = ui.closed.has(s);
    if (grouped) { const r = {type: 'group', shard: s, lanes: s.lanes, badges: s.badges, closed, y, h: closed ? Math.max(h, 18) : 16}; ui.rows.push(r); y += r.h; if (closed) s.lanes.forEach(l => ui.rowOf.set(l.name, r)); }
    if (!closed) for (const l of s.lanes) { const r = {type: 'lane', lane: l, y, h}; ui.rows.push(r); ui.rowOf.set(l.name, r); y += h; }
    if (!grouped) y += 6;
  }
  for (const l of m.others) { const r = {type: 'lane', lane: l, y, h: Math.max(22, h * .75)}; ui.rows.push(r); ui.rowOf.set(l.name, r); y += r.h; }
  ui.height = y + 8; headers();
}

function headers() {
  const c = palette(), inner = $('inner'); inner.textContent = ''; inner.style.height = ui.height + 'px'; $('corner').style.height = ui.top + 'px'; $('corner').textContent = '';
  const say = (y, text) => { const s = document.createElement('span'); s.style.top = y + 'px'; s.textContent = text; $('corner').append(s); };
  say(18, 'cluster time'); if (model.faults.length) say(AXIS + 2, 'faults'); if (model.hasSlots) { say(ui.stripTop, 'owners of slots 0'); say(ui.stripTop + STRIP - 24, '… 16383'); }
  for (const r of ui.rows) {
    const d = document.createElement('div'); d.style.top = r.y + 'px'; d.style.height = r.h + 'px';
    if (r.type === 'group') {
      d.className = 'group'; d.dataset.shard = r.shard.index + 1; d.textContent = (r.closed ? '▸ ' : '▾ ') + 'shard ' + (r.shard.index + 1) + (r.closed ? ' · ' + r.lanes.length + (r.shard.quiet ? ' quiet' : '') + ' nodes' : '');
      d.onclick = () => { ui.closed.has(r.shard) ? ui.closed.delete(r.shard) : ui.closed.add(r.shard); layout(); paint(); };
    } else {
      const l = r.lane; d.className = 'lane' + (l.follower ? ' replica' : '') + (r.h < 22 ? ' tight' : ''); d.dataset.lane = l.name; d.dataset.type = l.type; d.title = [l.name, l.address, l.id].filter(Boolean).join('\n');
      const s = document.createElement('span'); s.className = 'swatch'; s.style.background = l.type === 'node' ? ownerColor(l, c) : c.muted;
      const b = document.createElement('b'); b.textContent = l.name; const i = document.createElement('small'); i.textContent = l.type === 'node' ? (l.address || '').split(':').pop() : l.type;
      d.append(s, b, i); d.onclick = () => { $('search').value = $('search').value === l.name ? '' : l.name; search(); };
    }
    inner.append(d);
  }
}

function matches(e, q) { return (e.hay ||= ((e.lane || '') + ' ' + (e.other || '') + ' ' + e.kind + ' ' + words(e)).toLowerCase()).includes(q); }

let pending = 0;
function paint() { if (!pending) pending = requestAnimationFrame(() => { pending = 0; paintNow(); }); }

function paintNow() {
  const w = $('plot').clientWidth, h = $('plot').clientHeight;
  if (w !== picture.w || h !== picture.h || picture.ratio !== devicePixelRatio) { picture.size(w, h); picture.ratio = devicePixelRatio; }
  ui.scroll = Math.max(0, Math.min(ui.scroll, ui.height - (h - ui.top))); $('inner').style.transform = `translateY(${-ui.scroll}px)`;
  const stats = picture.draw(ui), t = view(); overview(); listSoon();
  Object.assign(document.body.dataset, {ready: 'yes', lanes: model.lanes.length, faults: model.faults.length, violations: model.violations.length, overlaps: model.overlaps.length,
    from: Math.round(t[0] / 1e6), to: Math.round(t[1] / 1e6), squeezed: ui.squeeze ? ui.warp.gaps.length : 0, past: ui.past ? ui.past.size : 0,
    drawnBars: stats.bars, drawnArrows: stats.arrows, drawnDrops: stats.drops, drawnBadges: stats.badges, drawnFaults: stats.faults, drawnOperations: stats.operations});
}

const view = () => [Math.max(0, ui.warp.from(ui.v0)), Math.min(model.end, ui.warp.from(ui.v1))];

function setView(v0, v1) {
  const least = 2e6, most = ui.warp.end * 1.06 + S / 10; let len = Math.min(Math.max(v1 - v0, least), most), mid = (v0 + v1) / 2;
  ui.v0 = mid - len / 2; const lo = -ui.warp.end * .03 - S / 20, hi = ui.warp.end * 1.03 + S / 20;
  ui.v0 = Math.max(lo, Math.min(ui.v0, Math.max(lo, hi - len))); ui.v1 = ui.v0 + len; paint();
}
const setTimes = (t0, t1, pad = .04) => { const a = ui.warp.to(t0), b = ui.warp.to(t1), p = Math.max((b - a) * pad, 2e6); setView(a - p, b + p); };
const fit = () => { ui.past = null; pressed(); setView(-ui.warp.end * .02, ui.warp.end * 1.02); };
const zoom = (factor, at = .5) => { const v = ui.v0 + (ui.v1 - ui.v0) * at; setView(v - (v - ui.v0) * factor, v + (ui.v1 - v) * factor); };
const pan = part => { const d = (ui.v1 - ui.v0) * part; setView(ui.v0 + d, ui.v1 + d); };

function squeeze(on) { const t = ui.warp ? view() : null; ui.squeeze = on; ui.warp = buildWarp(model, on); if (t) setTimes(t[0], t[1], 0); pressed(); }
function toViolation() {
  const v = model.violations[0]; if (!v) return;
  ui.past = causalPast(model, v); const [a, b] = pastWindow(model, v); setTimes(a, b, .06); pressed();
}
function pressed() { $('quiet').hidden = !ui.grouped; $('quiet').setAttribute('aria-pressed', !!ui.quiet); $('idle').setAttribute('aria-pressed', ui.squeeze); $('panel').setAttribute('aria-pressed', !document.body.classList.contains('noside')); $('violation').hidden = !model.violations.length; $('violation').textContent = ui.past ? 'causal past' : 'violation'; }
function theme(name) { document.documentElement.dataset.theme = name; headers(); overviewImage = null; paint(); }

// ---- overview

let overviewImage = null;
function overview() {
  const cv = $('map'), w = $('overview').clientWidth, h = $('overview').clientHeight, r = devicePixelRatio || 1, g = cv.getContext('2d'), c = palette();
  const X = t => (ui.warp.to(t) / ui.warp.end) * w;
  if (!overviewImage || overviewImage.width !== Math.round(w * r) || overviewImage.warp !== ui.warp) {
    cv.width = Math.round(w * r); cv.height = Math.round(h * r); g.setTransform(r, 0, 0, r, 0, 0); g.fillStyle = c.plot; g.fillRect(0, 0, w, h);
    for (const [a, b] of ui.warp.gaps) { g.fillStyle = c.alt; g.fillRect(X(a), 0, X(b) - X(a), h); }
    for (const f of model.faults) { g.fillStyle = hsl(f.hue, 80, 55, .22); g.fillRect(X(f.t), 0, Math.max(X(f.t1) - X(f.t), 1), h); }
    const bins = new Float32Array(Math.ceil(w) + 1); for (const e of model.events) if (e.t > 0 && e.kind !== 'epoch') bins[Math.max(0, Math.min(bins.length - 1, Math.floor(X(e.t))))]++;
    const top = Math.log1p(bins.reduce((a, b) => Math.max(a, b), 1)); g.fillStyle = c.accent; bins.forEach((n, x) => { if (n) { const y = Math.log1p(n) / top * (h - 8); g.fillRect(x, h - y, 1, y); } });
    for (const o of model.overlaps) { g.fillStyle = c.bad; g.fillRect(X(o.t0), 0, Math.max(X(o.t1) - X(o.t0), 1), 3); }
    for (const v of model.violations) { g.fillStyle = c.bad; g.fillRect(X(v.t) - 1, 0, 2, h); }
    overviewImage = document.createElement('canvas'); overviewImage.width = cv.width; overviewImage.height = cv.height; overviewImage.warp = ui.warp; overviewImage.getContext('2d').drawImage(cv, 0, 0);
  }
  g.setTransform(1, 0, 0, 1, 0, 0); g.drawImage(overviewImage, 0, 0); g.setTransform(r, 0, 0, r, 0, 0);
  const a = ui.v0 / ui.warp.end * w, b = ui.v1 / ui.warp.end * w; g.fillStyle = c.dark ? '#0d1117aa' : '#f7f8fabb'; g.fillRect(0, 0, Math.max(a, 0), h); g.fillRect(b, 0, w, h);
  g.strokeStyle = c.accent; g.lineWidth = 1.5; g.strokeRect(Math.max(a, 1), 1, Math.min(b, w - 1) - Math.max(a, 1), h - 2);
}

// ---- lists

let listTimer = 0;
function listSoon() { if (!listTimer) listTimer = setTimeout(() => { listTimer = 0; list(); }, 90); }
function item(e) {
  const li = document.createElement('li'); li.style.setProperty('--dot', palette()[DOTS[e.group]] || ''); li.dataset.kind = e.kind; li.dataset.i = e.i; li.append(line(e));
  li.onclick = () => { const len = Math.min(ui.v1 - ui.v0, 4 * S), v = ui.warp.to(e.t); setView(v - len / 2, v + len / 2); reveal(e.lane); flash(li); }; return li;
}
function line(e) { const f = document.createDocumentFragment(), t = document.createElement('time'); t.textContent = clock(e.t); f.append(t); if (e.lane) { const b = document.createElement('b'); b.textContent = e.lane; f.append(b, ' '); } f.append(words(e)); return f; }
function flash(li) { document.querySelectorAll('#side li.on').forEach(o => o.classList.remove('on')); li.classList.add('on'); }
function reveal(name) { const r = ui.rowOf.get(name); if (r) { const h = picture.h - ui.top; if (r.y < ui.scroll || r.y + r.h > ui.scroll + h) ui.scroll = r.y - h / 2; paint(); } }

// Things that come in crowds and say little one by one.
const crowdOf = e => e.kind === 'operation' ? 'op' : e.kind === 'drop' ? 'drop' + e.fault : null;
function crowd(run) {
  const li = document.createElement('li'), a = run[0], z = run[run.length - 1], lanes = [...new Set(run.map(e => e.lane))], who = lanes.length > 3 ? lanes.length + ' lanes' : lanes.join(', ');
  li.style.setProperty('--dot', palette()[DOTS[a.group]] || ''); li.dataset.kind = a.kind; li.dataset.count = run.length; const t = document.createElement('time'), s = document.createElement('small'); t.textContent = clock(a.t);
  const part = (o, text) => { const k = run.filter(e => e.outcome === o).length; return k ? [k + text] : []; };
  li.append(t, a.kind === 'drop' ? run.length + ' drops by fault ' + a.fault : run.length + ' operations: ' + [...part(0, ' done'), ...part(1, ' refused'), ...part(2, ' of unknown outcome')].join(', ')); s.textContent = who + ', until ' + clock(z.t); li.append(s); li.onclick = () => { setTimes(a.from, z.t, .1); flash(li); }; return li;
}

function list() {
  const [t0, t1] = view(), out = []; let n = 0, run = []; const MOST = 400;
  const flush = () => { if (run.length > 3) out.push(crowd(run)); else run.forEach(e => out.push(item(e))); run = []; };
  for (let i = lower(model.events, t0); i < model.events.length; i++) {
    const e = model.events[i]; if (e.t > t1) break; if (!ui.shows(e) || ui.dims(e)) continue;
    n++; if (out.length > MOST) continue;
    const key = ui.query ? null : crowdOf(e); if (run.length && (key === null || crowdOf(run[0]) !== key)) flush();
    if (key === null) out.push(item(e)); else run.push(e);
  }
  flush(); if (out.length > MOST) { const li = document.createElement('li'); li.textContent = '… and more: zoom in, or filter'; out.push(li); }
  $('events').replaceChildren(...out); $('eventCount').textContent = n;
}

function listFaults() {
  $('faultCount').textContent = model.faults.length;
  $('faults').replaceChildren(...model.faults.map(f => {
    const li = document.createElement('li'); li.className = 'fault'; li.dataset.fault = f.fault; li.style.setProperty('--dot', hsl(f.hue, 78, 55));
    const b = document.createElement('b'); b.textContent = f.fault + '  ' + f.label; const s = document.createElement('small');
    s.textContent = clock(f.t) + ' to ' + (f.open ? 'the end' : clock(f.t1)) + ' (' + span(f.t1 - f.t) + '), stopped ' + f.stopped; li.append(b, s); li.title = stoppedText(f);
    li.onclick = () => { setTimes(f.t, f.t1, .1); flash(li); }; return li;
  }));
}
const stoppedText = f => f.what + (f.links.length ? '\nstopped:\n' + [...f.links].sort((a, b) => b.stopped - a.stopped).slice(0, 14).map(l => '  ' + l.from + ' → ' + l.to + ' ' + l.plane + ': ' + l.stopped).join('\n') : '');

function filters() {
  const nav = $('filters'), counts = new Map(); for (const e of model.events) counts.set(e.group, (counts.get(e.group) || 0) + 1);
  const add = (key, label, n, dot) => { const b = document.createElement('button'); b.dataset.filter = key; b.append(label); if (n !== null) { const i = document.createElement('i'); i.textContent = n; b.append(i); } b.style.setProperty('--dot', `var(--${dot})`); if (dot === 'violet') b.style.setProperty('--dot', palette().violet); if (dot === 'blue') b.style.setProperty('--dot', palette().blue);
    b.setAttribute('aria-pressed', !ui.hidden.has(key)); b.onclick = ev => { if (ev.altKey || ev.shiftKey) { const all = [...nav.querySelectorAll('button')].map(o => o.dataset.filter).filter(k => !PLANES.includes(k)), only = all.every(k => k === key || ui.hidden.has(k)); all.forEach(k => only || k === key ? ui.hidden.delete(k) : ui.hidden.add(k)); } else ui.hidden.has(key) ? ui.hidden.delete(key) : ui.hidden.add(key); filters(); paint(); }; nav.append(b); };
  nav.textContent = '';
  for (const g of Object.keys(DOTS)) if (counts.get(g)) add(g, {message: 'bus messages', drop: 'drops', life: 'starts & ends', client: 'clients', suspicion: 'PFAIL & FAIL', state: 'cluster_state'}[g] || g, counts.get(g), DOTS[g]);
  nav.append(document.createElement('hr')); const label = document.createElement('span'); label.textContent = 'planes'; nav.append(label); const planes = new Set(model.links.map(planeOf)); for (const p of PLANES) if (planes.has(p)) add(p, p, null, 'muted');
}

function search() { ui.query = $('search').value.trim().toLowerCase(); paint(); }
function step(dir) {
  const t = ui.warp.from((ui.v0 + ui.v1) / 2), ok = e => ui.shows(e) && !ui.dims(e) && (ui.query ? true : BADGE[e.kind] && BADGE[e.kind][0] >= 5);
  const e = dir > 0 ? model.events.find(e => e.t > t + 1e6 && ok(e)) : [...model.events].reverse().find(e => e.t < t - 1e6 && ok(e));
  if (e) { const len = ui.v1 - ui.v0, v = ui.warp.to(e.t); setView(v - len / 2, v + len / 2); reveal(e.lane); }
}

// ---- pointer and keys

function tip(h, x, y) {
  const t = $('tip'); if (!h) { t.hidden = true; return; }
  t.textContent = ''; const add = n => { const d = document.createElement('div'); d.append(n); t.append(d); };
  if (h.ev) { h.ev.slice(0, 12).forEach(e => add(line(e))); if (h.ev.length > 12) add('… and ' + (h.ev.length - 12) + ' more'); }
  else if (h.fault) stoppedText(h.fault).split('\n').forEach((l, i) => add(i ? l : 'fault ' + h.fault.fault + ': ' + l + ', ' + span(h.fault.t1 - h.fault.t)));
  else if (h.slots) { const [a, b, n, k] = h.slots; add('slots ' + a + '–' + b + ': ' + (k === 0 ? 'nobody' : k === 1 ? n : h.lanes.join(' and ') + ' at once')); add(clock(h.t) + ' to ' + clock(h.t1)); }
  else if (h.bar) { add(h.lane.name + ': ' + (h.bar.life === 'up' ? '' : h.bar.life + ', ') + (h.bar.role || 'no role yet') + (h.bar.follows ? ' of ' + h.bar.follows : '') + ', epoch ' + h.bar.epoch); add(clock(h.bar.t0) + ' to ' + clock(h.bar.t1) + ' (' + span(h.bar.t1 - h.bar.t0) + ')'); }
  else add(h.text);
  t.hidden = false; const w = t.offsetWidth, hh = t.offsetHeight; t.style.left = Math.max(4, x + 14 + w > picture.w ? x - w - 12 : x + 14) + 'px'; t.style.top = Math.max(4, y + 14 + hh > picture.h ? y - hh - 10 : y + 14) + 'px';
}

function hands() {
  const plot = $('plot'); let drag = null;
  plot.addEventListener('wheel', e => {
    e.preventDefault(); const at = e.offsetX / picture.w;
    if (e.shiftKey || Math.abs(e.deltaX) > Math.abs(e.deltaY)) pan((e.deltaX || e.deltaY) / picture.w);
    else if (e.altKey) { ui.scroll += e.deltaY; paint(); }
    else zoom(Math.exp(Math.max(-80, Math.min(80, e.deltaY)) * .0035), at);
  }, {passive: false});
  $('lanes').addEventListener('wheel', e => { e.preventDefault(); ui.scroll += e.deltaY; paint(); }, {passive: false});
  plot.addEventListener('pointerdown', e => { drag = {x: e.clientX, y: e.clientY, v0: ui.v0, v1: ui.v1, scroll: ui.scroll, moved: false}; plot.setPointerCapture(e.pointerId); });
  plot.addEventListener('pointermove', e => {
    if (drag) { const d = (e.clientX - drag.x) / picture.w * (drag.v1 - drag.v0); drag.moved ||= Math.abs(e.clientX - drag.x) + Math.abs(e.clientY - drag.y) > 4; if (drag.moved) { plot.classList.add('dragging'); ui.scroll = drag.scroll - (e.clientY - drag.y); setView(drag.v0 - d, drag.v1 - d); $('tip').hidden = true; } return; }
    ui.cursor = e.offsetX; tip(picture.at(e.offsetX, e.offsetY), e.offsetX, e.offsetY); paint();
  });
  plot.addEventListener('pointerup', e => { if (drag && !drag.moved) { const h = picture.at(e.offsetX, e.offsetY); if (h && h.fault) setTimes(h.fault.t, h.fault.t1, .1); } drag = null; plot.classList.remove('dragging'); });
  plot.addEventListener('pointerleave', () => { ui.cursor = null; $('tip').hidden = true; paint(); });
  plot.addEventListener('dblclick', e => zoom(.4, e.offsetX / picture.w));
  const over = $('overview'); let held = false; const jump = e => { const v = (e.clientX - over.getBoundingClientRect().left) / over.clientWidth * ui.warp.end, len = ui.v1 - ui.v0; setView(v - len / 2, v + len / 2); };
  over.addEventListener('pointerdown', e => { held = true; over.setPointerCapture(e.pointerId); jump(e); }); over.addEventListener('pointermove', e => held && jump(e)); over.addEventListener('pointerup', () => held = false);
  over.addEventListener('wheel', e => { e.preventDefault(); zoom(Math.exp(e.deltaY * .0035)); }, {passive: false});
  const keys = {ArrowLeft: () => pan(-.15), ArrowRight: () => pan(.15), ArrowUp: () => { ui.scroll -= 60; paint(); }, ArrowDown: () => { ui.scroll += 60; paint(); }, PageUp: () => { ui.scroll -= picture.h / 2; paint(); }, PageDown: () => { ui.scroll += picture.h / 2; paint(); },
    '+': () => zoom(.7), '=': () => zoom(.7), '-': () => zoom(1 / .7), f: fit, 0: fit, v: () => model.violations.length && (ui.past ? (ui.past = null, pressed(), paint()) : toViolation()), c: () => squeeze(!ui.squeeze), e: () => $('panel').click(), q: () => $('quiet').click(), t: () => $('theme').click(), n: () => step(1), p: () => step(-1), '?': () => $('help').click()};
  addEventListener('keydown', e => {
    if (e.target === $('search')) { if (e.key === 'Escape') { $('search').value = ''; search(); $('plot').focus(); } if (e.key === 'Enter') step(e.shiftKey ? -1 : 1); return; }
    if (e.ctrlKey || e.metaKey || $('legend').open) return;
    if (e.key === '/') { e.preventDefault(); $('search').focus(); return; }
    const k = keys[e.key] || keys[e.key.toLowerCase()]; if (k) { e.preventDefault(); k(); }
  });
  $('search').addEventListener('input', search); $('fit').onclick = fit; $('idle').onclick = () => squeeze(!ui.squeeze); $('violation').onclick = toViolation;
  $('panel').onclick = () => { document.body.classList.toggle('noside'); pressed(); paint(); }; $('theme').onclick = () => theme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'); $('help').onclick = legend; $('quiet').onclick = () => { quiet(!ui.quiet); layout(); pressed(); paint(); };
  addEventListener('resize', () => { layout(); paint(); });
}

function legend() {
  const d = $('legend'), c = palette(); d.textContent = ''; const h3 = t => { const e = document.createElement('h3'); e.textContent = t; d.append(e); }, grid = rows => { const g = document.createElement('div'); g.className = 'grid'; rows.forEach(r => g.append(...r)); d.append(g); };
  const say = t => { const s = document.createElement('span'); s.textContent = t; return s; }, key = t => { const k = document.createElement('kbd'); k.textContent = t; return k; };
  const pic = f => { const cv = document.createElement('canvas'); cv.width = 128; cv.height = 36; const p = new Picture(model, cv); p.c = c; p.ui = ui; p.w = 64; p.h = 18; p.g.scale(2, 2); p.g.textBaseline = 'middle'; f(p, p.g); return cv; };
  const bar = (b, hatch) => pic((p, g) => { g.fillStyle = barColor(model, c, b); if (b.life !== 'down') g.fillRect(2, 3, 60, 12); if (hatch) p.hatch(2, 3, 60, 12, b.life === 'down' ? c.muted : c.warn, 6, b.life === 'paused'); });
  const badge = kind => pic(p => { p.badge({x: 32, ev: [{kind, i: -1}], top: {kind, ok: 0}}, 9, 7); }), e0 = model.epochs[0] || 0; const past = ui.past, query = ui.query; ui.past = null; ui.query = '';
  h3('Lanes'); grid([[bar({life: 'up', role: 'master', epoch: e0}), say('master; the shade tells the epoch'), bar({life: 'up', role: 'replica', epoch: e0}), say('replica')], [bar({life: 'down'}, true), say('down'), bar({life: 'paused', role: 'master', epoch: e0}, true), say('paused')],
    [pic((p, g) => { g.fillStyle = c.bad; g.fillRect(2, 9, 60, 3); }), say('below a lane: cluster_state:fail'), pic((p, g) => { g.fillStyle = c.warn; for (let x = 2; x < 60; x += 6) g.fillRect(x, 7, 3, 3); }), say('above a lane: link to master down')]]);
  h3('Marks'); grid([['elected', 'elected master', 'election-asked', 'asks for votes'], ['vote-granted', 'votes', 'vote-refused', 'does not vote'], ['suspected', 'suspects (PFAIL)', 'fail', 'marks as FAIL'], ['state', 'cluster_state changed', 'crashed', 'crashed'], ['role', 'role changed', 'violation', 'violation']].map(r => [badge(r[0]), say(r[1]), badge(r[2]), say(r[3])]));
  h3('Between lanes'); grid([[pic((p, g) => { g.strokeStyle = c.violet; g.lineWidth = 1.4; g.beginPath(); g.moveTo(4, 9); g.lineTo(58, 9); g.stroke(); }), say('votes asked for and given'), pic((p, g) => { g.strokeStyle = c.bad; g.lineWidth = 1.4; g.beginPath(); g.moveTo(4, 9); g.lineTo(58, 9); g.stroke(); }), say('FAIL is told; blue: UPDATE')],
    [pic((p, g) => { g.strokeStyle = hsl(12, 80, 50); g.lineWidth = 1.3; g.beginPath(); g.moveTo(4, 9); g.lineTo(36, 9); g.stroke(); g.lineWidth = 2; g.beginPath(); g.moveTo(33, 6); g.lineTo(39, 12); g.moveTo(39, 6); g.lineTo(33, 12); g.stroke(); }), say('stopped by the fault of that colour; dashed: replication, dotted: client'), pic((p, g) => { g.fillStyle = c.bad; g.fillRect(2, 3, 60, 12); }), say('slots with two owners')]]);
  h3('Keys'); grid([['wheel, + −', 'zoom'], ['drag, ← →', 'pan; shift + wheel too'], ['↑ ↓, wheel on names', 'scroll lanes'], ['N P', 'next, previous event of note'], ['V', 'causal past of the violation'], ['C', 'squeeze idle time'], ['F', 'everything'], ['/', 'search; Enter steps'], ['E', 'list'], ['Q', 'close quiet shards'], ['T', 'light, dark'], ['?', 'this']].reduce((a, r, i) => { const cells = [key(r[0]), say(r[1])]; i % 2 ? a[a.length - 1].push(...cells) : a.push(cells); return a; }, []));
  ui.past = past; ui.query = query; const ok = document.createElement('button'); ok.textContent = 'close'; ok.style.marginTop = '16px'; ok.onclick = () => d.close(); d.append(ok); d.showModal();
}

function brand() {
  const h = model.head; $('name').textContent = h.name; document.title = h.name + (h.seed ? ' · seed ' + h.seed : '') + ' · timeline';
  $('facts').textContent = [model.lanes.filter(l => l.type === 'node').length + ' nodes', span(model.end), h.seed ? 'seed ' + h.seed : '', model.events.length + ' events' + (h.forgotten ? ' (' + h.forgotten + ' earlier ones forgotten)' : ''), 'from ' + new Date(h.startedMs || 0).toISOString().replace('T', ' ').slice(0, 19) + ' UTC'].filter(Boolean).join('  ·  ');
  const v = model.violations[0], box = $('violations'); if (v) { box.hidden = false; box.textContent = clock(v.t) + '  ' + (v.lane ? v.lane + ': ' : '') + v.violation.slice(0, 400); box.onclick = toViolation; }
}

const asked = new URLSearchParams(location.search);
document.documentElement.dataset.theme = asked.get('theme') || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
prepare(); const picture = new Picture(model, $('canvas')); ui.warp = buildWarp(model, true); brand(); listFaults(); filters(); layout(); hands(); pressed();
if (asked.get('side') === 'no') document.body.classList.add('noside');
model.violations.length ? toViolation() : fit();
if (asked.has('from')) setTimes(+asked.get('from') * 1e6, +asked.get('to') * 1e6, 0);
paintNow(); list();
window.timeline = {model, ui, view, setTimes, fit, toViolation, squeeze, stats: () => picture.stats, search: q => { $('search').value = q; search(); }};
