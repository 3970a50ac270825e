package org.icecoat.testbed.tpm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Folders;

/**
 * A maker of software TPMs, with a CA below a root of its own: each TPM holds its endorsement keys
 * (RSA and P-384) with their certificates, and only the SHA-256 bank. Runs swtpm_setup, which calls
 * swtpm_localca; about a second each, the first a little longer.
 */
public final class TpmMaker {
  private static final String ROOT = "swtpm-localca-rootca-cert.pem";
  private static final String ISSUER = "issuercert.pem";

  private final Path folder;
  private final Path authority;

  private TpmMaker(Path folder) {
    this.folder = folder;
    this.authority = folder.resolve("ca");
  }

  /** A new maker, whose files go below that folder. */
  public static TpmMaker in(Path folder) {
    TpmMaker maker = new TpmMaker(Folders.make(folder.toAbsolutePath().normalize()));
    Folders.make(maker.authority);
    maker.configure();
    return maker;
  }

  private void configure() {
    write(
        "setup.conf",
        "create_certs_tool = /usr/bin/swtpm_localca",
        "create_certs_tool_config = " + folder.resolve("localca.conf"),
        "create_certs_tool_options = " + folder.resolve("localca.options"),
        "active_pcr_banks = sha256");
    write(
        "localca.conf",
        "statedir = " + authority,
        "signingkey = " + authority.resolve("signkey.pem"),
        "issuercert = " + authority.resolve(ISSUER),
        "certserial = " + authority.resolve("certserial"));
    write(
        "localca.options",
        "--platform-manufacturer Icecoat",
        "--platform-version 1.0",
        "--platform-model host");
  }

  private void write(String name, String... lines) {
    Folders.write(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  /** Makes the state of a new TPM in that folder; nothing runs yet. */
  public void manufacture(String name, Path state) {
    Folders.make(state);
    List<String> words =
        List.of(
            "swtpm_setup",
            "--tpm2",
            "--tpmstate",
            state.toString(),
            "--config",
            folder.resolve("setup.conf").toString(),
            "--create-ek-cert",
            "--lock-nvram",
            "--overwrite",
            "--pcr-banks",
            "sha256",
            "--vmid",
            name);
    Command.of(words)
        .withFolder(folder)
        .withEnvironment(Map.of("TMPDIR", folder.toString()))
        .confined()
        .run();
  }

  /** Puts the certificates of its CA into a maker's folder; there are none before the first TPM. */
  public void publish(Path maker) {
    Folders.make(maker);
    for (String file : List.of(ROOT, ISSUER)) {
      Path certificate = authority.resolve(file);
      Folders.io("copy", certificate, () -> Files.copy(certificate, maker.resolve(file)));
    }
  }
}
