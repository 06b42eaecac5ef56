package vigie.browser;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tab of the browser on one site, and what was seen to happen in it. */
final class Tab {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Runs before any script of a page: keeps what would otherwise go unnoticed. */
    private static final String WATCH = """
            window.seen = [];
            addEventListener('securitypolicyviolation', e => seen.push('CSP ' + e.violatedDirective + ' ' + e.blockedURI));
            addEventListener('error', e => seen.push('error ' + e.message), true);
            addEventListener('unhandledrejection', e => seen.push('rejection ' + e.reason));
            for (const dialog of ['alert', 'confirm', 'prompt', 'print']) {
              window[dialog] = () => { seen.push('dialog ' + dialog); };
            }
            """;

    private final ChromeDriver driver;
    private final String address;
    private final List<String> requests = new ArrayList<>();

    Tab(ChromeDriver driver, String address) {
        this.driver = driver;
        this.address = address;
        command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
    }

    /** As if nobody had used it: no cookies, the usual size. */
    void fresh() {
        driver.get("about:blank");
        command("Network.clearBrowserCookies", Map.of());
        command("Emulation.clearDeviceMetricsOverride", Map.of());
        command("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        forget();
    }

    void command(String name, Map<String, Object> parameters) {
        driver.executeCdpCommand(name, parameters);
    }

    /** Forgets what was logged so far. */
    void forget() {
        driver.manage().logs().get(LogType.BROWSER);
        driver.manage().logs().get(LogType.PERFORMANCE);
        requests.clear();
    }

    /** The width of a phone, in CSS pixels. */
    void narrow(int width) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 812, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the system prefers, {@code dark} or {@code light}. */
    void prefers(String scheme) {
        command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Opens a page of the site and waits until all of it is there. */
    Tab open(String path) {
        driver.get(address + path);
        settled();
        return this;
    }

    /** Goes to every drawing, which a page loads when it is looked at, and comes back. */
    Tab lookAtAll() {
        for (WebElement drawing : all("[data-chart]")) {
            script("arguments[0].scrollIntoView({block: 'center'})", drawing);
            until(() -> (Boolean) script("return !arguments[0].querySelector('.waiting')", drawing));
        }
        script("scrollTo(0, 0)");
        return this;
    }

    /** Waits until nothing is being loaded or put in place by htmx. */
    void settled() {
        until(() -> (Boolean) script("return document.readyState === 'complete'"
                + " && !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')"));
    }

    void until(BooleanSupplier happens) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50)).until(any -> happens.getAsBoolean());
    }

    Object script(String body, Object... arguments) {
        return driver.executeScript(body, arguments);
    }

    Object asyncScript(String body, Object... arguments) {
        return driver.executeAsyncScript(body, arguments);
    }

    ChromeDriver driver() {
        return driver;
    }

    WebElement one(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    List<String> texts(String css) {
        @SuppressWarnings("unchecked")
        List<String> texts = (List<String>)
                script("return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim())", css);
        return texts;
    }

    /** Presses keys wherever the focus is. */
    void press(Keys... keys) {
        // Not to the element that has the focus: a field for a file would take them for its path.
        new Actions(driver).sendKeys(keys).perform();
    }

    /** The status of the answer that made the page. */
    long status() {
        return (Long) script("return performance.getEntriesByType('navigation')[0].responseStatus");
    }

    /** Path and query of the page. */
    String path() {
        return driver.getCurrentUrl().substring(address.length());
    }

    /** Errors, violations of the policy and dialogs of the page, as far as scripts are told. */
    @SuppressWarnings("unchecked")
    List<String> seen() {
        return (List<String>) script("return window.seen");
    }

    /** Errors and warnings of the console since the last call. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .toList();
    }

    /** Every address that was asked for since it was last forgotten, except those of this site. */
    List<String> foreignRequests() {
        return requests().stream()
                .filter(url -> !url.startsWith(address + "/") && !url.startsWith("data:"))
                .filter(url -> !url.equals("about:blank"))
                .toList();
    }

    /** Every address that was asked for since it was last forgotten. */
    List<String> requests() {
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = JsonMapper.shared().readTree(entry.getMessage()).path("message");
            if (message.path("method").asString("").equals("Network.requestWillBeSent")) {
                requests.add(message.path("params").path("request").path("url").asString(""));
            }
        }
        return List.copyOf(requests);
    }

    /** The address without a path. */
    URI site() {
        return URI.create(address);
    }
}
