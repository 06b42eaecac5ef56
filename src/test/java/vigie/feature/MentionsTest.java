package vigie.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MentionsTest {

    @Test
    void namesWithCapitalLettersMayBeVendorsAndWhatFollowsTheirProducts() {
        assertThat(Mentions.of("an overflow in Acme Mail Server before 2.0"))
                .contains(new Mentions.Mention(
                        "acme",
                        java.util.List.of(new ProductKey("acme", "mail"), new ProductKey("acme", "mailserver"))))
                .extracting(Mentions.Mention::vendor)
                .containsExactly("acmemail", "acme", "mailserver", "mail", "server");
    }

    @Test
    void smallLettersNameNobody() {
        assertThat(Mentions.of("an overflow in the mail server")).isEmpty();
        assertThat(Mentions.of("")).isEmpty();
    }
}
