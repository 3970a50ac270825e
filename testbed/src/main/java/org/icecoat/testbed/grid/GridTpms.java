package org.icecoat.testbed.grid;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.tpm.SoftwareTpm;
import org.icecoat.testbed.tpm.TpmMaker;

/**
 * The software TPMs of a grid's services, all of one maker, and what the services' files say of
 * them. There may be none: then the files say nothing.
 */
final class GridTpms {
  /** The name of the policy that nodes have to pass. */
  private static final String POLICY = "site";

  private final Path folder;
  private final Map<String, SoftwareTpm> all = new LinkedHashMap<>();

  private GridTpms(Path folder) {
    this.folder = folder;
  }

  static GridTpms none() {
    return new GridTpms(Path.of(""));
  }

  /** A TPM for each of these services, running on its host. */
  static GridTpms start(Path folder, Map<String, Host> services) {
    GridTpms tpms = new GridTpms(folder);
    TpmMaker maker = TpmMaker.in(folder.resolve("maker"));
    services.forEach((name, host) -> tpms.add(maker, name, host));
    maker.publish(tpms.makers().resolve("emulated/testbed"));
    Folders.make(tpms.policies());
    Folders.make(tpms.storePolicies());
    return tpms;
  }

  private void add(TpmMaker maker, String name, Host host) {
    Path state = folder.resolve(name);
    maker.manufacture(name, state);
    SoftwareTpm tpm = new SoftwareTpm(name, host, state);
    tpm.start();
    all.put(name, tpm);
  }

  private Path makers() {
    return folder.resolve("makers");
  }

  private Path policies() {
    return folder.resolve("policies");
  }

  SoftwareTpm of(String service) {
    return Optional.ofNullable(all.get(service))
        .orElseThrow(
            () ->
                new TestbedException(
                    TestbedFault.UNKNOWN_NAME, service + " has no TPM here: " + all.keySet()));
  }

  /** The store judges nodes by its own copies of the policies. */
  Map<String, ?> storeSection(String signer) {
    return all.isEmpty()
        ? Map.of()
        : Map.of(
            "tpm",
            Map.of("tcti", of("store").tcti()),
            "attestation",
            attestation(storePolicies(), signer));
  }

  private Path storePolicies() {
    return folder.resolve("store-policies");
  }

  /**
   * The logs are not those of the machine, whose own TPM would have another firmware's; there are
   * none unless somebody writes them.
   */
  Map<String, ?> nodeSection(String node) {
    return all.isEmpty()
        ? Map.of()
        : Map.of(
            "tpm",
            Map.of(
                "tcti", of(node).tcti(),
                "firmware-log", firmwareLog(node).toString(),
                "ima-log", imaLog(node).toString()));
  }

  /** Where the firmware of a node would log what it measures. */
  Path firmwareLog(String node) {
    return folder.resolve(node + "-firmware-log");
  }

  /** Where the kernel of a node would list the files that it measures. */
  Path imaLog(String node) {
    return folder.resolve(node + "-ima-log");
  }

  /** The factory has it proved, too, that the store's log is guarded by the store's TPM. */
  Map<String, ?> factorySection(String signer) {
    return all.isEmpty()
        ? Map.of()
        : Map.of(
            "attestation",
            attestation(policies(), signer),
            "store-tpm-makers",
            makers().toString());
  }

  /** Whom a client believes in: the TPMs' maker, and who signs policies. */
  Map<String, ?> clientSettings(String signer) {
    return all.isEmpty()
        ? Map.of()
        : Map.of("tpm-makers", makers().toString(), "policy-signers", List.of(signer));
  }

  private Map<String, ?> attestation(Path signed, String signer) {
    return Map.of(
        "makers", makers().toString(),
        "policies", signed.toString(),
        "policy", POLICY,
        "signers", List.of(signer));
  }
}
