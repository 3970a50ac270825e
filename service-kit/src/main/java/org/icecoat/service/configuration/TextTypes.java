package org.icecoat.service.configuration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * Reads values that are one text: durations, paths, URIs, secrets, and every type of Icecoat's own
 * that has a public {@code parse(String)} or is a record of one String.
 */
final class TextTypes extends SimpleModule {
  private static final long serialVersionUID = 1L;
  private static final String OURS = "org.icecoat.";

  TextTypes(Path folder) {
    super("icecoat-text-types");
    add(Duration.class, DurationText::parse);
    add(Path.class, text -> folder.resolve(text).normalize());
    add(URI.class, URI::create);
    add(Secret.class, Secret::new);
    setDeserializers(new OurTypes(getDeserializers()));
  }

  private SimpleDeserializers getDeserializers() {
    return _deserializers;
  }

  private <T> void add(Class<T> type, Function<String, T> reader) {
    addDeserializer(type, new FromText<>(type, reader));
  }

  /** Asks the fixed readers first, then looks for a way to read one of our own types. */
  private static final class OurTypes extends SimpleDeserializers {
    private static final long serialVersionUID = 1L;
    private final transient SimpleDeserializers fixed;

    OurTypes(SimpleDeserializers fixed) {
      this.fixed = fixed;
    }

    @Override
    public JsonDeserializer<?> findBeanDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription description)
        throws JsonMappingException {
      JsonDeserializer<?> found = fixed.findBeanDeserializer(type, config, description);
      Class<?> raw = type.getRawClass();
      return found != null || !raw.getName().startsWith(OURS) ? found : ofOurs(raw);
    }

    private static <T> JsonDeserializer<T> ofOurs(Class<T> type) {
      for (Method method : type.getMethods()) {
        if (isParse(method, type)) {
          return new FromText<>(type, text -> type.cast(invoke(method, text)));
        }
      }
      Class<?>[] oneString = {String.class};
      if (type.isRecord() && type.getRecordComponents().length == 1) {
        for (Constructor<?> constructor : type.getConstructors()) {
          if (java.util.Arrays.equals(constructor.getParameterTypes(), oneString)) {
            return new FromText<>(type, text -> type.cast(create(constructor, text)));
          }
        }
      }
      return null;
    }

    private static boolean isParse(Method method, Class<?> type) {
      return method.getName().equals("parse")
          && Modifier.isStatic(method.getModifiers())
          && method.getParameterCount() == 1
          && method.getParameterTypes()[0] == String.class
          && method.getReturnType() == type;
    }

    private static Object invoke(Method method, String text) {
      return call(() -> MethodHandles.publicLookup().unreflect(method).invoke(text));
    }

    private static Object create(Constructor<?> constructor, String text) {
      return call(
          () -> MethodHandles.publicLookup().unreflectConstructor(constructor).invoke(text));
    }

    private static Object call(Reading reading) {
      try {
        return reading.read();
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @FunctionalInterface
  private interface Reading {
    Object read() throws Throwable;
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
        throw JsonMappingException.from(parser, expected(token));
      }
      try {
        return reader.apply(parser.getText());
      } catch (IllegalArgumentException e) {
        throw JsonMappingException.from(parser, e.getMessage(), e);
      }
    }

    private String expected(JsonToken found) {
      return handledType() == Path.class && found == JsonToken.START_OBJECT
          ? "a path is expected here: move these keys into a file of their own, and name that file"
          : "one value is expected here";
    }
  }
}
