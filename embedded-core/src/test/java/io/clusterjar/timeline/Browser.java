package io.clusterjar.timeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real browser without a screen: what a page has become once its scripts ran. */
final class Browser {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final long PATIENCE_SECONDS = 120;

    private final Path executable;
    private final Path directory;

    private Browser(Path executable, Path directory) {
        this.executable = executable;
        this.directory = directory;
    }

    /** The browser of this machine; without one the test is skipped. */
    static Browser orSkip(Path directory) {
        Optional<Path> found = NAMES.stream()
                .flatMap(name -> Stream.of(String.valueOf(System.getenv("PATH")).split(java.io.File.pathSeparator))
                        .map(place -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "no chromium on the PATH: the page is not looked at in a browser");
        return new Browser(found.get(), directory);
    }

    /**
     * Opens a page from a file and lets a script have its way with it.
     *
     * @param script ends with a {@code return} of something that JSON can say
     * @return the page as it is then, with the answer
     */
    Page open(String html, String script) throws IOException, InterruptedException {
        String guard =
                "<script>window.wrong = []; onerror = (m, s, line) => { wrong.push(m + ' in line ' + line); };</script>";
        String probe = """
                <script>addEventListener('load', () => setTimeout(() => {
                  let answer; try { answer = (() => { %s })(); } catch (e) { wrong.push(String(e)); }
                  const p = document.createElement('pre'); p.id = 'answer'; p.textContent = JSON.stringify({answer, wrong}); document.body.append(p);
                }, 300));</script>
                """.formatted(script);
        Path file = Files.writeString(
                directory.resolve("page.html"),
                html.replace("<head>", "<head>" + guard).replace("</body>", probe + "</body>"));
        return new Page(dump(file));
    }

    private String dump(Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--window-size=1400,800",
                "--virtual-time-budget=4000",
                "--user-data-dir=" + directory.resolve("profile"),
                "--dump-dom",
                file.toUri().toString()));
        Path dom = directory.resolve("dom.html");
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(directory.resolve("log").toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(executable + " did not end within " + PATIENCE_SECONDS + " s");
        }
        return Files.readString(dom, StandardCharsets.UTF_8);
    }

    /** What became of a page. */
    record Page(String dom) {
        /** What the script returned, and what went wrong meanwhile, as JSON. */
        String answer() {
            Matcher answer = Pattern.compile("<pre id=\"answer\">(.*?)</pre>", Pattern.DOTALL)
                    .matcher(dom);
            if (!answer.find()) {
                throw new AssertionError(
                        "the script did not come to its end: " + dom.substring(0, Math.min(400, dom.length())));
            }
            return answer.group(1).replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&");
        }

        /** What the page says of itself in a {@code data-} attribute of its body. */
        long number(String name) {
            Matcher value =
                    Pattern.compile("<body[^>]* data-" + name + "=\"(\\d+)\"").matcher(dom);
            if (!value.find()) {
                throw new AssertionError("the page says nothing of " + name);
            }
            return Long.parseLong(value.group(1));
        }
    }
}
