package vigie.browser;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link Tab} of a Chromium on a {@link SampleSite}; both are started for the first test that needs them and
 * stopped after the last.
 */
final class InBrowser implements BeforeAllCallback, ParameterResolver {

    private static final Namespace HERE = Namespace.create(InBrowser.class);

    /** Chromium, and the site that it looks at. */
    private record Running(SampleSite site, Chromium chromium, Tab tab) implements AutoCloseable {

        static Running start() {
            Chromium.needed();
            SampleSite site = SampleSite.start();
            Chromium chromium = Chromium.start("en");
            return new Running(site, chromium, new Tab(chromium.driver(), site.address()));
        }

        @Override
        public void close() {
            chromium.close();
            site.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running(context);
    }

    private static Running running(ExtensionContext context) {
        Store store = context.getRoot().getStore(HERE);
        return store.computeIfAbsent(Running.class, any -> Running.start(), Running.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Tab.class || type == SampleSite.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = running(context);
        if (parameter.getParameter().getType() == SampleSite.class) {
            return running.site();
        }
        running.tab().fresh();
        return running.tab();
    }
}
