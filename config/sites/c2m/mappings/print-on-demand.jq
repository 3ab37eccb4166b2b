# An order as print-on-demand services take it (recipient, items with a variant, files and options) as an order of ours.
#
# The variant is product/colour/size, as far as the product has them; a file of type front is the artwork; options are by the
# names of ours, and those that begin with service. go there.

def method: {STANDARD: "post", EXPRESS: "courier", PICKUP: "pickup"}[.shipping // "STANDARD" | ascii_upcase] // .shipping;

def artwork:
  [(.files // [])[] | select(.type == "front")]
  | if length == 0 then {}
    elif length == 1 then {artwork: (.[0] | {url, sha256: .hash, mediaType: .mime_type, size})}
    else error("one file of type front may be given for an item, were \(length)")
    end;

def variant:
  (.variant | split("/")) as $parts
  | {product: $parts[0],
     options: ((if $parts[1] then {color: $parts[1]} else {} end) + (if $parts[2] then {size: $parts[2]} else {} end))};

def chosen($prefix):
  [(.options // [])[]
   | select((.id | startswith("service.")) == ($prefix == "service."))
   | {key: (.id | ltrimstr($prefix)), value: .value}]
  | from_entries;

method as $method
| (.gift.message // "") as $card
| {
    externalId: .external_id,
    items: [
      .items[]
      | variant as $variant
      | {product: $variant.product, quantity: .quantity, options: ($variant.options + artwork + chosen(""))}
        + (if $card == "" then {} else {packaging: {type: "gift", card: $card}} end)
        + {delivery: {method: $method}}
        + (chosen("service.") | if . == {} then {} else {service: .} end)
    ]
  }
  + (if .due_at then {requestedBy: .due_at} else {} end)
