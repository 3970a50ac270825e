package org.icecoat.console.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.terminal.Printable;
import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.policy.appraisal.PolicyComparison;
import org.icecoat.trust.policy.appraisal.PolicyComparison.Effect;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat policy check}. */
@Command(
    name = "check",
    description = {
      "Say which nodes a policy would refuse, and why, from files of their evidence.",
      "Evidence does not hold the TPM's class and maker: with --nodes these are judged as well, for"
          + " every node that the factory has."
    })
final class CheckCommand implements Runnable {
  private final Session session;

  @Parameters(index = "0", paramLabel = "POLICY", description = "The policy to try, in YAML.")
  private Path policy;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "EVIDENCE",
      description = "Files with nodes' evidence.")
  private List<Path> evidence;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "The policy in force, in YAML, to tell what the change alone would refuse.")
  private Path inForce;

  @Option(
      names = "--nodes",
      description = "Ask the factory for its nodes, and judge the class and maker of their TPMs.")
  private boolean nodes;

  CheckCommand(Session session) {
    this.session = session;
  }

  /** What becomes of one node, by what it measured. */
  record Node(String evidence, boolean accepted, boolean newlyRefused, List<Problem> problems) {
    static Node of(Path file, Effect effect) {
      return new Node(
          file.toString(), effect.accepted(), effect.newlyRefused(), Problem.of(effect));
    }
  }

  /**
   * What becomes of all.
   *
   * @param tpms none unless asked for
   */
  record Checked(String name, int version, List<Node> nodes, List<CheckedTpm> tpms) {
    List<String> refused() {
      List<String> refused = new ArrayList<>();
      add(refused, nodes.stream().filter(each -> !each.accepted()).count(), nodes.size(), "nodes");
      add(refused, tpms.stream().filter(CheckedTpm::refused).count(), tpms.size(), "TPMs");
      return refused;
    }

    private static void add(List<String> refused, long some, int all, String what) {
      if (some > 0) {
        refused.add("%d of %d %s".formatted(some, all, what));
      }
    }
  }

  @Override
  public void run() {
    PolicyFiles files = new PolicyFiles(session.surroundings().place().folder());
    AppraisalPolicy changed = files.document(policy).policy();
    Optional<AppraisalPolicy> before =
        Optional.ofNullable(inForce).map(file -> files.document(file).policy());
    PolicyComparison comparison = new PolicyComparison(before, changed);
    Checked checked = checked(files, comparison);
    session.output().show(checked, () -> lines(checked));
    if (!nodes && (inForce == null || comparison.changesTpms())) {
      session.output().remark(CheckedTpm.unjudged(comparison));
    }
    requireNone(checked.refused());
  }

  private Checked checked(PolicyFiles files, PolicyComparison comparison) {
    return new Checked(
        comparison.after().name().value(),
        comparison.after().version(),
        evidence.stream()
            .map(file -> Node.of(file, comparison.judge(files.evidence(file))))
            .toList(),
        nodes ? CheckedTpm.all(session, comparison) : List.of());
  }

  private static void requireNone(List<String> refused) {
    if (!refused.isEmpty()) {
      throw new ConsoleException(
          ConsoleFault.FAILED,
          "%s would be refused: allow what they run, or put them right"
              .formatted(String.join(" and ", refused)));
    }
  }

  private List<String> lines(Checked checked) {
    List<String> lines = new ArrayList<>();
    for (Node node : checked.nodes()) {
      lines.add(
          Printable.line(node.evidence() + ": " + verdict(node.accepted(), node.newlyRefused())));
      add(lines, node.problems());
    }
    for (CheckedTpm tpm : checked.tpms()) {
      String verdict = tpm.judged() ? verdict(tpm.accepted(), tpm.newlyRefused()) : tpm.why();
      lines.add(Printable.line("TPM of " + tpm.node() + ": " + verdict));
      add(lines, tpm.problems());
    }
    return lines;
  }

  private void add(List<String> lines, List<Problem> problems) {
    problems.forEach(each -> lines.add(Printable.line(each.line(inForce != null))));
  }

  private String verdict(boolean accepted, boolean newlyRefused) {
    if (accepted) {
      return "accepted";
    }
    if (inForce == null) {
      return "refused";
    }
    return newlyRefused ? "refused by the change" : "refused as before";
  }
}
