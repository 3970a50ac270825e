package org.icecoat.console.setup;

import org.icecoat.console.command.Session;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code icecoat completion}. */
@Command(
    name = "completion",
    description = "Write a script for your shell: source <(icecoat completion bash)")
public final class CompletionCommand implements Runnable {
  private final Session session;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell;

  public CompletionCommand(Session session) {
    this.session = session;
  }

  /** The shells that are served. */
  enum Shell {
    bash,
    zsh
  }

  @Override
  public void run() {
    String script = AutoComplete.bash("icecoat", spec.root().commandLine());
    String zsh = "autoload -U +X bashcompinit && bashcompinit\n";
    session.output().raw().print(shell == Shell.zsh ? zsh + script : script);
    session.output().raw().flush();
  }
}
