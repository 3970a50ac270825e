package org.icecoat.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.service.configuration.ConfigurationException;
import org.icecoat.service.configuration.ConfigurationFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseConfigurationTest {
  @TempDir Path folder;

  @Test
  void defaults() throws IOException {
    DatabaseConfiguration read = read("file: rows");
    assertThat(read.file()).isEqualTo(folder.resolve("rows"));
    assertThat(read.url()).isNull();
    assertThat(read.user()).isNull();
    assertThat(read.password()).isNull();
    assertThat(read.connections()).isEqualTo(8);
    assertThat(read.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(read.dialect()).isEqualTo(Dialect.H2);
  }

  @Test
  void full_mapping() throws IOException {
    DatabaseConfiguration read =
        read(
            """
            url: jdbc:postgresql://db.example.org/icecoat
            user: icecoat
            password: hush
            connections: 32
            connect-timeout: 3s
            """);
    assertThat(read.url()).isEqualTo("jdbc:postgresql://db.example.org/icecoat");
    assertThat(read.user()).isEqualTo("icecoat");
    assertThat(read.password().reveal()).isEqualTo("hush");
    assertThat(read.connections()).isEqualTo(32);
    assertThat(read.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(read.dialect()).isEqualTo(Dialect.POSTGRESQL);
    assertThat(read.toString()).doesNotContain("hush");
  }

  @Test
  void refusals() {
    assertRefused("connections: 8", "either file or url");
    assertRefused("{file: rows, url: 'jdbc:h2:mem:x'}", "either file or url");
    assertRefused("url: jdbc:mysql://db/x", "url must start with");
    assertRefused("{file: rows, connections: 1}", "connections must be 2 to 256");
    assertRefused("{file: rows, passwort: x}", "did you mean 'password'");
  }

  private void assertRefused(String text, String why) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(why);
  }

  private DatabaseConfiguration read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("database.yaml"), text);
    return ConfigurationFile.read(file, DatabaseConfiguration.class);
  }
}
