// What soapcpp2 makes stubs of: the contracts, and a header that carries what the reference
// parameters of an EPR are, as the XML text that gSOAP gives for them.
#import "icecoat.h"

mutable struct SOAP_ENV__Header {
  _XML __any 0;
};
