package org.icecoat.domain.vm;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.icecoat.domain.vm.Transition.Moved;
import org.icecoat.domain.vm.Transition.Refused;

/** The page of the documentation about states, made from the function that decides them. */
public final class StatesPage {
  private StatesPage() {}

  /** The page in Markdown, with a line feed at its end. */
  public static String render() {
    StringBuilder page = new StringBuilder("# The states of a VM\n\n");
    page.append("Generated from `org.icecoat.domain.vm.LifeCycle`; do not edit. ");
    page.append("`./mvnw -pl domain test -Dicecoat.regenerate=true` writes it again.\n\n");
    page.append("| state | meaning |\n|---|---|\n");
    for (VmState state : VmState.values()) {
      page.append("| ").append(state.label()).append(" | ").append(state.meaning());
      page.append(" |\n");
    }
    page.append("\n## What each event does\n\nA dash: it changes nothing. ");
    page.append("*refused*: an order that makes no sense then; the fault says what to do.\n");
    Arrays.stream(VmEvent.values()).forEach(event -> describe(page, event));
    return page.toString();
  }

  private static void describe(StringBuilder page, VmEvent event) {
    page.append("\n### ").append(event.label()).append('\n');
    event
        .desire()
        .ifPresent(
            desire ->
                page.append("\nDesired from then on: ")
                    .append(VmState.valueOf(desire.name()).label())
                    .append(".\n"));
    page.append("\n| in | leads to |\n|---|---|\n");
    Arrays.stream(VmState.values())
        .collect(Collectors.groupingBy(state -> outcome(state, event)))
        .entrySet()
        .stream()
        .sorted((one, other) -> one.getValue().get(0).compareTo(other.getValue().get(0)))
        .forEach(
            entry ->
                page.append("| ")
                    .append(
                        entry.getValue().stream()
                            .map(VmState::label)
                            .collect(Collectors.joining(", ")))
                    .append(" | ")
                    .append(entry.getKey())
                    .append(" |\n"));
  }

  private static String outcome(VmState state, VmEvent event) {
    Transition transition = LifeCycle.transition(state, event);
    if (transition instanceof Moved moved) {
      return moved.to() == state ? "(unchanged until the node reports)" : moved.to().label();
    }
    return transition instanceof Refused refused ? "*refused*: " + refused.advice() : "—";
  }
}
