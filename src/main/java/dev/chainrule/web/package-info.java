/** What every feature shares: problem details, reading of JSON, paging, limits, the OpenAPI document. Imports no feature. */
@NullMarked
package dev.chainrule.web;

import org.jspecify.annotations.NullMarked;
