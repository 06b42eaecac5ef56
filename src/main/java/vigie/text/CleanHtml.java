package vigie.text;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jsoup.select.Elements;

/** Sanitises HTML with an allow-list. */
final class CleanHtml {

    private static final int DEEPEST = 100;
    private static final int FIRST_HEADING = 3;
    private static final int LAST_HEADING = 5;
    private static final Pattern HEADING = Pattern.compile("h[1-6]");
    private static final Pattern SMALL_NUMBER = Pattern.compile("[1-9]\\d{0,2}");

    /** Tags replaced by an equivalent allowed tag. */
    private static final Map<String, String> SAME =
            Map.of("b", "strong", "i", "em", "del", "s", "strike", "s", "tt", "code", "samp", "code", "kbd", "code");

    /** Struck out words stay: without the strike they would say the contrary. */
    private static final Safelist ALLOWED = new Safelist()
            .addTags("p", "ul", "ol", "li", "br", "hr", "strong", "em", "s", "sub", "sup", "code", "pre", "blockquote")
            .addTags("h1", "h2", "h3", "h4", "h5", "h6", "table", "caption", "thead", "tbody", "tr", "th", "td", "a")
            .addAttributes("a", "href")
            .addAttributes("ol", "start")
            .addAttributes("th", "colspan", "rowspan")
            .addAttributes("td", "colspan", "rowspan")
            .addProtocols("a", "href", "http", "https");

    private static final Set<String> LIST = Set.of("ul", "ol");
    private static final String BLOCKS = "p, ul, ol, li, hr, pre, blockquote, table, h1, h2, h3, h4, h5, h6";

    private CleanHtml() {}

    /** The safe HTML, with headings below those of the page. */
    static String of(String html) {
        Parser parser = Parser.htmlParser().setMaxDepth(DEEPEST);
        Document dirty = parser.parseInput("<!doctype html><body>" + html, "");
        SAME.forEach((tag, other) -> dirty.select(tag).tagName(other));
        Document clean = new Cleaner(ALLOWED).clean(dirty);
        clean.outputSettings().prettyPrint(false);
        clean.select("a").forEach(CleanHtml::link);
        clean.getAllElements().forEach(CleanHtml::numbers);
        clean.select("*").textNodes().forEach(CleanHtml::words);
        lists(clean);
        headings(clean.body());
        withoutNothing(clean.select("p, h3, h4, h5"));
        clean.select("table").wrap("<div></div>");
        return clean.body().html().strip();
    }

    private static void link(Element link) {
        Optional<WebLink> web = WebLink.of(link.attr("href"));
        if (web.isEmpty()) {
            link.unwrap();
        } else {
            link.attr("href", web.get().url()).attr("rel", "noopener noreferrer nofollow");
        }
    }

    private static void numbers(Element element) {
        for (Attribute attribute : element.attributes().asList()) {
            boolean number =
                    !attribute.getKey().equals("href") && !attribute.getKey().equals("rel");
            if (number && !SMALL_NUMBER.matcher(attribute.getValue()).matches()) {
                element.removeAttr(attribute.getKey());
            }
        }
    }

    /** Unclosed elements reach into lists, and a screen reader would count wrongly. */
    private static void lists(Document clean) {
        clean.select("strong, em, s, sub, sup, code").stream()
                .filter(words -> words.selectFirst(BLOCKS) != null)
                .forEach(Element::unwrap);
        clean.select("ul > :not(li), ol > :not(li)").wrap("<li></li>");
        clean.select("li").stream()
                .filter(item -> !LIST.contains(item.parent().tagName()))
                .forEach(item -> item.wrap("<ul></ul>"));
    }

    /** Entities are already decoded. */
    private static void words(TextNode words) {
        words.text(PlainText.safe(words.getWholeText()));
    }

    /** Each heading at most one level below the one before it, in the order of the levels that there are. */
    private static void headings(Element body) {
        Elements all = body.select("h1, h2, h3, h4, h5, h6");
        Map<Integer, Integer> levels = new TreeMap<>();
        all.forEach(heading -> levels.put(level(heading), 0));
        int next = FIRST_HEADING;
        for (Map.Entry<Integer, Integer> entry : levels.entrySet()) {
            entry.setValue(Math.min(next++, LAST_HEADING));
        }
        int before = FIRST_HEADING - 1;
        for (Element heading : all) {
            before = Math.min(levels.get(level(heading)), before + 1);
            heading.tagName("h" + before);
        }
    }

    private static int level(Element heading) {
        return HEADING.matcher(heading.tagName()).matches() ? heading.tagName().charAt(1) - '0' : LAST_HEADING;
    }

    /** Removes all at once: removing single children is quadratic. */
    private static void withoutNothing(Elements elements) {
        Set<Node> nothing = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Element> parents = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Element element : elements) {
            boolean words =
                    element.hasText() && !element.text().replace('\u00a0', ' ').isBlank();
            if (!words && element.selectFirst("table, ul, ol") == null) {
                nothing.add(element);
                parents.add(element.parent());
            }
        }
        for (Element parent : parents) {
            List<Node> kept = parent.childNodes().stream()
                    .filter(child -> !nothing.contains(child))
                    .toList();
            parent.empty();
            parent.insertChildren(0, kept);
        }
    }
}
