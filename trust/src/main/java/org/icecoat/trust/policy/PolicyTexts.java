package org.icecoat.trust.policy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icecoat.domain.digest.Sha256;

/** Reads values of a policy that are one text. */
final class PolicyTexts extends SimpleModule {
  private static final long serialVersionUID = 1L;
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  PolicyTexts() {
    super("icecoat-policy-texts");
    add(Sha256.class, Sha256::parse);
    add(Duration.class, PolicyTexts::duration);
    add(PolicyName.class, PolicyName::new);
    add(TpmRules.Maker.class, TpmRules.Maker::new);
    add(TpmRules.Firmware.class, TpmRules.Firmware::parse);
    add(FirmwareRules.Type.class, FirmwareRules.Type::parse);
  }

  /** Reads {@code 90s}, {@code 10m}, {@code 24h}, {@code 7d}. */
  static Duration duration(String text) {
    Matcher form = DURATION.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no duration: write it like 90s, 10m, 24h or 7d".formatted(text));
    }
    return UNITS.get(form.group(2)).multipliedBy(Long.parseLong(form.group(1)));
  }

  private <T> void add(Class<T> type, Function<String, T> reader) {
    addDeserializer(type, new FromText<>(type, reader));
  }

  private static final class FromText<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> reader;

    FromText(Class<T> type, Function<String, T> reader) {
      super(type);
      this.reader = reader;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      JsonToken token = parser.currentToken();
      if (token == null || !token.isScalarValue()) {
        throw JsonMappingException.from(parser, "one value is expected here");
      }
      try {
        return reader.apply(parser.getText());
      } catch (IllegalArgumentException e) {
        throw JsonMappingException.from(parser, e.getMessage(), e);
      }
    }
  }
}
