package org.osnas.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.PlainTextOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.Version;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;

/**
 * The templates of this package. Those that end in {@code .html.ftl} escape every value that they print; what a template
 * names and its model does not have is an error. What models hold are public records.
 */
final class Templates {

    private static final Version VERSION = Configuration.VERSION_2_3_34;
    private static final Configuration CONFIGURATION = configuration();

    private Templates() {}

    /** The page that a template makes of a model. */
    static String html(String name, Object model) {
        return fill(name + ".html.ftl", model);
    }

    /** The text that a template makes of a model. */
    static String text(String name, Object model) {
        return fill(name + ".ftl", model);
    }

    private static String fill(String file, Object model) {
        StringWriter text = new StringWriter();
        try {
            CONFIGURATION.getTemplate(file).process(Map.of("it", model), text);
        } catch (IOException | TemplateException e) {
            throw new IllegalStateException("Template " + file + " does not fit what it is filled with", e);
        }
        return text.toString();
    }

    private static Configuration configuration() {
        DefaultObjectWrapperBuilder wrapper = new DefaultObjectWrapperBuilder(VERSION);
        Configuration configuration = new Configuration(VERSION);
        configuration.setClassForTemplateLoading(Templates.class, "");
        configuration.setObjectWrapper(wrapper.build());
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setTemplateConfigurations(new freemarker.cache.ConditionalTemplateConfigurationFactory(
                new freemarker.cache.FileNameGlobMatcher("*.html.ftl"), html()));
        configuration.setOutputFormat(PlainTextOutputFormat.INSTANCE);
        return configuration;
    }

    private static freemarker.core.TemplateConfiguration html() {
        freemarker.core.TemplateConfiguration html = new freemarker.core.TemplateConfiguration();
        html.setOutputFormat(HTMLOutputFormat.INSTANCE);
        return html;
    }
}
