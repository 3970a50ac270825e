package org.icecoat.trust.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.PublicArea.Ecc;
import org.icecoat.trust.tpm.EkTemplate;
import org.icecoat.trust.tpm.Tpm;

/**
 * A maker of TPMs, with a CA of its own below a root: its software TPMs hold certified endorsement
 * keys, RSA, P-256 and P-384, and only the SHA-256 bank. Runs swtpm_setup, swtpm_localca and
 * tpm2-tools (Debian: swtpm-tools, tpm2-tools). Making the first takes about two seconds, the next
 * one each.
 */
public final class TestingTpmMaker {
  private static final String MANUFACTURER = "id:00001014";
  private static final String MODEL = "swtpm";
  private static final String VERSION = "id:20191023";
  private static final int COORDINATE_DIGITS = 64;

  private final Path folder;
  private final Path ca;

  private TestingTpmMaker(Path folder) {
    this.folder = folder;
    this.ca = folder.resolve("ca");
  }

  /** A new maker; its CA and its TPMs live in that folder, whose path should be short. */
  public static TestingTpmMaker in(Path folder) {
    try {
      TestingTpmMaker maker = new TestingTpmMaker(folder);
      created(maker.ca);
      maker.configure();
      return maker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void configure() throws IOException {
    write(
        "setup.conf",
        "create_certs_tool = /usr/bin/swtpm_localca",
        "create_certs_tool_config = " + folder.resolve("localca.conf"),
        "create_certs_tool_options = " + folder.resolve("localca.options"),
        "active_pcr_banks = sha256");
    write(
        "localca.conf",
        "statedir = " + ca,
        "signingkey = " + ca.resolve("signkey.pem"),
        "issuercert = " + ca.resolve("issuercert.pem"),
        "certserial = " + ca.resolve("certserial"));
    write(
        "localca.options",
        "--platform-manufacturer Icecoat",
        "--platform-version 1.0",
        "--platform-model node");
  }

  private void write(String name, String... lines) throws IOException {
    Files.write(folder.resolve(name), List.of(lines), US_ASCII);
  }

  /** A new TPM, running. */
  public TestingSwtpm manufacture(String name) {
    Path state = created(folder.resolve(name));
    run(
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
    TestingSwtpm made = TestingSwtpm.on(state);
    made.start();
    certifyP256(name, made);
    return made;
  }

  /** A real maker certifies the P-256 key; swtpm_setup only those of RSA and P-384. */
  private void certifyP256(String name, TestingSwtpm made) {
    Path certificates = created(folder.resolve(name + "-p256"));
    try (Tpm tpm = made.open()) {
      issue(name, certificates, tpm.endorsementKey(EkTemplate.ECC_P256).publicArea());
    }
    made.writeNv(EkTemplate.ECC_P256.certificateIndex(), certificates.resolve("ek.cert"));
  }

  private void issue(String name, Path certificates, PublicArea key) {
    Ecc ecc = (Ecc) key.parameters();
    run(
        "swtpm_localca",
        "--type",
        "ek",
        "--ek",
        "x=%s,y=%s,id=secp256r1".formatted(digits(ecc.x().bytes()), digits(ecc.y().bytes())),
        "--dir",
        certificates.toString(),
        "--vmid",
        name,
        "--tpm-spec-family",
        "2.0",
        "--tpm-spec-level",
        "0",
        "--tpm-spec-revision",
        "164",
        "--tpm-manufacturer",
        MANUFACTURER,
        "--tpm-model",
        MODEL,
        "--tpm-version",
        VERSION,
        "--tpm2",
        "--configfile",
        folder.resolve("localca.conf").toString(),
        "--optsfile",
        folder.resolve("localca.options").toString());
  }

  private static String digits(byte[] coordinate) {
    String hex = HexFormat.of().formatHex(coordinate);
    return "0".repeat(COORDINATE_DIGITS - hex.length()) + hex;
  }

  /** The root of its CA, once a TPM has been made. */
  public X509Certificate root() {
    return certificate(ca.resolve("swtpm-localca-rootca-cert.pem"));
  }

  /** The certificate between the root and those of the TPMs, once a TPM has been made. */
  public X509Certificate issuer() {
    return certificate(ca.resolve("issuercert.pem"));
  }

  private static X509Certificate certificate(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No certificate: " + file, e);
    }
  }

  private void run(String... command) {
    TestingCommand.run(folder, Map.of(), List.of(command));
  }
}
