package io.clusterjar.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.Fault;
import io.clusterjar.TimelineClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page, in a real browser. */
class HtmlPageTest {
    private static String page = "";

    @TempDir
    Path directory;

    /** A long quiet time, a master cut off and replaced, a promise broken, a long quiet time. */
    @BeforeAll
    static void play() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().masters(3).replicasPerMaster(1).startStepped(7)) {
            ClusterNode old = cluster.node(1);
            TimelineClient client = cluster.timeline().client("z1");
            cluster.clock().advance(Duration.ofMinutes(10));
            client.operation("SET a b").done("OK");
            Fault cut = cluster.network().isolate(old);
            cluster.await().masterOfSlot(8000).isNot(old);
            cluster.clock().advance(Duration.ofSeconds(5));
            client.operation("SET a </script><b>").unknown("timed out");
            cut.close();
            cluster.await().converged();
            cluster.timeline().violation("a is lost", old);
            cluster.clock().advance(Duration.ofMinutes(10));
            page = cluster.timeline().html();
        }
    }

    private String answer(String html, String script) throws IOException, InterruptedException {
        String answer = Browser.orSkip(directory).open(html, script).answer();
        assertThat(answer).endsWith("\"wrong\":[]}");
        return answer.substring("{\"answer\":".length(), answer.length() - ",\"wrong\":[]}".length());
    }

    @Test
    void shouldNeedNothingFromOutsideWhenOpenedFromAFile() {
        assertThat(page)
                .doesNotContainPattern("https?://")
                .doesNotContainPattern("<link|@import|url\\(| src=|fetch\\(|XMLHttpRequest|import\\(")
                .contains("\\u003c/script\\u003e");
        assertThat(page.split("</script>", -1)).as("two of data, one of script").hasSize(4);
    }

    @Test
    void shouldShowLanesFaultsAndDropsWhenOpened() throws IOException, InterruptedException {
        Browser.Page shown = Browser.orSkip(directory).open(page, """
                const texts = q => [...document.querySelectorAll(q)].map(e => e.textContent);
                return {lanes: [...document.querySelectorAll('.lane')].map(e => e.dataset.lane).join(), faults: texts('#faults li b'), violation: texts('#violations')};
                """);

        assertThat(shown.answer())
                .contains("\"lanes\":\"node-1,node-4,node-2,node-5,node-3,node-6,z1\"")
                .contains("\"faults\":[\"1  isolation of node-2\"]")
                .containsPattern("\"violation\":\\[\"10:\\d\\d\\.\\d{3}  node-2: a is lost\"]")
                .endsWith("\"wrong\":[]}");
        assertThat(shown.number("lanes")).isEqualTo(7);
        assertThat(shown.number("drawn-faults")).isEqualTo(1);
        assertThat(shown.number("drawn-drops")).as("drops").isGreaterThan(10);
        assertThat(shown.number("drawn-arrows")).as("votes and FAIL").isGreaterThan(5);
        assertThat(shown.number("drawn-badges")).as("marks").isGreaterThan(10);
        assertThat(shown.number("drawn-operations")).as("operations of z1").isEqualTo(2);
        assertThat(shown.number("overlaps"))
                .as("times at which a slot has two owners")
                .isPositive();
    }

    @Test
    void shouldOpenOnWhatLedToTheViolationWhenThereIsOne() throws IOException, InterruptedException {
        Browser.Page shown = Browser.orSkip(directory).open(page, """
                const v = model.violations[0], fault = model.faults[0], [t0, t1] = timeline.view(), events = [...document.querySelectorAll('#events li')].map(e => e.dataset.kind);
                const o = model.overlaps[0], piece = o.pieces.find(p => p[3] > 1), mid = (piece[0] + piece[1]) / 2;
                const at = (x, y) => [...picture.g.getImageData(Math.round(x * devicePixelRatio), Math.round(y * devicePixelRatio), 1, 1).data];
                let red = 0; const x = picture.x((o.t0 + o.t1) / 2), y = ui.stripTop + (STRIP - 8) * mid / 16384;
                for (let d = -4; d <= 4; d++) { const [r, g, b] = at(x + d, y); if (r > g + 60 && r > b + 60) red++; }
                return {fault: t0 <= fault.t && fault.t < t1, violation: t0 < v.t && v.t < t1, seconds: (ui.v1 - ui.v0) / 1e9, events,
                  elected: ui.past.has(model.events.find(e => e.kind === 'elected').i), later: [...ui.past].some(i => i > v.i), red};
                """);

        assertThat(shown.answer())
                .contains("\"fault\":true,\"violation\":true")
                .containsPattern("\"seconds\":[2-3]\\d\\.") // the fault took half a minute, the run took twenty
                .contains("\"fault-begun\"", "\"elected\"", "\"vote-granted\"", "\"violation\"")
                .contains("\"elected\":true,\"later\":false")
                .containsPattern("\"red\":[3-9]")
                .endsWith("\"wrong\":[]}");
        assertThat(shown.number("squeezed")).as("quiet times").isGreaterThanOrEqualTo(2);
    }

    @Test
    void shouldZoomFilterSearchAndStretchWhenAsked() throws IOException, InterruptedException {
        assertThat(answer(page, """
                const length = () => { paintNow(); return ui.v1 - ui.v0; }, key = k => { dispatchEvent(new KeyboardEvent('keydown', {key: k})); }, first = length();
                const plot = $('plot'), box = plot.getBoundingClientRect(), wheel = dy => plot.dispatchEvent(new WheelEvent('wheel', {deltaY: dy, clientX: box.x + box.width / 2, clientY: box.y + 200, cancelable: true}));
                wheel(-80); const nearer = length() < first; key('f'); const [a, b] = timeline.view(), all = a === 0 && b === model.end;
                key('+'); key('ArrowLeft'); const left = ui.v0; key('ArrowRight'); const panned = ui.v0 > left; key('f');
                key('c'); paintNow(); const stretched = +document.body.dataset.squeezed, minutes = Math.round((ui.v1 - ui.v0) / 60e9); key('c');
                document.querySelector('[data-filter=drop]').click(); paintNow(); const dropless = timeline.stats().drops; document.querySelector('[data-filter=drop]').click();
                document.querySelector('[data-filter=bus]').click(); paintNow(); const busless = timeline.stats().arrows; document.querySelector('[data-filter=bus]').click();
                timeline.search('is elected'); list(); const found = [...document.querySelectorAll('#events li')].map(e => e.textContent); timeline.search('');
                document.querySelector('#faults li').click(); const [f0, f1] = timeline.view(), near = f0 <= model.faults[0].t && f1 >= model.faults[0].t1 && ui.v1 - ui.v0 < 40e9;
                theme('dark'); paintNow(); const dark = picture.c.dark;
                const x = picture.x(model.faults[0].t) + 20, hit = picture.at(x, AXIS + 8); tip(hit, x, AXIS + 8);
                return {nearer, all, panned, stretched, minutes, dropless, busless, found, near, dark, tip: $('tip').textContent};
                """))
                .contains("\"nearer\":true,\"all\":true,\"panned\":true,\"stretched\":0,\"minutes\":2")
                .contains("\"dropless\":0,\"busless\":0")
                .containsPattern("\"found\":\\[\"10:\\d\\d\\.\\d{3}node-5 is elected master, epoch 7, 2 votes\"]")
                .contains("\"near\":true,\"dark\":true")
                .containsPattern("\"tip\":\"fault 1: isolation of .*node-2 → node-\\d bus: \\d");
    }

    @Test
    void shouldCloseQuietShardsWhenThereAreAHundredNodes() throws IOException, InterruptedException {
        long[] nowNs = new long[1];
        Recorder recorder = new Recorder("hundred", null, () -> nowNs[0], 0);
        for (int i = 1; i <= 102; i++) {
            Lane lane = recorder.lane("node-" + i, Lane.Type.NODE);
            Lane master = i <= 34 ? null : recorder.lane("node-" + ((i - 1) % 34 + 1), Lane.Type.NODE);
            recorder.record(EventKind.STARTED, lane, null, "127.0.0.1:" + i);
            recorder.record(EventKind.ROLE, lane, master, i <= 34 ? 1 : 0, 1, 0);
        }
        nowNs[0] = 5_000_000_000L;
        recorder.record(EventKind.CRASHED, recorder.lane("node-7", Lane.Type.NODE), null, "");
        nowNs[0] = 60_000_000_000L;

        assertThat(answer(HtmlPage.of(recorder.recording()), """
                const lanes = () => [...document.querySelectorAll('.lane')].map(e => e.dataset.lane).join(), groups = document.querySelectorAll('.group').length, open = lanes(), bars = timeline.stats().bars;
                $('quiet').click(); paintNow(); const all = lanes().split(',').length, top = $('inner').style.transform; dispatchEvent(new KeyboardEvent('keydown', {key: 'PageDown'})); paintNow();
                document.querySelector('[data-shard="7"]').click(); const closed = lanes().split(',').length;
                return {groups, open, bars, all, scrolled: $('inner').style.transform !== top && ui.scroll > 0, closed};
                """))
                .contains("\"groups\":34,\"open\":\"node-7,node-41,node-75\"")
                .doesNotContain("\"bars\":0,")
                .contains("\"all\":102,\"scrolled\":true,\"closed\":99");
    }
}
