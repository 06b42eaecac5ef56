package vigie.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the other tests rely on: what goes wrong in a page is noticed. */
@ExtendWith(InBrowser.class)
class TabTest {

    @Test
    void noticesForeignRequestsViolationsErrorsAndDialogs(Tab tab) {
        tab.open("/sources");
        assertThat(tab.seen()).isEmpty();
        assertThat(tab.foreignRequests()).isEmpty();
        assertThat(tab.requests()).anyMatch(url -> url.endsWith("/sources"));
        tab.script("const image = new Image(); image.src = 'https://foreign.example/x.png';"
                + "document.body.append(image); document.body.setAttribute('onclick', 'window.pwned = 1');"
                + "document.body.click(); alert(1); setTimeout(() => { throw new Error('oh'); });");
        tab.until(() -> tab.seen().size() >= 4);
        assertThat(tab.seen())
                .anyMatch(line -> line.startsWith("CSP img-src https://foreign.example"))
                .anyMatch(line -> line.startsWith("CSP script-src-attr inline"))
                .anyMatch(line -> line.startsWith("error Script error"))
                .contains("dialog alert");
        assertThat(tab.console()).isNotEmpty();
        assertThat(tab.script("return window.pwned")).isNull();
    }

    @Test
    void noticesWhereARequestWouldLeave(Tab tab) {
        tab.driver().get("data:text/html,<img src='http://foreign.example/x.png'>");
        tab.until(() -> tab.foreignRequests().contains("http://foreign.example/x.png"));
    }

    @Test
    void noticesWhatKeepsPeopleOut(Tab tab) {
        tab.open("/sources");
        tab.script("document.querySelector('main').append(new Image())");
        assertThat(Axe.violations(tab)).anyMatch(line -> line.startsWith("image-alt"));
    }
}
