#pragma once
#include <libxml/xmlversion.h>
// Where libxml2 was built with ICU its headers bring in ICU's, which clash with those that come with
// Foundation. Only a structure for character encodings depends on it, and it isn't used here.
#undef LIBXML_ICU_ENABLED
#include <libxml/SAX2.h>
#include <libxml/parser.h>
