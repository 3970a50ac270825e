package org.icecoat.trust.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.structure.Octets;

/** What the firmware may, and has to, measure. Immutable. */
public final class FirmwareRules {
  private static final int MOST_RULES = 20_000;
  private static final int MOST_DIGESTS = 1000;

  private final List<Rule> rules;
  private final Map<Key, BitSet> byDigest = new HashMap<>();
  private final Map<Key, BitSet> byKind = new HashMap<>();
  private final BitSet required = new BitSet();
  private final BitSet late = new BitSet();

  /** Of an event: a name of the TCG's or a number, {@code 0x} and up to 8 hexadecimal digits. */
  public record Type(int id) {
    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-fA-F]{1,8}");

    public Type {
      if (id == EventType.EV_NO_ACTION.id()) {
        throw new IllegalArgumentException("EV_NO_ACTION is never measured: it needs no rule");
      }
    }

    public static Type parse(String text) {
      if (NUMBER.matcher(text).matches()) {
        return new Type(Integer.parseUnsignedInt(text.substring(2), 16));
      }
      for (EventType type : EventType.values()) {
        if (type.name().equals(text)) {
          return new Type(type.id());
        }
      }
      throw new IllegalArgumentException(
          "'%s' is no type of event: write a TCG name or a number such as 0x8000000d"
              .formatted(text));
    }

    @Override
    public String toString() {
      return EventType.find(id).map(Enum::name).orElseGet(() -> "0x%08x".formatted(id));
    }
  }

  /**
   * Events of one type in one PCR.
   *
   * @param digests that are allowed; empty if {@code any}
   * @param any whether every digest is allowed. As types are not measured, such a rule lets
   *     anything into the PCR
   * @param optional whether no event need match
   * @param late whether they may come after the separator of a PCR that usually ends there
   */
  public record Rule(
      int pcr, Type type, List<Sha256> digests, Boolean any, Boolean optional, Boolean late) {
    public Rule {
      Required.present(type, "type");
      digests = Required.list(digests, "digests");
      any = any != null && any;
      optional = optional != null && optional;
      late = late != null && late;
      if (any == !digests.isEmpty()) {
        throw new IllegalArgumentException(
            "%s in PCR %d needs either digests or any: true".formatted(type, pcr));
      }
      if (digests.size() > MOST_DIGESTS) {
        throw new IllegalArgumentException(
            "%s in PCR %d has more than %d digests".formatted(type, pcr, MOST_DIGESTS));
      }
    }
  }

  private record Key(int pcr, int type, Octets digest) {}

  private FirmwareRules(List<Rule> rules) {
    this.rules = Required.list(rules, "firmware");
    if (this.rules.size() > MOST_RULES) {
      throw new IllegalArgumentException("More than %d rules".formatted(MOST_RULES));
    }
    for (int i = 0; i < this.rules.size(); i++) {
      index(i, this.rules.get(i));
    }
  }

  @JsonCreator(mode = Mode.DELEGATING)
  public static FirmwareRules of(List<Rule> rules) {
    return new FirmwareRules(rules);
  }

  private void index(int number, Rule rule) {
    required.set(number, !rule.optional());
    late.set(number, rule.late());
    if (rule.any()) {
      put(byKind, new Key(rule.pcr(), rule.type().id(), Octets.EMPTY), number);
    }
    for (Sha256 digest : rule.digests()) {
      put(byDigest, new Key(rule.pcr(), rule.type().id(), Octets.of(digest.bytes())), number);
    }
  }

  private static void put(Map<Key, BitSet> index, Key key, int number) {
    index.computeIfAbsent(key, unused -> new BitSet()).set(number);
  }

  public List<Rule> rules() {
    return rules;
  }

  /** The PCRs that have rules. */
  public Set<Integer> pcrs() {
    Set<Integer> pcrs = new TreeSet<>();
    rules.forEach(rule -> pcrs.add(rule.pcr()));
    return pcrs;
  }

  /** Whether a rule for such an event lets it come after the separator of its PCR. */
  public boolean late(int pcr, int type, Octets digest) {
    BitSet exact = byDigest.getOrDefault(new Key(pcr, type, digest), new BitSet());
    BitSet any = byKind.getOrDefault(new Key(pcr, type, Octets.EMPTY), new BitSet());
    return exact.intersects(late) || any.intersects(late);
  }

  /** To go through the events of one log. */
  public Tally tally() {
    return new Tally();
  }

  /** Which rules the events of one log have matched. For one thread. */
  public final class Tally {
    private final BitSet matched = new BitSet();

    private Tally() {}

    /** Counts an event; false if no rule matches it. */
    public boolean count(int pcr, int type, Octets digest) {
      BitSet exact = byDigest.get(new Key(pcr, type, digest));
      BitSet any = byKind.get(new Key(pcr, type, Octets.EMPTY));
      if (exact != null) {
        matched.or(exact);
      }
      if (any != null) {
        matched.or(any);
      }
      return exact != null || any != null;
    }

    /** The rules that are not optional and that no event has matched. */
    public List<Rule> missing() {
      BitSet open = (BitSet) required.clone();
      open.andNot(matched);
      List<Rule> missing = new ArrayList<>();
      open.stream().forEach(number -> missing.add(rules.get(number)));
      return missing;
    }
  }
}
