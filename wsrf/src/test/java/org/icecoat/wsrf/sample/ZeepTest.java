package org.icecoat.wsrf.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZeepTest extends LampServerFixture {
  @Test
  void a_zeep_client_uses_all_of_wsrf_in_both_soap_versions(@TempDir Path folder) throws Exception {
    alice.writeTo(folder);
    Path script = Path.of(ZeepTest.class.getResource("/lamp_contract.py").toURI());
    Path said = folder.resolve("said");
    Process zeep =
        new ProcessBuilder(
                "/usr/bin/python3", script.toString(), folder.toString(), server.address() + "")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = zeep.waitFor(2, TimeUnit.MINUTES);
    zeep.destroyForcibly();
    String output = Files.readString(said);
    assertThat(ended).as(output).isTrue();
    assertThat(output).endsWith("all checks passed\n");
    assertThat(zeep.exitValue()).isZero();
  }
}
