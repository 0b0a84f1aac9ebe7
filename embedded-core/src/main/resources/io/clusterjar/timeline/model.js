'use strict';
// The recording as the page needs it: lanes with bars, faults, owners of slots, and a map from time to place.
const groupOf = JSON.parse(document.getElementById('groups').textContent);
const S = 1e9;

function readRecording(text) {
  const m = {head: {}, lanes: [], byName: new Map(), faults: [], faultById: new Map(), packets: new Map(), events: []};
  for (const line of text.split('\n')) {
    if (!line.trim()) continue;
    const o = JSON.parse(line);
    if (o.kind === 'recording') m.head = o;
    else if (o.kind === 'lane') { const l = {...o, name: o.lane, index: m.lanes.length, events: []}; m.lanes.push(l); m.byName.set(l.name, l); }
    else if (o.kind === 'fault') { m.faults.push(o); m.faultById.set(o.fault, o); }
    else if (o.kind === 'packets') m.packets.set(o.lane, o);
    else { o.group = groupOf[o.kind] || 'life'; o.i = m.events.length; m.events.push(o); }
  }
  m.end = Math.max(m.head.endedAt || 0, m.events.length ? m.events[m.events.length - 1].t : 0, 1);
  for (const e of m.events) {
    e.from = e.kind === 'message' ? e.sent : e.kind === 'operation' ? e.began : e.t;
    if (e.lane) m.byName.get(e.lane)?.events.push(e);
  }
  const last = m.events.length ? m.events[m.events.length - 1] : null;
  m.end = Math.max(m.end, last ? last.t : 0);
  buildShards(m); m.lanes.forEach(l => buildBars(m, l)); nameFaults(m); buildOwners(m); buildEpisodes(m);
  m.epochs = [...new Set(m.lanes.flatMap(l => l.bars.map(b => b.epoch)))].sort((a, b) => a - b);
  return m;
}

// Masters of the beginning lead the shards; replicas go with the one that they follow first.
function buildShards(m) {
  const first = new Map();
  for (const e of m.events) if (e.kind === 'role' && !first.has(e.lane)) first.set(e.lane, e);
  m.shards = []; const by = new Map(); m.others = [];
  for (const l of m.lanes) {
    const r = first.get(l.name);
    if (l.type === 'node' && (!r || r.master)) { const s = {leader: l, lanes: [l]}; l.shard = s; by.set(l.name, s); m.shards.push(s); }
  }
  for (const l of m.lanes) {
    if (l.shard) continue;
    const s = l.type === 'node' && by.get(first.get(l.name)?.other);
    if (s) { l.shard = s; l.follower = true; s.lanes.push(l); } else m.others.push(l);
  }
  m.shards.forEach((s, i) => { s.index = i; const n = m.shards.length; s.hue = Math.round(205 + i * (n < 7 ? 360 / Math.max(n, 3) : 137.508)) % 360; });
  m.lanes.forEach(l => { const at = l.shard ? l.shard.lanes.indexOf(l) : 0; l.hue = l.shard ? l.shard.hue : 40; l.tone = at; });
}

// What a lane is, over time: up, paused or down, role, epoch; and when its link or its cluster was not well.
function buildBars(m, l) {
  l.bars = []; l.ill = []; l.unlinked = []; l.ops = [];
  let now = null, ill = -1, un = -1;
  const set = (t, change) => {
    const next = {...(now || {life: 'unknown', role: '', epoch: 0, follows: ''}), ...change};
    if (now && now.life === next.life && now.role === next.role && now.epoch === next.epoch && now.follows === next.follows) return;
    if (now) { now.t1 = t; if (now.t1 > now.t0 || now.life !== 'unknown') l.bars.push(now); }
    now = {...next, t0: t, t1: m.end};
  };
  for (const e of l.events) {
    switch (e.kind) {
      case 'started': set(e.t, {life: 'up'}); break;
      case 'resumed': set(e.t, {life: 'up'}); break;
      case 'paused': set(e.t, {life: 'paused'}); break;
      case 'stopped': case 'crashed': case 'failed': set(e.t, {life: 'down'});
        if (ill >= 0) { l.ill.push([ill, e.t]); ill = -1; } if (un >= 0) { l.unlinked.push([un, e.t]); un = -1; } break;
      case 'role': set(e.t, {life: now && now.life === 'paused' ? 'paused' : 'up', role: e.master ? 'master' : 'replica', epoch: e.epoch, follows: e.other || ''});
        if (e.master && un >= 0) { l.unlinked.push([un, e.t]); un = -1; } break;
      case 'epoch': set(e.t, {epoch: e.configEpoch}); break;
      case 'state': if (!e.ok && ill < 0) ill = e.t; if (e.ok && ill >= 0) { l.ill.push([ill, e.t]); ill = -1; } break;
      case 'link-down': if (un < 0 && now && now.role === 'replica') un = e.t; break;
      case 'link-up': if (un >= 0) { l.unlinked.push([un, e.t]); un = -1; } break;
      case 'operation': l.ops.push(e); break;
    }
  }
  if (now) l.bars.push(now);
  if (ill >= 0) l.ill.push([ill, m.end]);
  if (un >= 0) l.unlinked.push([un, m.end]);
  l.bars = l.bars.filter(b => b.t1 > b.t0 || b.t0 === m.end);
}

function nameFaults(m) {
  const rows = [];
  m.faults.forEach((f, i) => {
    f.t1 = f.ended === undefined ? m.end : f.ended; f.open = f.ended === undefined;
    f.hue = [12, 280, 45, 330, 190, 95, 250, 65][i % 8];
    const named = f.from && f.from.length ? f.from : f.to && f.to.length ? f.to : null;
    f.side = new Set(named && named.length <= m.lanes.length / 2 + 1 ? named : []);
    f.label = shortFault(f);
    f.row = rows.findIndex(end => end <= f.t); if (f.row < 0) { f.row = rows.length; rows.push(0); }
    rows[f.row] = f.t1 + m.end / 1000;
  });
  m.faultRows = rows.length;
}

function shortFault(f) {
  const some = a => a.length > 4 ? a.slice(0, 3).join(', ') + ' +' + (a.length - 3) : a.join(', ');
  const head = f.what.split(/ (?:on )?\[| (?:on )?all but/)[0].trim();
  const a = f.from ? some(f.from) : f.fromAllBut && f.fromAllBut.length ? 'all but ' + some(f.fromAllBut) : 'all';
  const b = f.to ? some(f.to) : null;
  const planes = f.planes.length === 3 ? '' : ' · ' + f.planes.join('+');
  const mode = (f.what.match(/\((\w+)\)$/) || [])[1];
  return head + ' ' + (b ? a + (f.bothWays ? ' ⇄ ' : ' → ') + b : a) + planes + (mode && mode !== 'blackhole' ? ' · ' + mode : '') + (f.bothWays || b ? '' : ' · one way');
}

// Owners of slots between changes: [{t0, t1, pieces: [[first, last, lane or null, how many]]}]
function buildOwners(m) {
  const own = new Map(), down = new Set(); m.owners = []; let since = null;
  const parse = s => s ? s.split(' ').map(r => { const [a, b] = r.split('-'); return [+a, +(b ?? a)]; }) : [];
  const flush = t => {
    if (since !== null && t > since) m.owners.push({t0: since, t1: t, pieces: pieces()});
    since = t;
  };
  const pieces = () => {
    const cuts = new Map();
    for (const [l, ranges] of own) if (!down.has(l)) for (const [a, b] of ranges) { (cuts.get(a) || cuts.set(a, []).get(a)).push([1, l]); (cuts.get(b + 1) || cuts.set(b + 1, []).get(b + 1)).push([-1, l]); }
    const out = []; const on = new Set(); let at = 0;
    const put = (a, b) => { if (b <= a) return; const l = on.size ? [...on][on.size - 1] : null; out.push([a, b - 1, l, on.size, on.size > 1 ? [...on] : null]); };
    for (const s of [...cuts.keys()].sort((x, y) => x - y)) { put(at, s); at = s; for (const [d, l] of cuts.get(s)) d > 0 ? on.add(l) : on.delete(l); }
    put(at, 16384); return out;
  };
  for (const e of m.events) {
    const isLife = e.kind === 'crashed' || e.kind === 'stopped' || e.kind === 'failed' || e.kind === 'started';
    if (e.kind !== 'slots' && !(isLife && own.has(e.lane))) continue;
    flush(e.t);
    if (e.kind === 'slots') own.set(e.lane, parse(e.slots)); else if (e.kind === 'started') down.delete(e.lane); else down.add(e.lane);
  }
  flush(m.end);
  m.hasSlots = m.owners.some(o => o.pieces.some(p => p[3] > 0));
  m.overlaps = m.owners.filter(o => o.pieces.some(p => p[3] > 1));
}

// Shards in which nothing happened but talk of others.
function isQuiet(m, s) {
  const own = new Set(['crashed', 'failed', 'stopped', 'paused', 'elected', 'election-asked', 'link-down', 'violation', 'clock-skewed', 'clock-drifts', 'manual-failover', 'note']);
  return !s.lanes.some(l => m.faults.some(f => f.side.has(l.name)) || l.events.some(e => own.has(e.kind)) || l.bars.some(b => b.role && b.role !== l.bars[l.bars.length - 1].role));
}

// Episodes: from the moment on which something is wrong to the one at which all is well again.
function buildEpisodes(m) {
  const wrong = new Set(); m.episodes = []; let begun = null;
  const add = (k, t) => { if (!wrong.size) begun = t; wrong.add(k); };
  const del = (k, t) => { if (wrong.delete(k) && !wrong.size) m.episodes.push([begun, t]); };
  for (const e of m.events) {
    switch (e.kind) {
      case 'fault-begun': add('f' + e.fault, e.t); break;
      case 'fault-ended': del('f' + e.fault, e.t); break;
      case 'crashed': case 'stopped': case 'failed': case 'paused': add('l' + e.lane, e.t); for (const k of [...wrong]) if (k === 's' + e.lane || k.startsWith('x' + e.lane + '>')) del(k, e.t); break;
      case 'started': case 'resumed': del('l' + e.lane, e.t); break;
      case 'state': e.ok ? del('s' + e.lane, e.t) : add('s' + e.lane, e.t); break;
      case 'fail': add('x' + e.lane + '>' + e.other, e.t); break;
      case 'recovered': del('x' + e.lane + '>' + e.other, e.t); break;
    }
  }
  if (wrong.size) m.episodes.push([begun, m.end]);
  m.violations = m.events.filter(e => e.kind === 'violation');
}

// What may have led to an event: whatever happened before on its lanes, or reached them by a packet of note.
function causalPast(m, v) {
  const bound = new Map(); const past = new Set([v.i]);
  if (v.lane) bound.set(v.lane, v.t); else m.lanes.forEach(l => bound.set(l.name, v.t));
  m.lanes.forEach(l => l.type === 'client' && bound.set(l.name, v.t)); // what clients were told is what a violation is about
  const reach = (lane, t) => bound.has(lane) && t <= bound.get(lane);
  for (let i = v.i - 1; i >= 0; i--) {
    const e = m.events[i];
    if (e.kind === 'message' && reach(e.other, e.t)) { past.add(i); bound.set(e.lane, Math.max(bound.get(e.lane) ?? -1, e.sent)); }
    else if (e.group === 'fault') past.add(i);
    else if (!e.lane || reach(e.lane, e.t)) {
      past.add(i);
      if (e.kind === 'vote-granted' || e.kind === 'link-up' || e.kind === 'fail' || e.kind === 'slots-seen' || e.kind === 'suspected') if (e.other) bound.set(e.other, Math.max(bound.get(e.other) ?? -1, e.t));
    }
  }
  return past;
}

function pastWindow(m, v) {
  const eps = m.episodes.filter(p => p[0] <= v.t);
  let t0 = eps.length ? eps[eps.length - 1][0] : Math.max(0, v.t - 30 * S);
  for (let i = eps.length - 2; i >= 0 && t0 - eps[i][1] < 5 * S; i--) t0 = eps[i][0];
  return [t0, v.t];
}

// Time that is empty takes less room: a map that is linear between knots.
function buildWarp(m, squeeze) {
  const ts = [0], vs = [0], gaps = [];
  if (squeeze) {
    const quiet = 4 * S, margin = 0.8 * S;
    const times = m.events.filter(e => !(e.kind === 'drop' && e.nth > 1)).flatMap(e => e.from < e.t ? [e.from, e.t] : [e.t]).concat([m.end]).sort((a, b) => a - b);
    let last = 0, v = 0, at = 0;
    for (const t of times) {
      if (t - last > quiet) {
        const a = last + margin, b = t - margin, long = b - a;
        v += a - at; ts.push(a); vs.push(v);
        v += 0.7 * S * (1 + Math.log10(long / S)); ts.push(b); vs.push(v); at = b;
        gaps.push([a, b]);
      }
      last = Math.max(last, t);
    }
    vs.push(v + (m.end - at)); ts.push(m.end);
  } else { ts.push(m.end); vs.push(m.end); }
  const lerp = (x, xs, ys) => {
    if (x <= xs[0]) return ys[0] + (x - xs[0]);
    const n = xs.length - 1; if (x >= xs[n]) return ys[n] + (x - xs[n]);
    let lo = 0, hi = n; while (hi - lo > 1) { const mid = (lo + hi) >> 1; if (xs[mid] <= x) lo = mid; else hi = mid; }
    return xs[hi] === xs[lo] ? ys[lo] : ys[lo] + (ys[hi] - ys[lo]) * (x - xs[lo]) / (xs[hi] - xs[lo]);
  };
  return {to: t => lerp(t, ts, vs), from: v => lerp(v, vs, ts), end: vs[vs.length - 1], gaps, ts};
}

function clock(t, digits = 3) {
  const ms = Math.floor(Math.max(0, t) / 1e6), h = Math.floor(ms / 3600000), p = (n, w = 2) => String(n).padStart(w, '0');
  return (h ? h + ':' : '') + p(Math.floor(ms / 60000) % 60) + ':' + p(Math.floor(ms / 1000) % 60) + (digits ? '.' + p(ms % 1000, 3).slice(0, digits) : '');
}

function span(t) {
  const s = t / S;
  return s < 1 ? Math.round(s * 1000) + ' ms' : s < 90 ? +s.toFixed(1) + ' s' : s < 5400 ? +(s / 60).toFixed(1) + ' min' : +(s / 3600).toFixed(1) + ' h';
}

function brief(t) {
  const s = t / S;
  return s < 100 ? Math.round(s) + 's' : s < 6000 ? Math.round(s / 60) + 'm' : Math.round(s / 3600) + 'h';
}

function words(e) {
  switch (e.kind) {
    case 'started': return 'started on ' + e.address;
    case 'failed': return 'failed and is stopped: ' + e.why;
    case 'role': return e.master ? 'is a master, epoch ' + e.epoch : 'is a replica of ' + (e.other || 'nobody');
    case 'slots': return e.slots ? 'owns ' + e.count + ' slots (' + (e.slots.length > 80 ? e.slots.slice(0, 77) + '…' : e.slots) + '), epoch ' + e.epoch : 'owns no slots';
    case 'epoch': return 'epoch ' + e.configEpoch + ', greatest seen ' + e.currentEpoch;
    case 'slots-seen': return 'learns that ' + e.count + ' slots are ' + e.other + "'s, epoch " + e.epoch;
    case 'replica-of': return 'is told to follow ' + e.other;
    case 'suspected': return 'suspects ' + e.other + ' (PFAIL)';
    case 'fail': return 'marks ' + e.other + ' as FAIL' + (e.byQuorum ? ', a majority agrees' : ', as told');
    case 'recovered': return 'sees ' + e.other + ' again';
    case 'state': return 'cluster_state:' + (e.ok ? 'ok' : 'fail');
    case 'election-scheduled': return 'will stand for election in ' + e.delayMs + ' ms, rank ' + e.rank + ', offset ' + e.offset;
    case 'election-asked': return 'asks for votes, epoch ' + e.epoch + ', rank ' + e.rank + ', offset ' + e.offset;
    case 'election-barred': return 'stands for no election: ' + e.why;
    case 'vote-granted': return 'votes for ' + e.other + ', epoch ' + e.epoch;
    case 'vote-refused': return 'does not vote for ' + e.other + ', epoch ' + e.epoch + ': ' + e.why;
    case 'elected': return 'is elected master, epoch ' + e.epoch + ', ' + e.votes + ' votes';
    case 'manual-failover': return 'manual failover: ' + e.step;
    case 'link-up': return (e.full ? 'full sync from ' : 'in sync with ') + e.other + ' at offset ' + e.offset;
    case 'link-down': return 'loses its master ' + (e.other || '') + ' at offset ' + e.offset;
    case 'fault-begun': return 'fault ' + e.fault + ' begins: ' + e.what;
    case 'fault-ended': return 'fault ' + e.fault + ' ends, stopped ' + e.stopped + ': ' + e.what;
    case 'message': return e.type + ' to ' + e.other + ', epoch ' + e.epoch + (e.t > e.sent ? ', ' + span(e.t - e.sent) + ' on its way' : '');
    case 'drop': return e.what + ' to ' + e.other + ' stopped by fault ' + e.fault + (e.nth > 1 ? ', no. ' + e.nth + ' on this link' : '');
    case 'operation': return e.operation + ' (' + span(e.t - e.began) + ['', ', refused', ', outcome unknown'][e.outcome] + ')';
    case 'note': return e.note;
    case 'deployment': return e.what;
    case 'clock-skewed': return 'clock skewed by ' + e.byMs + ' ms';
    case 'clock-drifts': return 'clock runs at rate ' + e.rate;
    case 'clock-advanced': return 'time advanced by ' + span(e.byMs * 1e6);
    case 'violation': return 'VIOLATION: ' + e.violation;
    default: return e.kind.replace(/-/g, ' ');
  }
}
