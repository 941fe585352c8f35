package dev.chainrule.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    private static final AllowedHosts LOOPBACK = new AllowedHosts(List.of());
    private static final AllowedHosts MORE =
            new AllowedHosts(List.of("Chainrule.example", "192.168.1.5", "[2001:DB8::5]", "2001:db8:0::6"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LOCALHOST.:1",
                "127.0.0.1",
                "127.0.0.1:8080",
                "127.1.2.3:80",
                "[::1]",
                "[::1]:8080",
                "[0:0:0:0:0:0:0:1]:80",
                "[::ffff:127.0.0.1]:80"
            })
    void loopbackIsAlwaysAllowed(String host) {
        for (AllowedHosts hosts : List.of(LOOPBACK, MORE)) {
            assertThat(hosts.isHost(host)).isTrue();
            assertThat(hosts.isOrigin("http://" + host)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chainrule.example",
                "CHAINRULE.example.:443",
                "192.168.1.5:8080",
                "[2001:db8:0:0::5]:1",
                "[2001:db8::6]"
            })
    void whatIsConfiguredIsAllowedToo(String host) {
        assertThat(LOOPBACK.isHost(host)).isFalse();
        assertThat(MORE.isHost(host)).isTrue();
        assertThat(MORE.isOrigin("https://" + host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "localhost.evil.example",
                "evil-localhost",
                "sub.chainrule.example",
                "127.0.0.1.evil.example:8080",
                "128.0.0.1",
                "0.0.0.0:8080",
                "[::]:8080",
                "[::2]",
                "[::1",
                "::1",
                "user@localhost",
                "localhost/",
                "localhost, evil.example",
                "localhost:8080:8080",
                "localhost:x"
            })
    void everythingElseIsForeign(String host) {
        assertThat(MORE.isHost(host)).isFalse();
        assertThat(MORE.isOrigin("http://" + host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "localhost", "file://", "file://localhost", "chrome-extension://localhost", "http://"})
    void anOriginIsAnAddressOfTheWeb(String origin) {
        assertThat(LOOPBACK.isOrigin(origin)).isFalse();
    }

    @Test
    void onlyHostsCanBeConfigured() {
        assertThat(List.of("chainrule", "chainrule.example", "10.0.0.5", "::1", "fe80::1:2", "[2001:db8::5]"))
                .allMatch(host -> host.matches(AllowedHosts.HOST));
        assertThat(List.of("", "http://chainrule", "chainrule:8080", "cafe:80", "*", "*.example", "chainrule/", "a b"))
                .noneMatch(host -> host.matches(AllowedHosts.HOST));
    }
}
