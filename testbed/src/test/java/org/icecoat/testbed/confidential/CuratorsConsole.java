package org.icecoat.testbed.confidential;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.icecoat.console.Main;
import org.icecoat.console.terminal.Interrupts;
import org.icecoat.console.terminal.Screen;
import org.icecoat.console.terminal.Surroundings;
import org.icecoat.testbed.command.Output;

/** The command line of somebody who looks after a store, in this JVM. */
final class CuratorsConsole {
  private final Surroundings.Place place;

  CuratorsConsole(Path home, URI store, Path proxy, Path authorities) {
    Map<String, String> environment =
        Map.of(
            "ICECOAT_STORE", store.toString(),
            "X509_USER_PROXY", proxy.toString(),
            "X509_CERT_DIR", authorities.toString());
    this.place = new Surroundings.Place(environment, home, home, 0);
  }

  /** {@code icecoat image verify IMAGE}. */
  Output verify(String image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings around =
        new Surroundings(
            new Surroundings.Streams(InputStream.nullInputStream(), print(out), print(err)),
            place,
            new Surroundings.Times(Clock.systemUTC(), ZoneOffset.UTC, length -> {}),
            Screen.NONE,
            Interrupts.NEVER);
    int status = Main.run(around, "image", "verify", image);
    return new Output(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
