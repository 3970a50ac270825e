package org.icecoat.trust.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs real grid tools as one user of a grid; their files lie in one folder. */
public final class TestingTools {
  private static final int PATIENCE_SECONDS = 60;

  private final TestingGrid grid;
  private final Path folder;

  public TestingTools(TestingGrid grid, TestingCredential user, Path folder) {
    this.grid = grid;
    this.folder = folder;
    user.writeCertificate(folder.resolve("usercert.pem"));
    user.writeKey(folder.resolve("userkey.pem"));
  }

  /** Globus: {@code grid-proxy-init} with more options. */
  public Path gridProxyInit(String... options) {
    List<String> command =
        command("grid-proxy-init", "-cert", "usercert.pem", "-key", "userkey.pem", "-out", "proxy");
    command.addAll(List.of(options));
    run(command);
    return folder.resolve("proxy");
  }

  /** NorduGrid: {@code arcproxy}. */
  public Path arcproxy() {
    run(
        command(
            "arcproxy",
            "-C",
            "usercert.pem",
            "-K",
            "userkey.pem",
            "-P",
            "proxy",
            "-T",
            grid.certificates().toString()));
    return folder.resolve("proxy");
  }

  /**
   * VOMS: {@code voms-proxy-fake -rfc}, with attributes signed by a VOMS server's certificate.
   *
   * @param fqans such as {@code /testvo/Role=NULL/Capability=NULL}
   */
  public Path vomsProxyFake(TestingCredential server, String vo, String... fqans) {
    server.writeCertificate(folder.resolve("vomscert.pem"));
    server.writeKey(folder.resolve("vomskey.pem"));
    List<String> command =
        command(
            "voms-proxy-fake",
            "-rfc",
            "-cert",
            "usercert.pem",
            "-key",
            "userkey.pem",
            "-certdir",
            grid.certificates().toString(),
            "-hostcert",
            "vomscert.pem",
            "-hostkey",
            "vomskey.pem",
            "-voms",
            vo,
            "-uri",
            "voms.example.org:15000",
            "-out",
            "proxy");
    for (String fqan : fqans) {
      command.addAll(List.of("-fqan", fqan));
    }
    run(command);
    return folder.resolve("proxy");
  }

  /** Trusts that server for that VO, as {@code <folder>/vomsdir/<vo>/voms.example.org.lsc}. */
  public Path vomsDirectory(TestingCredential server, String vo) {
    Path directory = folder.resolve("vomsdir");
    String chain = server.slashed() + "\n" + grid.authority().slashed() + "\n";
    TestingPem.write(directory.resolve(vo).resolve("voms.example.org.lsc"), chain);
    return directory;
  }

  /** Runs any tool in the folder and gives what it printed; it must succeed. */
  public String run(List<String> command) {
    try {
      Path output = folder.resolve("output.txt");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("X509_CERT_DIR", grid.certificates().toString());
      builder.environment().put("HOME", folder.toString());
      builder.directory(folder.toFile());
      builder.redirectInput(Path.of("/dev/null").toFile());
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      Process process = builder.start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(output, StandardCharsets.ISO_8859_1);
      assertThat(ended).as("%s ended", command.get(0)).isTrue();
      assertThat(process.exitValue()).as("%s: %s", command.get(0), text).isZero();
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a tool ran", e);
    }
  }

  private static List<String> command(String... words) {
    return new ArrayList<>(List.of(words));
  }
}
