# An order of Shopify (webhook orders/create, Admin REST API) as an order of ours.
#
# The SKU begins with the product: MUG-TEAL is a mug. What the customer chose are the line item's properties, by the names of
# our options; a property that begins with _ is the shop's own, and so is hidden here as it is there. A note attribute
# gift_wrap: yes wraps all of it as a gift. Who it goes to is the shop's to know: only how it is sent is passed on.

def method:
  ((.shipping_lines // [])[0].code // "" | ascii_downcase) as $code
  | if ($code | test("pickup|collect")) then "pickup"
    elif ($code | test("express|courier")) then "courier"
    else "post"
    end;

def gift: any((.note_attributes // [])[]; .name == "gift_wrap" and .value == "yes");

# What a form sends as text and the product has as a number or as yes or no.
def typed($name):
  if ($name == "size" or $name == "heel" or $name == "memory" or $name == "storage") and test("^[0-9]+([.][0-9]+)?$")
  then tonumber
  elif $name == "fan" then (. == "yes" or . == "true")
  else .
  end;

def options:
  [(.properties // [])[] | select(.name | startswith("_") | not)]
  | map((.name | ascii_downcase | gsub(" "; "_")) as $name | {key: $name, value: (.value | tostring | typed($name))})
  | from_entries;

def packaging($product; $gift; $note):
  if ($gift | not) then {}
  elif $product == "sneaker" then {box: "gift"}
  elif $product == "shirt" then {type: "gift"} + (if $note == "" then {} else {card: $note} end)
  elif $product == "mug" then {type: "gift"}
  else {}
  end;

method as $method
| gift as $gift
| (.note // "") as $note
| {
    externalId: ("shopify-" + (.id | tostring)),
    items: [
      .line_items[]
      | (.sku | split("-")[0] | ascii_downcase) as $product
      | {product: $product, quantity: .quantity, options: options}
        + (packaging($product; $gift; $note) | if . == {} then {} else {packaging: .} end)
        + (if $product == "computer" then {} else {delivery: {method: $method}} end)
    ]
  }
