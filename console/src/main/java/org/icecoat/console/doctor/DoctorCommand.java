package org.icecoat.console.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.terminal.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code icecoat doctor}. */
@Command(
    name = "doctor",
    description = {
      "Find out what is wrong with credentials, CAs, clock and services, and say what to do.",
      "On a node, also with libvirt, KVM and packages."
    })
public final class DoctorCommand implements Runnable {
  private static final Path NODE_FILE = Path.of("/etc/icecoat/node.yaml");

  private final Session session;

  @Option(
      names = "--node",
      description = "Look at this host as a node, even without /etc/icecoat/node.yaml.")
  private boolean node;

  public DoctorCommand(Session session) {
    this.session = session;
  }

  /** The result. */
  record Diagnosis(boolean healthy, List<Finding> checks) {}

  @Override
  public void run() {
    List<Finding> findings = new ArrayList<>();
    for (Check check : checks()) {
      findings.addAll(check.findings());
    }
    long failed = findings.stream().filter(one -> one.verdict() == Finding.Verdict.fail).count();
    Diagnosis diagnosis = new Diagnosis(failed == 0, findings);
    session.output().show(diagnosis, () -> lines(findings));
    if (failed > 0) {
      throw new ConsoleException(
          ConsoleFault.FAILED, failed + " of " + findings.size() + " checks failed");
    }
  }

  private List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    checks.add(new ConfigurationCheck(session));
    checks.add(new CredentialCheck(session));
    checks.add(new AuthorityCheck(session));
    checks.add(new ProofCheck(session));
    checks.add(ServiceCheck.ofFactory(session));
    checks.add(ServiceCheck.ofStore(session));
    checks.add(new ClockCheck(session));
    HostFiles host =
        new HostFiles(Path.of("/"), session.surroundings().place().variable("PATH").orElse(""));
    checks.add(new LogKeyCheck(host));
    checks.add(new TpmCheck(host));
    if (node || Files.exists(NODE_FILE)) {
      checks.add(new NodeCheck(host));
    }
    return checks;
  }

  private static List<String> lines(List<Finding> findings) {
    List<String> lines = new ArrayList<>();
    int width = findings.stream().mapToInt(one -> one.check().length()).max().orElse(0);
    for (Finding one : findings) {
      String blanks = " ".repeat(width - one.check().length());
      lines.add(
          Printable.line(
              "%-4s  %s%s  %s".formatted(one.verdict(), one.check(), blanks, one.detail())));
      if (one.advice() != null) {
        lines.add(Printable.line(" ".repeat(width + 8) + one.advice()));
      }
    }
    return lines;
  }
}
