import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.ws.BindingProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.xml.namespace.QName;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.headers.Header;
import org.apache.cxf.jaxb.JAXBDataBinding;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.transport.http.HTTPConduit;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.wire.factory.DeployVm;
import org.icecoat.wire.factory.DeployVmResponse;
import org.icecoat.wire.factory.Match;
import org.icecoat.wire.factory.NetworkType;
import org.icecoat.wire.factory.TrustedVmFactory;
import org.icecoat.wire.factory.VmRequestType;
import org.icecoat.wire.oasis.addressing.EndpointReferenceType;
import org.icecoat.wire.oasis.rl.Destroy;
import org.icecoat.wire.types.ApplicationFileType;
import org.icecoat.wire.types.ApplicationReportType;
import org.icecoat.wire.types.ApplicationStateType;
import org.icecoat.wire.types.ApplicationType;
import org.icecoat.wire.types.ImageRequirementsType;
import org.icecoat.wire.types.LeaseType;
import org.icecoat.wire.types.OutputRangeType;
import org.icecoat.wire.types.OutputStreamType;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.tls.TlsMaterial;

/**
 * Deploys a small application with Apache CXF, follows it, prints its output and destroys its VM.
 *
 * <p>Usage: java -cp 'lib/*' DeployWithCxf.java FACTORY IMAGE. X509_USER_PROXY names the proxy
 * file, X509_CERT_DIR the CA directory.
 */
public final class DeployWithCxf {
  private static final String FACTORY = "http://icecoat.org/2026/11/factory";
  private static final String VM = "http://icecoat.org/2026/11/vm";

  private final TLSClientParameters tls = new TLSClientParameters();

  /** Keys and trust are Icecoat's; the rest is plain CXF over the generated stubs. */
  DeployWithCxf(GridTrust trust) throws Exception {
    PemKeys proxy = PemKeys.ofProxy(Path.of(System.getenv("X509_USER_PROXY")));
    tls.setSslContext(new TlsMaterial(proxy, trust.forClients()).checkingHostNames().context());
  }

  public static void main(String... arguments) throws Exception {
    TrustAnchors anchors = TrustAnchors.in(Path.of(System.getenv("X509_CERT_DIR")));
    try (GridTrust trust = GridTrust.open(anchors, Clock.systemUTC())) {
      new DeployWithCxf(trust).run(arguments[0], arguments[1]);
    }
  }

  private void run(String base, String image) throws Exception {
    TrustedVmFactory factory = port(TrustedVmFactory.class, base + "/factory");
    Match match = new Match();
    match.setRequest(request(image));
    factory
        .match(match)
        .getFittingNode()
        .forEach(fit -> System.out.println("fits: " + fit.getNode().getName()));

    DeployVm order = new DeployVm();
    order.setToken(UUID.randomUUID().toString()); // the same token is the same VM
    order.setRequest(request(image));
    DeployVmResponse deployed = factory.deployVm(order);
    System.out.println("deployed: " + deployed.getSummary().getHandle());

    TrustedVm vm = resource(deployed.getVm());
    follow(vm);
    OutputRangeType range = new OutputRangeType();
    range.setStream(OutputStreamType.STANDARD_OUTPUT);
    range.setMaximalBytes(65536);
    byte[] output = vm.getOutput(range).getContent();
    System.out.println("output: " + new String(output, StandardCharsets.UTF_8).strip());

    TrustedVm byUrl = port(TrustedVm.class, base + "/vm/" + deployed.getSummary().getId());
    byUrl.destroy(new Destroy());
    System.out.println("destroy ordered");
  }

  private static VmRequestType request(String image) throws Exception {
    VmRequestType request = new VmRequestType();
    request.setImage(new ImageRequirementsType());
    request.getImage().setName(image);
    request.setNetwork(NetworkType.NONE);
    request.setLease(new LeaseType());
    request.getLease().setDuration(Duration.ofHours(1));
    ApplicationFileType script = new ApplicationFileType();
    script.setPath("hello.sh");
    script.setContent(
        new DataHandler(new ByteArrayDataSource("echo Hello from $1\n", "text/plain")));
    ApplicationType application = new ApplicationType();
    application.setCommand("sh");
    application.getArgument().addAll(List.of("./hello.sh", "CXF"));
    application.getFile().add(script);
    request.setApplication(application);
    return request;
  }

  /** Prints each change of state until the application has ended. */
  private static void follow(TrustedVm vm) throws Exception {
    Object state = null;
    ApplicationStateType application = null;
    do {
      Object now = property(vm, "State");
      if (!now.equals(state)) {
        System.out.println("state: " + now);
        state = now;
      }
      application = ((ApplicationReportType) property(vm, "Application")).getState();
      Thread.sleep(500);
    } while (application == ApplicationStateType.WAITING
        || application == ApplicationStateType.RUNNING);
    System.out.println("application: " + application);
  }

  private static Object property(TrustedVm vm, String name) throws Exception {
    Object found = vm.getResourceProperty(new QName(VM, name)).getAny().get(0);
    return ((JAXBElement<?>) found).getValue();
  }

  /** The contract is in the jar of the stubs; the address is where the service really is. */
  private <T> T port(Class<T> type, String address) {
    boolean vm = type == TrustedVm.class;
    JaxWsProxyFactoryBean bean = new JaxWsProxyFactoryBean();
    bean.setServiceClass(type);
    bean.setWsdlURL(vm ? "classpath:wsdl/vm.wsdl" : "classpath:wsdl/factory.wsdl");
    bean.setServiceName(new QName(vm ? VM : FACTORY, type.getSimpleName() + "Service"));
    bean.setEndpointName(new QName(vm ? VM : FACTORY, type.getSimpleName() + "Soap12Port"));
    bean.setAddress(address);
    T port = bean.create(type);
    HTTPConduit conduit = (HTTPConduit) ClientProxy.getClient(port).getConduit();
    conduit.setTlsClientParameters(tls);
    return port;
  }

  /** The reference parameters of an EPR go with each request, as headers. */
  private TrustedVm resource(EndpointReferenceType reference) throws Exception {
    TrustedVm vm = port(TrustedVm.class, reference.getAddress().getValue());
    List<Header> headers = new ArrayList<>();
    for (Object parameter : reference.getReferenceParameters().getAny()) {
      if (parameter instanceof JAXBElement<?> element) {
        headers.add(
            new Header(
                element.getName(), element.getValue(), new JAXBDataBinding(String.class)));
      } else {
        org.w3c.dom.Element element = (org.w3c.dom.Element) parameter;
        headers.add(
            new Header(new QName(element.getNamespaceURI(), element.getLocalName()), element));
      }
    }
    ((BindingProvider) vm).getRequestContext().put(Header.HEADER_LIST, headers);
    return vm;
  }
}
